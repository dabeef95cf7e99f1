import {
	hasExponent,
	hasLostDigits,
	readNumber,
	withoutEmptyDecimals,
	withoutExponent,
} from '../../../nodes/shared/values/numbers';

describe('a number', () => {
	it.each<[unknown, string]>([
		[12.5, '12.5'],
		[-0.5, '-0.5'],
		[1e21, '1000000000000000000000'],
		[1.5e-7, '0.00000015'],
		[12n, '12'],
		['12.50', '12.50'],
		['-12', '-12'],
		['\u22125', '-5'],
		['+5', '5'],
		['(12)', '-12'],
		['12-', '-12'],
		['$-12', '-12'],
		['-$12.50', '-12.50'],
		['$12.50', '12.50'],
		['12,50 €', '12.50'],
		['EUR 1.234,50', '1234.50'],
		['1,234.50', '1234.50'],
		['1,234,567', '1234567'],
		['1 234 567,8', '1234567.8'],
		['1\u00a0234,5', '1234.5'],
		['1\u202f234,5', '1234.5'],
		["1'234.50", '1234.50'],
		['1’234.50', '1234.50'],
		['1 234', '1234'],
		['US$ 1,234.50', '1234.50'],
		['12 kr', '12'],
		['.5', '0.5'],
		['-.25', '-0.25'],
		[',5', '0.5'],
		['$.50', '0.50'],
		['0,5', '0.5'],
		['0,123', '0.123'],
		['$0.125', '0.125'],
		['-€0.005', '-0.005'],
	])('is read from %p', (value, digits) => {
		expect(readNumber(value)).toBe(digits);
	});

	it.each<[string, unknown]>([
		['is over a thousand or little more than one', '1,234'],
		['is an amount of over a thousand or little more than one', '1.234 zł'],
		['is such an amount', '€ 12.000'],
		...['-1.234 €', '+1.234 €', '-$1.234', '€ -1.234', '(1.234) €', '1.234- €'].map((amount): [string, string] => [
			'is such an amount with a sign',
			amount,
		]),
		['is 15 or 0.15', '15%'],
		['is a point alone', '.'],
		['has groups of two digits', '12,34.5'],
		['has two points', '1.2.3'],
		['is parted by the same sign twice, and then by it once more', '1,234,56'],
		['is none', 'twelve'],
		['is no number', Number.NaN],
		['is beyond all numbers', Number.POSITIVE_INFINITY],
		['has no digits', '$'],
		['is empty', ''],
		['is a word that begins with a sign', '-'],
		['is longer than any', `1${'0'.repeat(60)}`],
		['is none of those kinds', true],
		['stands in a list', [1]],
	])('is not read where it %s', (_why, value) => {
		expect(readNumber(value)).toBeUndefined();
	});

	it('is read from a text of 60 characters at most', () => {
		expect(readNumber('1'.repeat(60))).toBe('1'.repeat(60));
	});
});

describe('a long number with an exponent', () => {
	it.each([
		['5.551230001E9', '5551230001'],
		['4.8601234567E10', '48601234567'],
		['4.8601234567E+10', '48601234567'],
		['-4.8601234567E10', '-48601234567'],
	])('is written out where all its digits are there: %s', (text, digits) => {
		expect([withoutExponent(text), hasLostDigits(text)]).toEqual([digits, false]);
	});

	it.each(['4.9E+11', '4,9E+11', '4.86012E+11', '1.23456E+9', '5E15', '1.234567E22'])(
		'has lost some of them, where that is a spreadsheet’s: %s',
		(text) => {
			expect(withoutExponent(text)).toBe(text);
			expect(hasExponent(text)).toBe(true);
		},
	);

	it.each(['4.9E+11', '4,9E+11', '4.86012E+11', '5E15', '1.234567E22'])(
		'is told by two digits of the exponent: %s',
		(text) => {
			expect(hasLostDigits(text)).toBe(true);
		},
	);

	it.each(['1.23456E9', '5E9', '1E5', '12E10', 'E10', '4.9F+11', '4.9E11a', 'a4.9E+11', '48601234567', ''])(
		'is not %p',
		(text) => {
			expect([withoutExponent(text), hasLostDigits(text)]).toEqual([text, false]);
		},
	);
});

describe('decimals of nothing but zeros', () => {
	it.each([
		['48601234567.0', '48601234567'],
		['+48601234567.000000', '+48601234567'],
		['0.0', '0'],
	])('are taken off: %s', (text, digits) => {
		expect(withoutEmptyDecimals(text)).toBe(digits);
	});

	it.each(['1.50', '1.', '.0', '-1.0', '1.0.0', '00950', 'v1.0', '1.0 '])('are not these: %p', (text) => {
		expect(withoutEmptyDecimals(text)).toBe(text);
	});
});
