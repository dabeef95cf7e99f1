import { DateTime, Settings } from 'luxon';
import type { DateReading } from '../../../../nodes/shared/values/dates/dateReader';
import type { CountedUnit } from '../../../../nodes/shared/values/dates/dayWriting';
import { createDateReader, readDay, readMoment, readMonthDay } from '../../../../nodes/shared/values/dates/dateReader';
import { parseDate, parseNumeric } from '../../../../nodes/shared/values/dates/writtenDates';

jest.mock('../../../../nodes/shared/values/dates/writtenDates', () => {
	const written = jest.requireActual<
		Record<'parseDate' | 'parseNumeric', (text: string, isDayFirst: boolean) => unknown>
	>('../../../../nodes/shared/values/dates/writtenDates');
	return { parseDate: jest.fn(written.parseDate), parseNumeric: jest.fn(written.parseNumeric) };
});

const reader = (reading: Partial<DateReading> = {}) =>
	createDateReader({ timeZone: 'Europe/Warsaw', order: 'monthFirst', ...reading });
const march = DateTime.fromObject({ year: 2026, month: 3, day: 9, hour: 23, minute: 30 }, { zone: 'Asia/Tokyo' });

describe('a day is read in every way that programs write it', () => {
	it.each<[string, unknown]>([
		['MM/DD/YYYY', '05/17/1990'],
		['M/D/YYYY', '5/17/1990'],
		['M/D/YY, Excel in the US', '5/17/90'],
		['YYYY/MM/DD', '1990/05/17'],
		['YYYY/M/D', '1990/5/17'],
		['YYYY-M-D', '1990-5-17'],
		['YYYY.MM.DD', '1990.05.17'],
		['M-D-YYYY', '5-17-1990'],
		['DD.MM.YYYY, PostgreSQL German', '17.05.1990'],
		['D. M. YYYY, Czech', '17. 5. 1990'],
		['YYYY. M. D., Korean', '1990. 5. 17.'],
		['DD.MM.YY', '17.05.90'],
		['DD/MM/YYYY, as nothing else can be meant', '17/05/1990'],
		['DD-MM-YYYY', '17-05-1990'],
		['with blanks around it', ' 1990-05-17\n'],
		['in quotation marks', '"1990-05-17"'],
		['behind an apostrophe', "'1990-05-17"],
		['as a formula that is a text', '="17.05.1990"'],
		['YYYYMMDD', '19900517'],
		['YYYYMMDD as a number', 19_900_517],
		['YYYYMMDDhhmmss', '19900517000000'],
		['DD-Mon-YYYY, Excel', '17-May-1990'],
		['DD-MON-YY, Oracle', '17-MAY-90'],
		['DDMONYYYY, SAS', '17MAY1990'],
		["SAS's datetime", '17MAY1990:00:00:00'],
		['Month D, YYYY', 'May 17, 1990'],
		['Month Dth, YYYY', 'May 17th, 1990'],
		['the weekday before it', 'Thursday, May 17, 1990'],
		['D Month YYYY', '17 May 1990'],
		['YYYY-Mon-DD', '1990-May-17'],
		['German', '17. Mai 1990'],
		['French', 'jeudi 17 mai 1990'],
		['Spanish', '17 de mayo de 1990'],
		['Italian', '17 maggio 1990'],
		['Portuguese', '17 de maio de 1990'],
		['Dutch', '17 mei 1990'],
		['Polish', '17 maja 1990'],
		['Swedish', '17 maj 1990'],
		['Czech', '17. května 1990'],
		['Japanese', '1990年5月17日'],
		['Korean in words', '1990년 5월 17일'],
		['an hour of a half day', '5/17/1990 12:00:00 AM'],
		['the locale text of a Date', '5/17/1990, 12:00:00 AM'],
		['SQL Server', 'May 17 1990 12:00AM'],
		['minutes behind it', '17.05.1990 00:00'],
		['SQL', '1990-05-17 00:00:00'],
		['SQL with fractions and a zone', '1990-05-17 23:30:00.123456+02'],
		['Go', '1990-05-17 00:00:00 +0000 UTC'],
		['DB2', '1990-05-17-00.00.00.000000'],
		['Ruby', '1990-05-17 00:00:00 +0200'],
		['Java', 'Thu May 17 00:00:00 CEST 1990'],
		["Java's ZonedDateTime", '1990-05-17T00:00+02:00[Europe/Warsaw]'],
		['C', 'Thu May 17 00:00:00 1990'],
		['Twitter', 'Thu May 17 00:00:00 +0000 1990'],
		['JavaScript', 'Thu May 17 1990 00:00:00 GMT+0200 (Central European Summer Time)'],
		["JavaScript's toDateString", 'Thu May 17 1990'],
		['RFC 2822', 'Thu, 17 May 1990 00:00:00 +0200'],
		['HTTP', 'Thu, 17 May 1990 00:00:00 GMT'],
		['ISO in UTC', '1990-05-17T00:00:00.000Z'],
		['ISO in its basic form', '19900517T000000Z'],
		['ISO in quotation marks', '"1990-05-17T00:00:00.000Z"'],
		["Excel's day", 33_010],
		["Excel's day with a time", 33_010.4375],
		["Excel's day as a text", '33010.0'],
		['seconds since 1970', 642_902_400],
		['milliseconds', 642_902_400_000],
		['microseconds, as a text', '642902400000000'],
		['nanoseconds', 642_902_400_000_000_000],
		['.NET', '/Date(642902400000)/'],
		['.NET with a zone', '\\/Date(642902400000+0200)\\/'],
		['Notion', { start: '1990-05-17', end: null }],
		['MongoDB', { $date: '1990-05-17T00:00:00Z' }],
		['MongoDB, canonical', { $date: { $numberLong: '642902400000' } }],
		['Firestore', { _seconds: 642_902_400, _nanoseconds: 0 }],
		['PHP', { date: '1990-05-17 00:00:00.000000', timezone_type: 3, timezone: 'UTC' }],
		['Parse', { __type: 'Date', iso: '1990-05-17T00:00:00.000Z' }],
		['BigQuery', { value: '1990-05-17' }],
		['BigQuery, a moment', '6.429024E8'],
		['Google People', { date: { year: 1990, month: 5, day: 17 } }],
		['a number of any size', 19_900_517n],
		["Excel's day with a time, as a text", '33010.4375'],
		['an expression of JavaScript', 'new Date(642902400000)'],
		['in quotation marks, with blanks', '" 1990-05-17 "'],
		['as long as a text may be', `1990-05-17${' '.repeat(110)}`],
		['an object that says itself what it is', { toJSON: () => '1990-05-17T00:00:00Z' }],
		['a list of one', ['1990-05-17']],
		['lists of one in one another', [[['1990-05-17']]]],
		["luxon's DateTime", DateTime.fromISO('1990-05-17T23:30:00-08:00', { setZone: true })],
		["another luxon's DateTime", { isLuxonDateTime: true, toISO: () => '1990-05-17T23:30:00.000+09:00' }],
	])('%s: %p', (_shape, value) => {
		expect(reader().day(value)).toBe('1990-05-17');
		expect(reader().monthDay(value)).toBe('5/17');
	});
});

