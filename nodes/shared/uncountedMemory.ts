/*
 * V8 looks through all of n8n's heap, some 200 MB, each time about 25 MB of buffers have been made, and what an export
 * of a million people remembers had it do so two or three times, 0.4 s of processor time each (Node 24.21,
 * `node --trace-gc-nvp`). Memory that threads may share does not count for that. Here no other thread sees it, and it
 * is given back as any other: when garbage is collected the next time.
 */

/** That many numbers of 32 bits, all 0. */
export function uncountedUint32s(length: number): Uint32Array {
	return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}

/** That many bytes, all 0. */
export function uncountedBytes(length: number): Uint8Array {
	return new Uint8Array(new SharedArrayBuffer(length));
}
