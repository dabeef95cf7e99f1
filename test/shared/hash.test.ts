import { hash64, mixed } from '../../nodes/shared/hash';

const hashOf = (text: string, seed = 0) => {
	const hash = new Uint32Array(2);
	hash64(text, seed, hash);
	return [...hash];
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