it("an appointment in the evening stays on its day, though it is UTC's midnight", () => {
	expect(reader().day('2026-05-16T20:00:00-04:00')).toBe('2026-05-16');
	expect(reader().moment('2026-05-16T20:00:00-04:00')).toBe('2026-05-16T20:00:00-04:00');
});

describe("no reading depends on luxon's global zone, which other workflows change", () => {
	const values = [
		'1990-05-17 13:00:00',
		'1990-05-17T22:00:00.000Z',
		new Date('1990-05-17T13:00:00Z'),
		33_010.5,
		642_981_600,
	];
	it.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'])('%s', (zone) => {
		const read = () => values.map((value) => [reader().day(value), reader().monthDay(value), reader().moment(value)]);
		const before = read();
		Settings.defaultZone = zone;
		expect(read()).toEqual(before);
		Settings.defaultZone = 'system';
	});
});

describe('a text in UTC that is the start of a day elsewhere is that day', () => {
	it.each([
		["the workflow's midnight", '1990-05-16T22:00:00.000Z', 'Europe/Warsaw', '1990-05-17'],
		['in winter', '1990-01-16T23:00:00Z', 'Europe/Warsaw', '1990-01-17'],
		['west of UTC', '1990-05-17T04:00:00+00:00', 'America/New_York', '1990-05-17'],
		['where the day begins at one o’clock', '2010-10-17T03:00:00Z', 'America/Sao_Paulo', '2010-10-17'],
		['a second later it is the day that is written', '1990-05-16T22:00:01Z', 'Europe/Warsaw', '1990-05-16'],
		["nobody's midnight", '1990-05-16T21:00:00.000Z', 'Europe/Warsaw', '1990-05-16'],
		['midnight of UTC', '1990-05-17T00:00:00.000Z', 'America/New_York', '1990-05-17'],
		['with another zone the day that is written counts', '1990-05-16T22:00:00-07:00', 'Europe/Warsaw', '1990-05-16'],
		['without a zone, too', '1990-05-16T22:00:00', 'Europe/Warsaw', '1990-05-16'],
		['a zone that does not exist changes nothing', '1990-05-16T22:00:00Z', 'Europe/Nowhere', '1990-05-16'],
	])('%s', (_what, text, timeZone, day) => {
		expect(reader({ timeZone }).day(text)).toBe(day);
	});
});

