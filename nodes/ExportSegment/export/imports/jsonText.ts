import { mayBeInvisible } from '../../../shared/values/invisible';
import { cleanText } from '../../../shared/values/texts';
import { textOfUnits } from '../../../shared/files/tableRows';

const quote = 0x22;
const backslash = 0x5c;
const del = 0x7f;

/**
 * Writes a checked text as a JSON string in UTF-8, cleaned of what nobody sees, and returns where it ends. The same
 * as cleanText, JSON.stringify and an encoder, which a million rows of a dozen short texts would pay for dearly: nearly
 * all texts need neither cleaning nor escapes and are written unit by unit.
 */
export function writeJsonText(text: string, into: Buffer, start: number): number {
	let position = start;
	into[position++] = quote;
	for (let index = 0; index < text.length; index++) {
		position = writeUnit(text.charCodeAt(index), into, position);
		if (position < 0) return writeEscaped(text, into, start);
	}
	into[position++] = quote;
	return position;
}

/** The same of the text of these UTF-16 code units: those from `from` on that lie before `to`. */
export function writeJsonUnits(units: Uint16Array, from: number, to: number, into: Buffer, start: number): number {
	let position = start;
	into[position++] = quote;
	for (let index = from; index < to; index++) {
		position = writeUnit(units[index], into, position);
		if (position < 0) return writeEscaped(textOfUnits(units, from, to), into, start);
	}
	into[position++] = quote;
	return position;
}

/** @returns where it ends; -1 if it may need an escape or cleaning, or is half of a character */
function writeUnit(unit: number, into: Buffer, position: number): number {
	if (unit < 0x80) {
		if (unit < 0x20 || unit === quote || unit === backslash || unit === del) return -1;
		into[position] = unit;
		return position + 1;
	}
	if (unit < 0x800) {
		if (unit < 0xa0 || mayBeInvisible(unit)) return -1;
		into[position] = 0xc0 | (unit >> 6);
		into[position + 1] = 0x80 | (unit & 0x3f);
		return position + 2;
	}
	if ((unit >= 0xd800 && unit <= 0xdfff) || mayBeInvisible(unit)) return -1;
	into[position] = 0xe0 | (unit >> 12);
	into[position + 1] = 0x80 | ((unit >> 6) & 0x3f);
	into[position + 2] = 0x80 | (unit & 0x3f);
	return position + 3;
}

function writeEscaped(text: string, into: Buffer, start: number): number {
	return start + into.write(JSON.stringify(cleanText(text)), start);
}
