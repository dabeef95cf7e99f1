/**
 * Bytes in one piece of memory that grows and is used again. V8 marks all of n8n's heap, some 200 MB, each time about
 * 50 MB of buffers have come and gone (`node --trace-gc-nvp`), so a reading of a hundred answers of megabytes must not
 * take new memory for each.
 */
export interface GrowingBytes {
	readonly length: number;
	add(bytes: Uint8Array): void;
	/** Adds a text as UTF-8. */
	addText(text: string): void;
	/**
	 * Takes the first bytes off, all of them if no number is given: a view of the memory, which holds until something is
	 * added again.
	 */
	take(count?: number): Buffer;
}

const firstBytes = 65_536;
/** Bytes that a UTF-16 code unit takes in UTF-8, at most. */
const mostBytesPerUnit = 3;

/** Nothing has been added yet. */
export function createGrowingBytes(): GrowingBytes {
	let memory = Buffer.alloc(firstBytes);
	let start = 0;
	let end = 0;

	/** What was taken is given up: the rest moves to the front. */
	function makeRoom(bytes: number): void {
		const length = end - start;
		const larger = length + bytes > memory.length ? Buffer.alloc(Math.max(memory.length * 2, length + bytes)) : memory;
		if (start > 0 || larger !== memory) memory.copy(larger, 0, start, end);
		memory = larger;
		start = 0;
		end = length;
	}

	return {
		get length() {
			return end - start;
		},
		add(bytes) {
			makeRoom(bytes.length);
			memory.set(bytes, end);
			end += bytes.length;
		},
		addText(text) {
			makeRoom(text.length * mostBytesPerUnit);
			end += memory.write(text, end);
		},
		take(count = end - start) {
			start += count;
			return memory.subarray(start - count, start);
		},
	};
}