describe('words and zeros for no date are no date and no fault', () => {
	it.each<[unknown]>([
		['0000-00-00'],
		['0000-00-00 00:00:00'],
		['00-00-0000'],
		['00/00/0000'],
		['0/0/00'],
		['0/0/0000'],
		['1/0/00'],
		['1/0/1900'],
		['1900-01-00'],
		['0001-01-01T00:00:00'],
		['0000-00-00T00:00:00.000Z'],
		['0-jan-00'],
		['00-Jan-1900'],
		['01/01/0001 0:00'],
		['12/31/1899 0:00'],
		['30.12.1899 00:00'],
		[new Date('0001-01-01T00:00:00Z')],
		['0001-01-01'],
		['1/1/0001 12:00:00 AM'],
		['1899-12-30'],
		['12/30/1899'],
		['1899-12-31T00:00:00.000Z'],
		['1899-11-30T00:00:00.000Z'],
		['NULL'],
		['None'],
		['\\N'],
		['NaT'],
		['#N/A'],
		['Invalid date'],
		['Invalid DateTime'],
		['-'],
		['n/a'],
		['infinity'],
		['  '],
		['""'],
		[0],
		['0'],
		['9223372036854775807'],
		[-9_223_372_036_854_775_808n],
		[Number.NaN],
		[Number.POSITIVE_INFINITY],
		[new Date(1899, 10, 30)],
		// A cell that holds a time alone.
		[new Date('1899-12-30T13:30:00Z')],
		[new Date(Number.NaN)],
		[null],
		[undefined],
		[DateTime.invalid('no date')],
		[{ start: null }],
	])('%p', (value) => {
		const { day, monthDay, moment } = reader();
		expect([day(value), monthDay(value), moment(value)]).toEqual(['', '', '']);
	});
});

describe('what is no day of the calendar is refused', () => {
	it.each<[string, unknown]>([
		['29 February of a common year', '2026-02-29'],
		['29 February of 1900', '1900-02-29'],
		['31 April', '04/31/2026'],
		['two numbers over 12', '13/13/2026'],
		['month 0', '2026-00-10'],
		['day 0', '2026-01-00'],
		['two kinds of signs', '2026-03/09'],
		['a word', 'next spring'],
		['soon', 'soon'],
		['a year alone', '2026'],
		['a month and a year', 'May 1990'],
		['an hour that does not exist', '2026-03-09T25:00:00Z'],
		['a minute that does not exist', '2026-03-09 10:60'],
		['13 o’clock of a half day', '2026-03-09 13:00 PM'],
		['a day behind other words', 'on 2026-03-09'],
		['a day before other words', '2026-03-09 or so'],
		['a year of five digits at the end', '3/9/20261'],
		['the day of the year', '2026-068'],
		['a day of the week', '2026-W11-1'],
		['a time', '12:30'],
		['a year with a sign', '+002026-03-09T10:00:00Z'],
		['an object that merely calls itself a DateTime', { isLuxonDateTime: true, toISO: '2026-03-09T10:00:00Z' }],
		['a text of any length', `2026-03-09${' '.repeat(200)}`],
		['an age', 36],
		['a phone', '555-0123'],
		['a large number', 10 ** 20],
		['a boolean', true],
		['two dates', ['2026-03-09', '2026-03-10']],
		['lists in lists', [[[['2026-03-09']]]]],
		['an object', { year: 2026 }],
		['a Date before the year 1000', new Date('0999-12-30T12:00:00Z')],
		['a Date beyond the year 9999', new Date('+010000-01-02T12:00:00Z')],
		['a DateTime beyond the year 9999', DateTime.fromObject({ year: 12_026 }, { zone: 'utc' })],
		['a birthday without a year', '5/17'],
		['a text that is one sign too long', `2026-03-09${' '.repeat(111)}`],
		['more before a Date of .NET', 'xDate(642902400000)'],
		['more behind a Date of .NET', 'Date(642902400000)x'],
		['more before quotation marks', 'x"2026-03-09"'],
		['more behind quotation marks', '"2026-03-09"x'],
		['an apostrophe in the midst of it', "20'26-03-09"],
		['more seconds than there are', { seconds: 1e18 }],
		['an object that has toISO and is no DateTime', { toISO: () => '2026-03-09' }],
		['an object that calls itself a DateTime and has nothing of it', { isLuxonDateTime: true }],
		['a month that is a text', { year: 2026, month: 'March', day: 9 }],
		['a day that is a text', { year: 2026, month: 3, day: 'ninth' }],
	])('%s', (_what, value) => {
		expect([reader().day(value), reader().moment(value)]).toEqual([undefined, undefined]);
	});
});

