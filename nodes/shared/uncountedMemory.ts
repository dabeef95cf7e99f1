/*
 * V8 looks through all of n8n's heap, some 200 MB, each time about 25 MB of buffers have been made, and what an export
 * of a million people remembers had it do so two or three times, 0.4 s of processor time each (Node 24.21,
 * `node --trace-gc-nvp`). Memory that threads may share does not count for that. Here no other thread sees it, and it
 * is given back as any other: when garbage is collected the next time.
 */

/**
 * That many numbers of 32 bits, all 0. They have a sign, since V8 makes an object of each number from 2^31 on that is
 * handed to another function: half of all hashes.
 */
export function uncountedInt32s(length: number): Int32Array {
	return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** That many bytes, all 0. */
export function uncountedBytes(length: number): Uint8Array {
	return new Uint8Array(new SharedArrayBuffer(length));
}
