/** Some text that is made only when somebody asks for it. */
export interface LazyText {
	readonly text: string;
	/** Its bytes in UTF-8, unchecked, where they are at hand. They hold until the next block is read. */
	readonly utf8?: Uint8Array;
}

/**
 * Decodes UTF-8 without making a text of it, where no letter takes more than two bytes: Latin, Greek, Cyrillic, Hebrew
 * and Arabic ones do not. A decoder of the platform makes a text, and those of a large file would be half of
 * what its reading throws away.
 * @param into UTF-16 code units; has room for as many from `start` on as there are bytes
 * @returns how many units there are; -1 if there are other letters, or it is not UTF-8
 * (https://encoding.spec.whatwg.org/#utf-8-decoder)
 */
export function decodeUtf8(bytes: Uint8Array, into: Uint16Array, start: number): number {
	into.set(bytes, start);
	const end = start + bytes.length;
	let at = start;
	while (at < end && into[at] < 0x80) at++;
	let unit = at;
	while (at < end) {
		const byte = into[at++];
		if (byte < 0x80) into[unit++] = byte;
		else {
			const next = at < end ? into[at++] : 0;
			if (byte < 0xc2 || byte > 0xdf || (next & 0xc0) !== 0x80) return -1;
			into[unit++] = ((byte & 0x1f) << 6) | (next & 0x3f);
		}
	}
	return unit - start;
}