describe('a number is the same date as a text of it', () => {
	it.each<[number, string | undefined]>([
		[9_999, undefined],
		[10_000, '1927-05-18'],
		[73_050.9, '2099-12-31'],
		[99_999_999, undefined],
		[100_000_000, '1973-03-03'],
		[-1_000_000, '1969-12-20'],
		[10_000_000_000, '1970-04-26'],
		[-(10 ** 12), '1938-04-24'],
		[643_211_201_212.5, '1990-05-20'],
		[1.1 * 10 ** 19, undefined],
	])('%d: %s', (number, day) => {
		expect([reader().day(number), reader().day(String(number))]).toEqual([day, day]);
	});

	it('days since 1970 are counted where their column counts them, and small ones are a spreadsheet’s nowhere', () => {
		const read = (counts?: 'daysSince1970') => {
			const { day, shown } = reader({ counts });
			return [...[7_441, -1, '10957', 25_000, 33_010].map(day), shown.daysSince1970, shown.serials];
		};
		expect(read()).toEqual([undefined, undefined, '1929-12-30', '1968-06-11', '1990-05-17', 2, 1]);
		expect(read('daysSince1970')).toEqual(['1990-05-17', '1969-12-31', '2000-01-01', '2038-06-13', '1990-05-17', 2, 1]);
	});

	it('short ones count milliseconds where their column does', () => {
		const { day } = reader({ counts: 'milliseconds' });
		expect([5_000_000_000, 2_000_000, 1_600_000_000_000, 33_010].map(day)).toEqual([
			'1970-02-27',
			'1970-01-01',
			'2020-09-13',
			'1990-05-17',
		]);
	});

	it('and what they show of that is counted', () => {
		const { day, shown } = reader();
		[33_010, 19_900_517, 642_902_400, 5_000_000, 10 ** 10, 1_600_000_000_000, 10 ** 12, 10 ** 13].forEach(day);
		expect(shown).toMatchObject({ shortNumbers: 2, milliseconds: 3, since1582: 0 });
	});

	it('those of some weeks of 1970 count seconds since 1582 where their column does', () => {
		const numbers = [12_862_281_600, '12862281600.000000', 10_010_390_400, 16_321_737_600];
		const read = (counts?: CountedUnit) => {
			const { day, shown } = reader({ counts });
			return [...numbers.map(day), shown.since1582];
		};
		expect(read()).toEqual(['1970-05-29', '1970-05-29', '1970-04-26', '1970-07-08', 4]);
		expect(read('secondsSince1582')).toEqual(['1990-05-17', '1990-05-17', '1900-01-01', '2099-12-31', 4]);
	});
});

describe('a month has its days, and a year of two digits its century', () => {
	it.each([1, 3, 5, 7, 8, 10, 12])('month %i has 31', (month) => {
		expect([reader().monthDay(`${month}/31/2026`), reader().monthDay(`${month}/32/2026`)]).toEqual([
			`${month}/31`,
			undefined,
		]);
	});

	it.each([4, 6, 9, 11])('month %i has 30', (month) => {
		expect([reader().monthDay(`${month}/30/2026`), reader().monthDay(`${month}/31/2026`)]).toEqual([
			`${month}/30`,
			undefined,
		]);
	});

	it.each([
		['2/29/2024', '2024-02-29'],
		['2/29/2100', undefined],
		['2/29/2000', '2000-02-29'],
		['5/17/29', '2029-05-17'],
		['5/17/30', '1930-05-17'],
		['5/17/00', '2000-05-17'],
	])('%s: %s', (text, day) => {
		expect(reader().day(text)).toBe(day);
	});
});

