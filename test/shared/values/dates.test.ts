import { DateTime, Settings } from 'luxon';
import { readDay, readMoment, readMonthDay } from '../../../nodes/shared/values/dates';

const march = DateTime.fromObject({ year: 2026, month: 3, day: 9, hour: 23, minute: 30 }, { zone: 'Asia/Tokyo' });
/** Nothing here may depend on where n8n runs. */
const zones = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'];

afterEach(() => {
	Settings.defaultZone = 'system';
});

describe('a day is read in every way that Constant Contact names', () => {
	it.each([
		['MM/DD/YYYY', '03/09/2026'],
		['M/D/YYYY', '3/9/2026'],
		['YYYY/MM/DD', '2026/03/09'],
		['YYYY/M/D', '2026/3/9'],
		['YYYY-MM-DD', '2026-03-09'],
		['YYYY-M-D', '2026-3-9'],
		['M-D-YYYY', '3-9-2026'],
		['M-DD-YYYY', '3-09-2026'],
		['with blanks around it', ' 2026-03-09\n'],
	])('%s', (_shape, text) => {
		expect(readDay(text)).toBe('2026-03-09');
	});
});

describe.each(zones)('in %s, the day that is written counts', (zone) => {
	it.each([
		['ISO in UTC', '2026-03-09T23:30:00Z'],
		['ISO east of UTC', '2026-03-09T00:30:00+14:00'],
		['ISO west of UTC', '2026-03-09T23:30:00.000-08:00'],
		['ISO without a zone', '2026-03-09T23:30:00'],
		['ISO to the minute', '2026-03-09T23:30'],
		['ISO in its basic form', '20260309T233000Z'],
		['SQL', '2026-03-09 23:30:00'],
		['SQL with fractions and a zone', '2026-03-09 23:30:00.123456 +02:00'],
		["luxon's DateTime", march],
		["another luxon's DateTime", { isLuxonDateTime: true, toISO: () => '2026-03-09T23:30:00.000+09:00' }],
	])('%s', (_shape, value) => {
		Settings.defaultZone = zone;
		expect(readDay(value)).toBe('2026-03-09');
		expect(readMonthDay(value)).toBe('3/9');
	});
});

describe('what is no day of the calendar is refused', () => {
	it.each([
		['29 February of a common year', '2026-02-29'],
		['29 February of 1900', '1900-02-29'],
		['31 April', '04/31/2026'],
		['a 13th month', '13/01/2026'],
		['day and month the other way round', '31/12/2026'],
		['month 0', '2026-00-10'],
		['day 0', '2026-01-00'],
		['year 0', '0000-01-01'],
		['a year of two digits', '3/9/26'],
		['two kinds of signs', '2026-03/09'],
		['dots', '09.03.2026'],
		['a word', 'next spring'],
		['a month by name', 'March 9, 2026'],
		['a year alone', '2026'],
		['ISO of a day that does not exist', '2026-02-29T10:00:00Z'],
		['ISO with an hour that does not exist', '2026-03-09T25:00:00Z'],
		['blanks', '  '],
		['a day behind other words', 'on 2026-03-09'],
		['a day with the year last behind other words', 'on 3/9/2026'],
		['a year of five digits at the end', '3/9/20261'],
		['the day of the year', '2026-068'],
		['a day of the week', '2026-W11-1'],
		['a time', '12:30'],
		['a time with seconds', '12:30:00'],
		['a year with a sign', '+002026-03-09T10:00:00Z'],
		['an object that merely calls itself a DateTime', { isLuxonDateTime: true, toISO: '2026-03-09T10:00:00Z' }],
		['a text of one character too many', `2026-03-09${' '.repeat(31)}`],
		['a text of any length', `2026-03-09${' '.repeat(100)}`],
		['seconds since 1970', 1_772_000_000],
		["a spreadsheet's number", 46_090],
		['a number in a text', '46090'],
		['a boolean', true],
		['null', null],
		['undefined', undefined],
		['a list', ['2026-03-09']],
		['an object', { year: 2026 }],
		['a Date that is none', new Date(Number.NaN)],
		['a Date beyond the year 9999', new Date('+010000-01-02T12:00:00Z')],
		['a Date before the year 1000', new Date('0999-12-30T12:00:00Z')],
		['a DateTime beyond the year 9999', DateTime.fromObject({ year: 12_026 })],
		['a DateTime that is none', DateTime.invalid('no date')],
	])('%s', (_what, value) => {
		expect([readDay(value), readMonthDay(value), readMoment(value)]).toEqual([undefined, undefined, undefined]);
	});
});

it.each([
	['the first year of four digits', '1000-01-01'],
	['the last one', '9999-12-31'],
	['as many blanks as there may be', `2026-03-09${' '.repeat(30)}`],
])('%s is read', (_what, text) => {
	expect(readDay(text)).toBe(text.trim());
	expect(readMoment(`${text.trim()}T10:00:00Z`)).toBe(`${text.trim()}T10:00:00Z`);
});

it.each([['2024-02-29'], ['2000-02-29'], ['2/29/2024']])('%s exists', (text) => {
	expect(readDay(text)).toMatch(/^\d{4}-02-29$/);
});

it.each(zones)("in %s, a Date is the day that n8n's time zone shows", (zone) => {
	Settings.defaultZone = zone;
	const moment = new Date('2026-03-09T11:00:00Z');
	expect(readDay(moment)).toBe(DateTime.fromJSDate(moment).toISODate());
});

describe('a birthday needs no year', () => {
	it.each([
		['MM/DD', '12/31', '12/31'],
		['M/D', '1/2', '1/2'],
		['MM-DD', '01-02', '1/2'],
		['vCard', '--0102', '1/2'],
		['vCard with a dash', '--01-02', '1/2'],
		['29 February', '2/29', '2/29'],
		['29 February of a leap year', '2000-02-29', '2/29'],
		['a year first', '1990-12-31', '12/31'],
		['a year last', '12/31/1990', '12/31'],
	])('%s', (_shape, text, birthday) => {
		expect(readMonthDay(text)).toBe(birthday);
	});

	it.each([['31/12'], ['2/30'], ['4/31'], ['0/1'], ['12'], ['12/31/'], ['-12-31'], ['1231']])('%s is none', (text) => {
		expect(readMonthDay(text)).toBeUndefined();
	});

	it('but a day without a year is no date', () => {
		expect(readDay('12/31')).toBeUndefined();
	});
});

describe('a moment keeps its time and zone', () => {
	it.each([
		['2026-03-09T23:30:00Z', '2026-03-09T23:30:00Z'],
		['2026-03-09T23:30:00.000-08:00', '2026-03-09T23:30:00-08:00'],
		[march, '2026-03-09T23:30:00+09:00'],
		['2026-03-09', '2026-03-09'],
		['3/9/2026', '2026-03-09'],
	])('%s', (value, moment) => {
		expect(readMoment(value)).toBe(moment);
	});
});
