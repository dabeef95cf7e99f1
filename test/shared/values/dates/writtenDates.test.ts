import { parseDate } from '../../../../nodes/shared/values/dates/writtenDates';

const day = { year: 1990, month: 5, day: 17 };
const at = (hour: number, minute: number, second: number, offset?: number) => ({
	...day,
	time: { hour, minute, second, millisecond: 0, offset },
});

describe('a date is read with the time and the zone behind it', () => {
	it.each([
		['the basic form of ISO without seconds', '19900517T1230', at(12, 30, 0)],
		['the basic form with a fraction, which is left out', '19900517T123005.250Z', at(12, 30, 5, 0)],
		['the basic form with minutes in its zone', '19900517T123005-0530', at(12, 30, 5, -330)],
		['a colon in the zone of the basic form', '19900517T123005+05:30', at(12, 30, 5, 330)],
		['several blanks', '1990-05-17   10:00', at(10, 0, 0)],
		['several blanks behind dots', '17.  5.  1990', day],
		['a comma without a blank', '1990-05-17,10:00', at(10, 0, 0)],
		['a blank that does not break the line', '1990-05-17 at\u00a010:00', at(10, 0, 0)],
		['a weekday before numbers', 'Thursday 5/17/1990', { ...day, order: 'monthFirst' }],
		['a weekday without a blank behind it', 'Thu,17 May 1990', day],
		['the month first, between dashes', 'May-17-1990', day],
		['the month right before the day', 'May17, 1990', day],
		['a year of two digits behind the month', '17 May 90 10:00', at(10, 0, 0)],
		['a year of two digits behind the day', 'May 17, 90', day],
		['a year of two digits before a time', 'May 17 90 10:00', at(10, 0, 0)],
		['the year first', '1990 May 17 10:00', at(10, 0, 0)],
		['the year last', 'May 17 10:05 1990', at(10, 5, 0)],
		['a zone that is there twice, as Go writes it', '1990-05-17 10:00:00 +0200 +0200', at(10, 0, 0, 120)],
	])('%s: %s', (_what, text, date) => {
		expect(parseDate(text)).toEqual(date);
	});

	it('a month whose name begins as a weekday does (French mardi) is the month', () => {
		expect(parseDate('March 17, 1990')).toEqual({ ...day, month: 3 });
	});

	it('a month of two digits, in Japanese', () => {
		expect(parseDate('1990年12月17日')).toEqual({ ...day, month: 12 });
	});
});

it('of texts up to the twelfth the caller says which comes first', () => {
	expect([parseDate('12/05/1990', true), parseDate('05/12/1990', true)]).toEqual([
		{ year: 1990, month: 5, day: 12, order: 'either' },
		{ year: 1990, month: 12, day: 5, order: 'either' },
	]);
	expect(parseDate('12/05/1990')).toMatchObject({ month: 12, day: 5 });
});

it('a number past the twelfth shows which comes first', () => {
	expect([parseDate('12/25/1990', true), parseDate('25/12/1990')]).toEqual([
		{ year: 1990, month: 12, day: 25, order: 'monthFirst' },
		{ year: 1990, month: 12, day: 25, order: 'dayFirst' },
	]);
});

it('a text of a hundred characters may be a date, a longer one is none', () => {
	const textOf = (length: number) => `1990-05-17 10:00:00 GMT+0200 (${'x'.repeat(length - 31)})`;
	expect(textOf(100)).toHaveLength(100);
	expect(parseDate(textOf(100))).toEqual(at(10, 0, 0, 120));
	expect(parseDate(textOf(101))).toBeUndefined();
});

describe('a text with more than a date is none', () => {
	it.each([
		'1990-05-17 10:00\nx',
		'1990-05-17x 10:00',
		'1990年5月17日 10:00\nx',
		'x1990年5月17日',
		'x19900517',
		'19900517T123005Zx',
		'17.05.1990 10:00\nx',
		'x--0517',
		'--0517x',
		'17 May 1990 10:00\nx',
		'May 17, 1990 10:00\nx',
		'x1990 May 17',
		'1990 May 17 10:00\nx',
		'1 May 17 00:00:00 1990',
		'May 17 00:00:00 1990 AD',
		'17 Monday May 1990',
		'1990-05-17 10:00 EST 5',
		'1990-05-17 10:00 5[Europe/Warsaw]',
		'1990-05-17 10:00 [Europe/Warsaw]5',
		'1990-05-17 23:59:60',
	])('%j', (text) => {
		expect(parseDate(text)).toBeUndefined();
	});
});
