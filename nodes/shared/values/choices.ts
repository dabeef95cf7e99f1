import { asText } from './texts';

/** Reads a value as labels of a field's choices; undefined where it names another, or too many. */
export type ChoiceReader = (value: unknown) => string[] | undefined;

/** A value names no more choices than a field can have. */
const mostNamed = 200;

/**
 * By their labels, in any case: one as a text, several as a list or with commas, semicolons or line breaks between
 * them, or as objects that carry the label.
 * @param labels of the field's choices; one may have a comma in it
 */
export function createChoiceReader(labels: readonly string[]): ChoiceReader {
	const byKey = new Map(labels.map((label) => [keyOf(label), label]));

	function named(value: unknown): string[] | undefined {
		if (Array.isArray(value)) return value.length > mostNamed ? undefined : all(withoutCode(value).map(one));
		return one(value);
	}

	function withoutCode(list: readonly unknown[]): readonly unknown[] {
		return byKey.has(keyOf('L')) ? list : withoutGristMark(list);
	}

	function one(value: unknown): string[] | undefined {
		if (typeof value === 'object' && value !== null) {
			const found = Object.values(value)
				.slice(0, 20)
				.flatMap((part) => byKey.get(keyOf(asSingle(part))) ?? []);
			return found.length === 0 ? undefined : found.slice(0, 1);
		}
		const text = asSingle(value);
		if (text.trim() === '') return [];
		const label = byKey.get(keyOf(text));
		return label === undefined ? among(text) : [label];
	}

	/** Labels with commas in them are put together again from their pieces. */
	function among(text: string): string[] | undefined {
		const pieces = text.replace(/^[[{]|[\]}]$/g, '').split(/[,;|\n]/, mostNamed);
		const found: string[] = [];
		for (let start = 0; start < pieces.length; ) {
			if (pieces[start].trim() === '') {
				start++;
				continue;
			}
			let end = Math.min(pieces.length, start + mostPieces);
			while (end > start && !byKey.has(keyOf(pieces.slice(start, end).join(',')))) end--;
			if (end === start) return undefined;
			found.push(byKey.get(keyOf(pieces.slice(start, end).join(','))) ?? '');
			start = end;
		}
		return found;
	}

	return (value) => {
		const found = named(value);
		return found && [...new Set(found)];
	};
}

const mostPieces = 8;

const asSingle = (value: unknown) => (typeof value === 'object' && value !== null ? '' : asText(value));

/** Quotation marks, as PostgreSQL, JSON and Python put them around, do not count. */
function keyOf(label: string): string {
	const text = label.trim();
	return (/^(["'])(.*)\1$/s.exec(text)?.[2] ?? text)
		.trim()
		.normalize('NFC')
		.toLowerCase()
		.replace(/\s*,\s*/g, ',');
}

function all(found: ReadonlyArray<string[] | undefined>): string[] | undefined {
	return found.some((labels) => labels === undefined) ? undefined : found.flatMap((labels) => labels ?? []);
}

/**
 * The entries of a list of Grist's, which begins with an L (https://support.getgrist.com/code/enums/GristData.GristObjCode/).
 * A list of sizes may begin with one as well: only for fields that hold no sizes.
 */
export function withoutGristMark(list: readonly unknown[]): readonly unknown[] {
	return list[0] === 'L' ? list.slice(1) : list;
}
