import fc from 'fast-check';
import { mayBeInvisible, visible } from '../../../nodes/shared/values/invisible';

describe('what nobody sees is taken out, wherever it stands', () => {
	it.each([
		['a zero-width blank', 'An\u200bn', 'Ann'],
		['a byte order mark', '\ufeffAnn', 'Ann'],
		['a soft hyphen', 'Ann\u00ad', 'Ann'],
		['marks of direction', '\u200eAnn\u200f', 'Ann'],
		['embedded directions', '\u202a+48601234567\u202c', '+48601234567'],
		['isolated directions', '\u2066Ann\u2069', 'Ann'],
		['a word joiner', 'An\u2060n', 'Ann'],
		['an Arabic mark of direction', '\u061cAnn', 'Ann'],
		['a Mongolian separator', 'A\u180enn', 'Ann'],
		['a joiner between Latin letters', 'A\u200dn\u200cn', 'Ann'],
		['a joiner behind an ideographic blank', '\u3000\u200d名', '\u3000名'],
		['a joiner at the end', 'علی\u200c', 'علی'],
		['blank letters', '\u3164Ann\uffa0\u2800', 'Ann'],
		['a flag in letters', 'Ann\u{e0067}\u{e007f}', 'Ann'],
	])('%s', (_what, text, seen) => {
		expect(visible(text)).toBe(seen);
	});
});

it.each([
	['a Persian name, whose letters a joiner parts', 'علی\u200cرضا'],
	['a Sinhala word, whose letters a joiner makes one', 'ශ්\u200dරී'],
	['a family of pictures', '👩\u200d👩\u200d👧'],
	['a picture of several with the selector of its form', '❤\ufe0f\u200d🔥'],
	['the sign before an Arabic number', '\u06dd٢٣'],
	['accents that are written apart', 'Zo\u0308e'],
])('what shapes the letters beside it stays: %s', (_what, text) => {
	expect(visible(text)).toBe(text);
});

it('nothing is left to take out afterwards', () => {
	const units = ['a', 'ع', '👩', '\u200c', '\u200d', '\u200b', '\u202a', '\ufe0f', ' '];
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...units) }), (text) => {
			expect(visible(visible(text))).toBe(visible(text));
		}),
	);
});

it('no unit that is taken out is passed over by the quick look', () => {
	const units = Array.from({ length: 0xd800 }, (_, unit) => unit).concat(
		Array.from({ length: 0x2000 }, (_, unit) => 0xe000 + unit),
	);
	expect(units.filter((unit) => visible(String.fromCharCode(unit)) === '' && !mayBeInvisible(unit))).toEqual([]);
});