describe('a birthday needs no year', () => {
	it.each([
		['MM/DD', '12/31', '12/31'],
		['M/D', '1/2', '1/2'],
		['MM-DD', '01-02', '1/2'],
		['DD/MM, as nothing else can be meant', '31/12', '12/31'],
		['DD.MM., German', '31.12.', '12/31'],
		['D.M.', '2.1.', '1/2'],
		['vCard', '--0102', '1/2'],
		['vCard with a dash', '--01-02', '1/2'],
		['DD-Month', '17-May', '5/17'],
		['D-Month', '7-May', '5/7'],
		['DD-Month-YY', '17-May-90', '5/17'],
		['DD-Month-YY of any century', '17-May-15', '5/17'],
		['D Month', '17 May', '5/17'],
		['Month D', 'May 17', '5/17'],
		['German', '17. Mai', '5/17'],
		['29 February', '2/29', '2/29'],
		['29 February of a leap year', '2000-02-29', '2/29'],
		['a year that is none', '0000-05-17', '5/17'],
		["Apple's year that is none", '1604-05-17', '5/17'],
		['Google without a year', { month: 5, day: 17 }, '5/17'],
		["n8n's Google Contacts", '5/17/undefined', '5/17'],
		['a time of UTC without a year', '17 May 10:00 UTC', '5/17'],
		["n8n's Date & Time node in New York, of a day that was UTC's midnight", '1990-05-16T20:00:00.000-04:00', '5/17'],
		["luxon's DateTime of such a day", DateTime.fromMillis(642_902_400_000, { zone: 'America/New_York' }), '5/17'],
		['the same in winter, at the end of a year', '1989-12-31T19:00:00-05:00', '1/1'],
		['the same of a zone east of UTC', '1990-05-17T02:00:00+02:00', '5/17'],
		['as JavaScript writes it', 'Wed May 16 1990 20:00:00 GMT-0400 (Eastern Daylight Time)', '5/17'],
		['but another hour is the day that is written', '1990-05-16T21:00:00.000-04:00', '5/16'],
		['and so is an hour in a zone that nobody knows', '1990-05-16 20:00:00 XYZ', '5/16'],
	])('%s', (_shape, value, birthday) => {
		expect(reader().monthDay(value)).toBe(birthday);
	});

	it.each([
		['2/30'],
		['4/31'],
		['0/1'],
		['12'],
		['12/31/'],
		['12/undefined/31'],
		['-12-31'],
		['1231'],
		['May-17'],
		['31/31'],
		['Mai'],
	])('%s is none', (text) => {
		expect(reader().monthDay(text)).toBeUndefined();
	});

	it.each([
		['too late for a Date', 'Date(9999999999999999)'],
		['too early for a Date', { seconds: -1e18 }],
		['no number', { seconds: Number.NaN }],
	])('a count of seconds that is %s is none', (_what, value) => {
		expect(reader().monthDay(value)).toBeUndefined();
	});
});

describe('day and month are told apart as the column is said to write them', () => {
	it.each([
		['monthFirst', '02/01/1985', '1985-02-01'],
		['dayFirst', '02/01/1985', '1985-01-02'],
		['unclear', '02/01/1985', undefined],
		['unclear', '17/05/1990', '1990-05-17'],
		['unclear', '05/17/1990', '1990-05-17'],
		['unclear', '02.01.1985', '1985-01-02'],
		['unclear', '03/03/1985', '1985-03-03'],
		['monthFirst', '02.01.1985', '1985-01-02'],
		['dayFirst', '05/17/1990', '1990-05-17'],
		['dayFirst', '1985-02-01', '1985-02-01'],
	] as const)('%s: %s', (order, text, day) => {
		expect(reader({ order }).day(text)).toBe(day);
	});

	it('what the texts show is counted', () => {
		const { day, monthDay, shown } = reader();
		for (const text of ['17/05/1990', '05/17/1990', '02/01/1985', '02.01.1985', '03/03/1985', '1985-02-01']) day(text);
		for (const text of ['17/05', '2/1', '31.12.']) monthDay(text);
		expect(shown).toMatchObject({ dayFirst: 2, monthFirst: 1, either: 2 });
	});
});

