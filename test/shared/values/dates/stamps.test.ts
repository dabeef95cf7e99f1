import { createStamps } from '../../../../nodes/shared/values/dates/stamps';
import { parseDate } from '../../../../nodes/shared/values/dates/writtenDates';

const warsaw = createStamps('Europe/Warsaw');
const tokyo = createStamps('Asia/Tokyo');
/** Hardly anybody's process runs in it. */
const chatham = createStamps('Pacific/Chatham');
const may = (day: number) => ({ year: 1990, month: 5, day });
const ofText = (text: string) => warsaw.ofText(parseDate(text)!);

describe('a written text', () => {
	it('without a time, or without a year, is a bare day', () => {
		expect([ofText('1990-05-17'), ofText('17 May 10:00 UTC')]).toEqual([
			may(17),
			{ month: 5, day: 17, year: undefined },
		]);
	});

	it.each([
		['in no zone is in the workflow’s', '1990-05-17 23:30', may(17), '1990-05-17T23:30:00+02:00'],
		['keeps its zone', '1990-05-17T23:30:00-08:00', may(17), '1990-05-17T23:30:00-08:00'],
		['in UTC is the day that is written', '1990-05-17T23:30:00Z', may(17), '1990-05-17T23:30:00Z'],
		['in UTC is the day that begins just then elsewhere', '1990-05-16T22:00:00Z', may(17), '1990-05-16T22:00:00Z'],
		['in a zone that nobody knows has a day and no moment', '1990-05-17 10:00 XYZT', may(17), undefined],
	])('%s', (_rule, text, day, moment) => {
		const stamp = ofText(text);
		expect(stamp).toMatchObject(day);
		expect(stamp.moment?.()).toBe(moment);
	});
});

describe('milliseconds since 1970', () => {
	it.each([
		['are the day of UTC that they begin', '1990-05-17T00:00:00Z', warsaw],
		['are the day of the workflow that they begin', '1990-05-16T22:00:00Z', warsaw],
		['and so in any zone', '1990-05-16T15:00:00Z', tokyo],
	])('%s', (_rule, at, stamps) => {
		expect(stamps.ofMilliseconds(Date.parse(at))).toEqual(may(17));
	});

	it('are a moment of the workflow’s day else', () => {
		const stamp = tokyo.ofMilliseconds(Date.parse('1990-05-16T15:30:00Z'))!;
		expect([stamp, stamp.moment?.()]).toMatchObject([may(17), '1990-05-17T00:30:00+09:00']);
	});

	it.each([Number.NaN, 8.64e15 + 1, -8.64e15 - 1])('are none where JavaScript has no such time: %d', (ms) => {
		expect(warsaw.ofMilliseconds(ms)).toBeUndefined();
	});
});

describe('a Date', () => {
	it('is the day that it begins in the process’s zone, or else in UTC', () => {
		expect(chatham.ofDate(new Date(1990, 4, 17).getTime())).toEqual(may(17));
		expect(chatham.ofDate(Date.UTC(1990, 4, 17))).toEqual(may(17));
	});

	it('is a moment of the workflow’s day else, even at the workflow’s midnight', () => {
		const stamp = chatham.ofDate(Date.parse('1990-05-16T11:15:00Z'));
		expect([stamp, stamp.moment?.()]).toMatchObject([may(17), '1990-05-17T00:00:00+12:45']);
	});
});
