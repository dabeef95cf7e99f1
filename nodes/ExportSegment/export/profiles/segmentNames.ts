import { parsedJson } from '../../../shared/json';
import { nameKey } from '../../../shared/values/names';
import { cleanText } from '../../../shared/values/texts';

/**
 * The name of a segment as somebody wrote it, and the key by which it is compared, which is that of lists: two segments
 * that are the same list to Constant Contact must be one segment, or a mirror of the one would take the people of the
 * other off it.
 */
export interface SegmentName {
	readonly key: string;
	readonly name: string;
}

/** What was meant as a list or an object; a name of a segment may begin with a bracket, too. */
const looksLikeJson = /^(?:\[\s*["'[{]|\{\s*["'])/;

/**
 * The names in a value: a name, names separated by commas, a list, or a list as JSON text (Customer Insights writes its
 * column `msdynci_segments` like that). Trimmed, each once, none for an empty value.
 * @returns undefined where the value is something else: an object, a list of lists, a list that is cut off
 */
export function namesIn(value: unknown): SegmentName[] | undefined {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value))
		return value.every(isPlain) ? distinct(value.map((entry: unknown) => String(entry ?? ''))) : undefined;
	if (typeof value !== 'string') return isPlain(value) ? distinct([String(value)]) : undefined;
	const text = value.trim();
	if (!text.startsWith('[') && !text.startsWith('{')) return distinct(partsOf(text));
	const parsed = parsedJson(text);
	if (text === '{}') return [];
	if (typeof parsed === 'object' && parsed !== null) return Array.isArray(parsed) ? namesIn(parsed) : undefined;
	const listed = databaseList.exec(text);
	if (listed !== null && !/[[{]/.test(listed[2]) && !/^\s*"[^"]*"\s*:/.test(listed[2]))
		return distinct(partsOf(listed[2]));
	return looksLikeJson.test(text) ? undefined : distinct(partsOf(text));
}

/** `{vip,"male, under 40"}` PostgreSQL, `[vip, 'blog']` DuckDB; `[draft]` is a name. */
const databaseList = /^(\{|\[(?=[^]*[,"']))([^]*)[\]}]$/;
/** A part in quotation marks, its own doubled or behind a backslash, or one up to the next comma. */
const quotedPart = /\s*(?:"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)'|([^,]*))\s*(?:,|$)/y;

/** The parts of a list: between commas outside quotation marks, or between semicolons where there is no comma. */
function partsOf(text: string): string[] {
	if (!/["']/.test(text)) return text.split(text.includes(',') ? ',' : ';');
	const parts: string[] = [];
	for (quotedPart.lastIndex = 0; quotedPart.lastIndex < text.length; ) {
		const part = quotedPart.exec(text);
		if (part === null) return text.split(',');
		const quoted = part[1] ?? part[2];
		parts.push(quoted === undefined ? part[3] : quoted.replace(/\\(.)|(["'])\2/g, '$1$2'));
	}
	return parts;
}

function isPlain(value: unknown): boolean {
	return ['string', 'number', 'boolean', 'bigint', 'undefined'].includes(typeof value) || value === null;
}

function distinct(written: readonly string[]): SegmentName[] {
	const names = new Map<string, SegmentName>();
	for (const each of written) {
		const name = cleanText(each);
		const key = nameKey(name);
		if (name !== '' && !names.has(key)) names.set(key, { key, name });
	}
	return [...names.values()];
}
