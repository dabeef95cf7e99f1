/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { uncountedBytes, uncountedInt32s } from '../../nodes/shared/uncountedMemory';

const size = 80_000_000;

/** What counts for V8, in bytes, while something of this size is held: so large that what V8 frees by then is little. */
function countedOf(make: () => Uint8Array | Int32Array): number {
	const before = process.memoryUsage().external;
	const made = make();
	const counted = process.memoryUsage().external - before;
	expect(made.byteLength).toBe(size);
	return counted;
}

it('memory of an export is none that V8 counts, as it counts a buffer of the same size', () => {
	expect(countedOf(() => new Uint8Array(size))).toBeGreaterThan(size / 2);
	expect(countedOf(() => uncountedBytes(size))).toBeLessThan(size / 8);
	expect(countedOf(() => uncountedInt32s(size / 4))).toBeLessThan(size / 8);
});

it('it begins with zeros, and keeps numbers as large as they may be', () => {
	const numbers = uncountedInt32s(3);
	numbers[1] = 0x7fffffff;
	numbers[2] = -1;
	expect([...numbers]).toEqual([0, 0x7fffffff, -1]);
	const bytes = uncountedBytes(2);
	bytes[1] = 255;
	expect([...bytes]).toEqual([0, 255]);
});
