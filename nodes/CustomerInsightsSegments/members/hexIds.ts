/** How an id of 32 hexadecimal characters is written, which four numbers of 32 bits hold. */
const isDashed = 1;
const isUpperCase = 2;
/** The id is of another kind, kept as a text. */
export const isText = 4;

/** Of a character's code, the hexadecimal digit that it is; 16 for any other. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
	const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
	return digit < 0 || code === 0 ? 16 : digit;
});

/** Reads an id into four numbers. @returns how it is written; `isText` where it is of no such kind */
export function readHexId(id: string, words: Int32Array): number {
	const form = id.length === 36 ? isDashed : 0;
	if (id.length !== 32 && form !== isDashed) return isText;
	let upper = 0;
	let word = 0;
	let count = 0;
	for (let position = 0; position < id.length; position++) {
		const code = id.charCodeAt(position);
		if (form === isDashed && (position === 8 || position === 13 || position === 18 || position === 23)) {
			if (code !== 45) return isText;
			continue;
		}
		const digit = code < 128 ? digits[code] : 16;
		if (digit === 16) return isText;
		if (code < 97 && code > 57) upper = isUpperCase;
		word = (word << 4) | digit;
		count++;
		if ((count & 7) === 0) words[(count >>> 3) - 1] = word;
	}
	return form | upper;
}

/** The id in four numbers as it was written. */
export function hexIdOf(words: Int32Array, form: number): string {
	const hex = Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
	const written = (form & isUpperCase) === 0 ? hex : hex.toUpperCase();
	if ((form & isDashed) === 0) return written;
	return [0, 8, 12, 16, 20].map((start, part) => written.slice(start, [8, 12, 16, 20, 32][part])).join('-');
}
