import { hash64 } from '../../shared/hash';

/** Characters of a fingerprint. */
export const fingerprintLength = 8;

const hash = new Int32Array(2);
const hashBytes = 6;

/**
 * 48 bits of a hash, as text: what the trigger remembers of a person between polls, instead of an address or an ID.
 * Among 50,000 remembered people somebody new is taken for one of them once in some five thousand million times.
 */
export function fingerprintOf(text: string): string {
	hash64(text, 0, hash);
	return Buffer.from(hash.buffer, 0, hashBytes).toString('base64url');
}

/** The fingerprints that stand one behind the other in a text. */
export function fingerprintsIn(text: string): Set<string> {
	const found = new Set<string>();
	for (let start = 0; start + fingerprintLength <= text.length; start += fingerprintLength)
		found.add(text.slice(start, start + fingerprintLength));
	return found;
}