describe('a moment keeps its time and zone', () => {
	it.each<[unknown, string | undefined]>([
		['2026-03-09T23:30:00Z', '2026-03-09T23:30:00Z'],
		['2026-03-09T23:30:00.000-08:00', '2026-03-09T23:30:00-08:00'],
		['2026-03-09T23:30:00.120-08:00', '2026-03-09T23:30:00.120-08:00'],
		[march, '2026-03-09T23:30:00+09:00'],
		['2026-03-09', '2026-03-09'],
		['3/9/2026', '2026-03-09'],
		['3/9/2026 11:30 PM', '2026-03-09T23:30:00+01:00'],
		['1990-05-17 00:00:00', '1990-05-17T00:00:00+02:00'],
		['2020-09-25 16:45:13 -0400', '2020-09-25T16:45:13-04:00'],
		['Fri, 25 Sep 2020 16:45:13 EDT', '2020-09-25T16:45:13-04:00'],
		[new Date('2026-03-09T11:00:00Z'), '2026-03-09T12:00:00+01:00'],
		[new Date('2026-03-09T00:00:00Z'), '2026-03-09'],
		[642_981_600, '1990-05-18'],
		[642_985_200, '1990-05-18T01:00:00+02:00'],
		[33_010.4375, '1990-05-17T10:30:00+02:00'],
		[33_010, '1990-05-17'],
		['1990-05-16T22:00:00.000Z', '1990-05-16T22:00:00Z'],
		['Thu May 17 00:00:00 XYZT 1990', undefined],
	])('%p', (value, moment) => {
		expect(reader().moment(value)).toBe(moment);
	});
});

describe('a zone', () => {
	it.each([
		['of a name that we do not know leaves the day', '2026-03-09 10:00:00 XYZT', '2026-03-09'],
		['that is a place, too', '2026-03-09 10:00:00 [Europe/Warsaw]', '2026-03-09'],
		['that is none makes the text no date', '2026-03-09 10:00:00 [Europe', undefined],
		['beyond the day makes it none, too', '2026-03-09 10:00:00 +1801', undefined],
	])('%s', (_what, text, day) => {
		expect(reader().day(text)).toBe(day);
	});
});

describe('what nearly all dates look like takes a short way', () => {
	function waysOf(text: string) {
		jest.mocked(parseDate).mockClear();
		jest.mocked(parseNumeric).mockClear();
		reader().day(text);
		return [parseNumeric, parseDate].map((parse) => jest.mocked(parse).mock.calls.length);
	}

	it.each(['2026-03-09', '1000-01-01', '9999-12-28', '1990-10-10', '1990-11-19'])('%s is sent as it is', (text) => {
		expect([reader().day(text), waysOf(text)]).toEqual([text, [0, 0]]);
	});

	it.each(['2026-03-29', '2026-13-01', '2026-00-10', '2026-03-00', '2026/03/09', '05/17/1990', '5.17.90'])(
		'%s is read as numbers first',
		(text) => {
			expect(waysOf(text)[0]).toBe(1);
		},
	);

	it.each(['05/17/1990', '5-1-90', '5.17.1900', '1990/5/17'])('%s is read as numbers alone', (text) => {
		expect(waysOf(text)).toEqual([1, 0]);
	});

	it.each([
		'x2026-03-09',
		'2026-03-09T',
		'2026-3-9',
		' 5/17/1990',
		'5/17/19901',
		'5/17/1',
		'5a17/1990',
		'5/17a90',
		'May 17, 1990',
	])('%s is looked at as a text of any shape', (text) => {
		expect(waysOf(text)).toEqual([0, 1]);
	});

	it('years in which programs begin to count take the long one as well', () => {
		expect(waysOf('12/31/1898')).toEqual([1, 1]);
		expect(reader().day('1/1/1000')).toBe('1000-01-01');
	});
});

it.each([['2024-02-29'], ['2000-02-29'], ['2/29/2024'], ['1000-01-01'], ['9999-12-31']])('%s exists', (text) => {
	expect(readDay(text)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it("Constant Contact's own texts are read without a zone of anybody's", () => {
	expect([readDay('05/17/1990'), readMonthDay('05/17'), readMoment('1990-05-17T10:00:00Z')]).toEqual([
		'1990-05-17',
		'5/17',
		'1990-05-17T10:00:00Z',
	]);
	Settings.defaultZone = 'Asia/Tokyo';
	expect(readMoment('1990-05-17 10:00:00')).toBe('1990-05-17T10:00:00Z');
	Settings.defaultZone = 'system';
});
