import fc from 'fast-check';
import { DateTime } from 'luxon';
import { asText, cleanText, jsonOf, mayNeedCleaning, trimmed } from '../../../nodes/shared/values/texts';

const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const text = fc.oneof(
	fc.string({ unit, maxLength: 6 }),
	fc.string({
		unit: fc.constantFrom(
			'a',
			' ',
			'\0',
			'\t',
			'\n',
			'\u007f',
			'\u00a0',
			'\u1680',
			'\u2003',
			'\u3000',
			'\ufeff',
			'\ud83d',
			'\ude00',
		),
		maxLength: 6,
	}),
);

describe('a cleaned text', () => {
	it('keeps every character that can be shown, and line breaks and tabs between them', () => {
		expect(cleanText(' a\tb\r\nc 👩‍👧 \u00a0')).toBe('a\tb\r\nc 👩‍👧');
		expect(cleanText('\0a\u0008\u007f\u0080\u009fb\u00a1')).toBe('ab\u00a1');
		expect(cleanText('a\ud83d!\ude00')).toBe('a\ufffd!\ufffd');
	});

	it('has a line break or a tab where a program put another sign for one', () => {
		const breaks = ['\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085'];
		expect(cleanText(breaks.map((sign) => `Flat 2${sign}`).join(''))).toBe(Array(6).fill('Flat 2').join('\n'));
		expect(cleanText('\u000bMain St\u001fRome\u001d')).toBe('Main St\tRome');
	});

	it('is as clean as can be, and cleaning it again changes nothing', () => {
		fc.assert(
			fc.property(text, (value) => {
				const clean = cleanText(value);
				expect(/(?![\t\n\r])\p{Cc}|\p{Cs}/u.test(clean)).toBe(false);
				expect(clean.trim()).toBe(clean);
				expect(cleanText(clean)).toBe(clean);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('a text that needs no cleaning', () => {
	it('is clean except for blanks around it', () => {
		fc.assert(
			fc.property(text, (value) => {
				if (!mayNeedCleaning.test(value)) expect(cleanText(value)).toBe(value.trim());
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each(['Ada', ' Łódź 5\u00a0€', '名 😀', '\u00ae\u3001\u2801'])('is told at once: %j', (value) => {
		expect(mayNeedCleaning.test(value)).toBe(false);
	});

	it.each(['a\0', 'a\u009fb', 'a\u00adb', '\u200ba', 'a\ud83d', '\u2800', 'a\u3164', 'a\uffa0'])(
		'and none that needs it is taken for one: %j',
		(value) => {
			expect(mayNeedCleaning.test(value)).toBe(true);
		},
	);
});

describe('a trimmed text', () => {
	it('begins and ends as a cleaned one does, whatever is inside', () => {
		fc.assert(
			fc.property(text, (value) => {
				const result = trimmed(value);
				expect(cleanText(result)).toBe(cleanText(value));
				expect([result.at(0), result.at(-1)]).toEqual([cleanText(value).at(0), cleanText(value).at(-1)]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each(['Ada', 'Łódź', '!x~', 'a \u0007 b', '\u00aex\u167f', '\u1681x\u1fff', '\u3001x\ud7ff', '\ue000x\ufefe'])(
		'%j begins and ends with what can be shown: it is the same text',
		(value) => {
			const clean = jest.spyOn(String.prototype, 'toWellFormed');
			expect(trimmed(value)).toBe(value);
			expect(clean.mock.calls).toEqual([]);
			clean.mockRestore();
		},
	);

	it.each([
		'\0',
		'\u001f',
		' ',
		'\u007f',
		'\u009f',
		'\u00a0',
		'\u1680',
		'\u2000',
		'\u2028',
		'\u3000',
		'\ud800',
		'\udfff',
		'\ufeff',
		'\u00ad',
		'\u061c',
		'\u180e',
		'\u200b',
		'\u3164',
		'\uffa0',
	])('%j at either end is seen to', (sign) => {
		for (const value of [`${sign}a`, `a${sign}`]) expect(trimmed(value)).toBe(cleanText(value));
	});
});

describe('the text of a value', () => {
	const circle: unknown[] = [];
	circle.push([circle]);
	const deep = (levels: number) => {
		let value: unknown = 1;
		for (let level = 0; level < levels; level++) value = { a: value };
		return value;
	};
	it.each<[string, unknown, string]>([
		['a text', ' a ', 'a'],
		['undefined', undefined, ''],
		['null', null, ''],
		['a number', -0.5, '-0.5'],
		['NaN', Number.NaN, 'NaN'],
		['a boolean', false, 'false'],
		['a large number', 10n ** 20n, '100000000000000000000'],
		['a symbol', Symbol('s'), ''],
		['a function', () => 1, ''],
		['a list', ['a', null, 1, undefined, true, ''], 'a, 1, true,'],
		['a list with blanks and control characters around', [' a', '\0'], 'a,'],
		['a list of lists', [['a'], null], '[["a"],null]'],
		['a list with an object', ['a', { b: 1 }], '["a",{"b":1}]'],
		['an object', { a: { b: [1n] } }, '{"a":{"b":["1"]}}'],
		['an object without anything', {}, '{}'],
		['a Date', new Date('2026-02-03T04:05:06Z'), '2026-02-03T04:05:06.000Z'],
		['a Date that is none', new Date(Number.NaN), ''],
		['a DateTime', DateTime.fromISO('2026-02-03', { zone: 'utc' }), '2026-02-03T00:00:00.000Z'],
		['an object that says it is null', { toJSON: () => null }, ''],
		['an object that says it is a text', { toJSON: () => ' a ' }, 'a'],
		['an object that says it is another', { toJSON: () => ({ a: 1 }) }, '{"a":1}'],
		['an object with a field named toJSON', { toJSON: 'x' }, '{"toJSON":"x"}'],
		['an object that goes in circles', circle, ''],
		['an object 50 deep', deep(50), JSON.stringify(deep(50))],
		['one 51 deep', deep(51), ''],
	])('%s', (_what, value, expected) => {
		expect(asText(value)).toBe(expected);
	});

	it('of many thousand entries of one kind, in circles or not, is found at once', () => {
		const entry = { a: [1] };
		expect(asText({ list: new Array(20_000).fill(entry) })).toHaveLength(
			20_000 * '{"a":[1]},'.length + '{"list":[]}'.length - 1,
		);
		const others: Array<Record<string, unknown>> = Array.from({ length: 100 }, () => ({}));
		for (const other of others) Object.assign(other, Object.fromEntries(others.map((each, n) => [n, each])));
		expect(asText(others)).toBe('');
	});
});

it.each<[unknown, string]>([
	[undefined, ''],
	[null, 'null'],
	['a', '"a"'],
	[1n, '"1"'],
	[{ a: undefined }, '{}'],
	[() => 1, ''],
])('%p is JSON: %s', (value, json) => {
	expect(jsonOf(value)).toBe(json);
});
