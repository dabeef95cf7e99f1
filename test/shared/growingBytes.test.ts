import { createGrowingBytes } from '../../nodes/shared/growingBytes';

const memoryOf = (bytes: Uint8Array) => bytes.buffer;

describe('bytes in one piece of memory', () => {
	it('gives back what was added, in order, however large it gets', () => {
		const bytes = createGrowingBytes();
		const parts = Array.from({ length: 100 }, (_, index) => `${index} é€𝄞\n`.repeat(500));
		parts.forEach((part, index) => (index % 2 === 0 ? bytes.addText(part) : bytes.add(Buffer.from(part))));
		expect(bytes).toHaveLength(Buffer.byteLength(parts.join('')));
		expect(bytes.take().toString()).toBe(parts.join(''));
	});

	it('begins again after it was emptied, in the same memory', () => {
		const bytes = createGrowingBytes();
		bytes.addText('a'.repeat(300_000));
		const first = bytes.take();
		expect(bytes).toHaveLength(0);
		bytes.addText('b');
		const second = bytes.take();
		expect(second.toString()).toBe('b');
		expect(memoryOf(second)).toBe(memoryOf(first));
	});

	it('keeps what is not taken, and moves it to the front of the same memory', () => {
		const bytes = createGrowingBytes();
		const taken: string[] = [];
		const memories = new Set<ArrayBufferLike>();
		for (let n = 0; n < 1_000; n++) {
			bytes.addText(`${n} é${'x'.repeat(1_000)}`);
			const view = bytes.take(bytes.length - 3);
			taken.push(view.toString());
			memories.add(memoryOf(view));
			expect(bytes).toHaveLength(3);
		}
		taken.push(bytes.take().toString());
		const all = Array.from({ length: 1_000 }, (_, n) => `${n} é${'x'.repeat(1_000)}`);
		expect(taken.join('')).toBe(all.join(''));
		expect(memories.size).toBe(1);
	});

	it('takes what is much larger than what it has, and twice its size for a little more', () => {
		const bytes = createGrowingBytes();
		bytes.add(Buffer.alloc(1_000_000, 'a'));
		const large = bytes.take();
		expect([large.toString(), memoryOf(large).byteLength]).toEqual(['a'.repeat(1_000_000), 1_000_000]);
		bytes.add(Buffer.alloc(999_999));
		bytes.add(Buffer.alloc(2));
		expect(memoryOf(bytes.take()).byteLength).toBe(2_000_000);
	});

	it('fills its memory to the last byte before it takes another', () => {
		const bytes = createGrowingBytes();
		bytes.add(Buffer.alloc(65_536));
		expect(memoryOf(bytes.take()).byteLength).toBe(65_536);
	});

	it('is empty at first', () => {
		expect(createGrowingBytes().take()).toHaveLength(0);
	});
});
