import { countedTime, dateOfNumber } from '../../../../nodes/shared/values/dates/numberedDates';

describe('a number writes a date as a spreadsheet does, or without signs between', () => {
	it.each([
		[10_000, { year: 1927, month: 5, day: 18 }],
		[33_010, { year: 1990, month: 5, day: 17 }],
		[73_050, { year: 2099, month: 12, day: 31 }],
		[19_900_517, { year: 1990, month: 5, day: 17 }],
	])('%d is a day', (number, day) => {
		expect(dateOfNumber(number)).toEqual(day);
	});

	it.each([
		[33_010.4375, { year: 1990, month: 5, day: 17 }, [10, 30, 0]],
		[73_050.9, { year: 2099, month: 12, day: 31 }, [21, 36, 0]],
		// Fractions of a day are no whole seconds.
		[33_010.999_995, { year: 1990, month: 5, day: 18 }, [0, 0, 0]],
		[33_010.123_456, { year: 1990, month: 5, day: 17 }, [2, 57, 47]],
		[19_900_517_103_005, { year: 1990, month: 5, day: 17 }, [10, 30, 5]],
	])('%d is a day with a time of no zone', (number, day, [hour, minute, second]) => {
		const time = { hour, minute, second, millisecond: 0, offset: undefined };
		expect(dateOfNumber(number)).toEqual({ ...day, time });
	});

	it.each([
		0, 9_999, 9_999.9, 73_051, -33_010, 1_990_517, 19_901_317, 199_005_170, 199_005_171_030, 19_900_517.5,
		19_900_517_103_005.25,
	])('%d is none', (number) => {
		expect(dateOfNumber(number)).toBeUndefined();
	});
});

describe('a number counts the time since 1970 in the unit that its size tells', () => {
	it.each([
		['seconds from 1973', 100_000_000, 100_000_000_000, 'shortNumbers'],
		['seconds until 2286', 9_999_999_999, 9_999_999_999_000, 'shortNumbers'],
		['seconds before 1970', -1_000_000, -1_000_000_000, 'shortNumbers'],
		['milliseconds', 10_000_000_000, 10_000_000_000, 'milliseconds'],
		['milliseconds that may be seconds since 1582', 12_862_281_600, 12_862_281_600, 'since1582'],
		['milliseconds after those', 16_321_824_000, 16_321_824_000, 'milliseconds'],
		['milliseconds before 1970', -(10 ** 12), -(10 ** 12), 'milliseconds'],
		['parts of a millisecond', 643_211_201_212.5, 643_211_201_212.5, 'milliseconds'],
		['the last milliseconds', 9_999_999_999_999, 9_999_999_999_999, 'milliseconds'],
		['microseconds', 10 ** 13, 10 ** 10, undefined],
		['nanoseconds', 10 ** 19, 10 ** 10, undefined],
		['nanoseconds of 1990', 642_938_400_000_000_000, 642_938_400_000, undefined],
		["Active Directory's", 122_874_120_000_000_000, 642_938_400_000, undefined],
		["Active Directory's first that is read", 110_000_000_000_000_000, -644_473_600_000, undefined],
		["Active Directory's last that is read", 140_000_000_000_000_000, 2_355_526_400_000, undefined],
	] as const)('%s: %d', (_unit, number, ms, shows) => {
		expect(countedTime(number)).toEqual({ ms, shows });
	});

	it('a number too small to be seconds of our days still shows what its column may count', () => {
		expect([1_000_000, 99_999_999].map((number) => countedTime(number))).toEqual([
			{ ms: undefined, shows: 'shortNumbers' },
			{ ms: undefined, shows: 'shortNumbers' },
		]);
	});

	it.each([999_999, -999_999, 1.1 * 10 ** 19, -1.1 * 10 ** 19])('%d is none', (number) => {
		expect(countedTime(number)).toBeUndefined();
	});

	it('short numbers are milliseconds where their column counts those', () => {
		const numbers = [5_000_000_000, 2_000_000, -5_000_000_000, 1_600_000_000_000, 1.6e15];
		expect(numbers.map((number) => countedTime(number, 'milliseconds')?.ms)).toEqual([
			5_000_000_000, 2_000_000, -5_000_000_000, 1_600_000_000_000, 1_600_000_000_000,
		]);
	});
});
