import { hash64, hashText, hashUnits, mixed } from '../../nodes/shared/hash';

const hashOf = (text: string, seed = 0) => {
	const hash = new Int32Array(2);
	hash64(text, seed, hash);
	return Array.from(hash, (part) => part >>> 0);
};

const bitsOf = (value: number) => (value >>> 0).toString(2).replaceAll('0', '').length;

/** The trigger keeps them between polls (test/ConstantContactTrigger/changes/fingerprint.test.ts). */
it.each([
	['', 0, [33350994, 3522177100]],
	['a', 0, [4151627946, 661319093]],
	['ann@example.com', 0, [3302751792, 270356815]],
	['ann@example.com', 7, [2380981069, 243490073]],
	['bo.lee@example.org', 0xffffffff, [2294548159, 1722555235]],
	['zoé@例え.example', 12_345, [2344709082, 922539035]],
])('the hash of %j with the seed %d is the same in every version', (text, seed, hash) => {
	expect(hashOf(text, seed)).toEqual(hash);
});

it('capitals count as small letters, from A to Z and no other sign', () => {
	const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
	expect(hashOf(capitals)).toEqual(hashOf(capitals.toLowerCase()));
	for (const [sign, other] of ['@`', '[{', 'Éé', '0P']) expect(hashOf(sign)).not.toEqual(hashOf(other));
});

it('a bit more or less turns about half the bits of a number', () => {
	const turned = Array.from({ length: 32 }, (_, bit) => bitsOf(mixed(0x12345678) ^ mixed(0x12345678 ^ (1 << bit))));
	expect(Math.min(...turned)).toBeGreaterThan(6);
	expect(Math.max(...turned)).toBeLessThan(26);
});

describe('the hash of a text as it is', () => {
	const textHash = (text: string, seed = 0) => {
		const hash = new Int32Array(2);
		hashText(text, seed, hash);
		return [...hash];
	};

	it.each([
		['ann', 'Ann'],
		['ann', 'nan'],
		['a', 'a\0'],
		['', '\0'],
		['Łódź', 'Lodz'],
	])('%j and %j have two, in both halves', (one, other) => {
		textHash(one).forEach((half, index) => expect(half).not.toBe(textHash(other)[index]));
	});

	it('two seeds give two, in both halves', () => {
		textHash('ann', 1).forEach((half, index) => expect(half).not.toBe(textHash('ann', 2)[index]));
	});

	it('ten thousand texts that differ little have as many in each half', () => {
		const hashes = Array.from({ length: 10_000 }, (_, n) => textHash(`value ${n}`));
		for (const half of [0, 1]) expect(new Set(hashes.map((hash) => hash[half])).size).toBeGreaterThan(9_995);
	});

	it.each([
		['', true],
		['Ann Lee, 5" pipe ~', true],
		['\x1f', false],
		[' ', true],
		['~', true],
		['\x7f', false],
		['\xad', false],
		['\xae', true],
		['\u02ff', true],
		['\u0300', false],
		['Łódź ul. Długa 7', true],
		['Ann\u200b Lee', false],
		['\u200bAnn Lee', false],
	])('%j is plain: %p', (text, isPlain) => {
		expect(hashText(text, 0, new Int32Array(2))).toBe(isPlain);
	});

	it.each(['', 'a', '\x1f', 'Ann Lee, 5" pipe ~', 'Łódź ul. Długa 7', '\u{1f600}'])(
		'%j has that of its code units',
		(text) => {
			const units = Uint16Array.from(`<${text}>`, (_sign, index) => `<${text}>`.charCodeAt(index));
			const [ofText, ofUnits] = [new Int32Array(2), new Int32Array(2)];
			expect(hashUnits(units, 1, 1 + text.length, 7, ofUnits)).toBe(hashText(text, 7, ofText));
			expect(ofUnits).toEqual(ofText);
		},
	);
});
