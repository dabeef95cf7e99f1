/** What a text is the JSON of; undefined for a text that is none. */
export function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A whole number of 16 digits or more behind the name of a field: a quotation mark that begins a text never fits. */
export const longNumber = /(?<=[^\s\\:,[{])("\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * The same, but for the fields of objects whose whole numbers are past 2⁵³: JavaScript would round them, and the
 * number of somebody's card would be that of somebody else. They come as texts, digit by digit.
 * @param numbers which of them may be read at all; all of them, where it is left out
 */
export function parsedWithLongNumbers(text: string, numbers: RegExp = longNumber): unknown {
	const exact = text.replace(numbers, (found, before: string, digits: string) =>
		Number.isSafeInteger(Number(digits)) ? found : `${before}"${digits}"`,
	);
	return parsedJson(exact);
}
