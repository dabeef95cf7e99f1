import { parseTime } from '../../../../nodes/shared/values/dates/writtenTimes';

describe('a time of the day is read in every way that it is written', () => {
	it.each<[string, hour: number, minute: number, second: number, millisecond: number]>([
		['23:59:59', 23, 59, 59, 0],
		['9:05', 9, 5, 0, 0],
		['09.05.07', 9, 5, 7, 0],
		['at 9:05', 9, 5, 0, 0],
		['um 9:05', 9, 5, 0, 0],
		['à 9:05', 9, 5, 0, 0],
		['a las 9:05', 9, 5, 0, 0],
		[', 9:05', 9, 5, 0, 0],
		['09:05:07.5', 9, 5, 7, 500],
		['09:05:07,1234', 9, 5, 7, 123],
		['12:05 AM', 0, 5, 0, 0],
		['12:05 PM', 12, 5, 0, 0],
		['1:05 p.m.', 13, 5, 0, 0],
		['11:05am', 11, 5, 0, 0],
		['9:05\u202fPM', 21, 5, 0, 0],
	])('%s', (text, hour, minute, second, millisecond) => {
		expect(parseTime(` ${text}`)).toEqual({ hour, minute, second, millisecond, offset: undefined });
	});

	it.each(['24:00:00', '23:60:00', '23:59:60', '0:05 AM', '13:05 PM', '9', '9:5', '9:05 o’clock', 'at noon'])(
		'%s is none',
		(text) => {
			expect(parseTime(` ${text}`)).toBeUndefined();
		},
	);
});

describe('a zone is read by its name or its hours', () => {
	it.each<[string, minutesEastOfUtc: number]>([
		['Z', 0],
		['UTC', 0],
		['GMT', 0],
		['ut', 0],
		['EST', -300],
		['EDT', -240],
		['CST', -360],
		['CDT', -300],
		['MST', -420],
		['MDT', -360],
		['PST', -480],
		['PDT', -420],
		['+5', 300],
		['+0530', 330],
		['-05:30:00', -330],
		['+18:00', 1080],
		['GMT+0200', 120],
		['UTC-3', -180],
		['+0200 (CEST)', 120],
		['+02:00 [Europe/Warsaw]', 120],
		['+0200 CEST', 120],
		['+02:00[Europe/Warsaw]', 120],
		['+0000 UTC', 0],
		['Z[UTC]', 0],
		['EST (Eastern)', -300],
	])('%s: %d minutes east of UTC', (zone, minutes) => {
		expect(parseTime(` 10:00:00 ${zone}`)?.offset).toBe(minutes);
	});

	it.each(['XYZT', 'CEST', '[Europe/Warsaw]', 'XYZT (Somewhere)'])('%s is one whose minutes nobody knows', (zone) => {
		expect(parseTime(` 10:00:00 ${zone}`)).toMatchObject({ hour: 10, offset: Number.NaN });
	});

	it.each(['+18:01', '+', '2+5', '+5 and more'])('%s is none, and so there is no time', (zone) => {
		expect(parseTime(` 10:00:00 ${zone}`)).toBeUndefined();
	});
});
