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
	/** What was added since the last time: a view of the memory, which holds until something is added again. */
	take(): Buffer;
}

const firstBytes = 65_536;
/** Bytes that a UTF-16 code unit takes in UTF-8, at most. */
const mostBytesPerUnit = 3;

export function createGrowingBytes(): GrowingBytes {
	let memory = Buffer.alloc(firstBytes);
	let length = 0;

	function makeRoom(bytes: number): void {
		if (length + bytes <= memory.length) return;
		const larger = Buffer.alloc(Math.max(memory.length * 2, length + bytes));
		memory.copy(larger, 0, 0, length);
		memory = larger;
	}

	return {
		get length() {
			return length;
		},
		add(bytes) {
			makeRoom(bytes.length);
			memory.set(bytes, length);
			length += bytes.length;
		},
		addText(text) {
			makeRoom(text.length * mostBytesPerUnit);
			length += memory.write(text, length);
		},
		take() {
			const taken = memory.subarray(0, length);
			length = 0;
			return taken;
		},
	};
}
