import { nameKey } from '../../../shared/values/names';
import { Problem } from '../../../shared/problem';
import { sizeOf } from '../../../shared/files/pages';
import { cleanText } from '../../../shared/values/texts';
import type { ProfileFields, ProfilePage, ProfileSource } from '../../../shared/files/pages';

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

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The field that names a profile's segments. */
export interface SegmentField {
	/**
	 * Names of fields that may hold the value as it is, the first one that is there: in a table, the cell of that column.
	 * Empty if it takes more.
	 */
	readonly fieldNames: readonly string[];
	/** The same value each time that the profile is read. */
	read(profile: ProfileFields, row: number): unknown;
}

/**
 * What reads the segments of the profiles of one page, by index: undefined for a profile that has no such field at all.
 * Throws a Problem where the field holds no names.
 */
export type SegmentReader = (page: ProfilePage) => (index: number) => readonly SegmentName[] | undefined;

/** Profiles that all bring a text of their own must not fill the memory. */
const maxRememberedTexts = 10_000;

export function createSegmentReader(field: SegmentField): SegmentReader {
	const remembered = new Map<string, readonly SegmentName[]>();
	return (page) => {
		const valueOf = valuesOf(field, page);
		return (index) => {
			const value = valueOf(index);
			if (value === undefined) return undefined;
			const known = typeof value === 'string' ? remembered.get(value) : undefined;
			if (known !== undefined) return known;
			const names = namesIn(value);
			if (names === undefined) throw noNames(page.firstRow + index);
			if (typeof value === 'string') {
				if (remembered.size >= maxRememberedTexts) remembered.clear();
				remembered.set(value, names);
			}
			return names;
		};
	};
}

function valuesOf(field: SegmentField, page: ProfilePage): (index: number) => unknown {
	const { table, firstRow } = page;
	if (table === undefined || field.fieldNames.length === 0)
		return (index) => field.read(page.profiles[index], firstRow + index);
	const place = table.columns.indexOf(field.fieldNames.find((name) => table.columns.includes(name)) ?? '');
	return (index) => (place < 0 ? undefined : table.cells[index * table.columns.length + place]);
}

/**
 * [our choice] An account has 1,000 lists at the most, and each takes up to some 35 requests of a day's 10,000 with its
 * looks at running jobs (measured).
 */
export const maxSegments = 100;

export interface SegmentSurvey {
	/** The segments that are picked, or all that are there, in the order in which they were picked or came. */
	readonly segments: readonly SegmentName[];
	/** Picked segments that no profile is in. */
	readonly empty: readonly SegmentName[];
	/** Profiles in the source, those that are in none of the segments, and those that have the field at all. */
	readonly profiles: number;
	readonly outside: number;
	readonly withField: number;
}

/**
 * Reads the source once and finds out which segments there are, before anything else is done with it.
 * @param picked the segments that are wanted; none for every one
 * @throws Problem if the field is none that names segments
 */
export async function surveySegments(
	source: ProfileSource,
	read: SegmentReader,
	picked: readonly SegmentName[],
	breathe: () => Promise<void>,
): Promise<SegmentSurvey> {
	const found = new Map<string, SegmentName>();
	const wanted = new Set(picked.map(({ key }) => key));
	let profiles = 0;
	let outside = 0;
	let withField = 0;
	let memberships = 0;
	for await (const page of source.pages()) {
		const namesOf = read(page);
		for (let index = 0; index < sizeOf(page); index++) {
			const names = namesOf(index);
			profiles++;
			if (names !== undefined) withField++;
			let isInside = false;
			for (const name of names ?? []) {
				if (wanted.size > 0 && !wanted.has(name.key)) continue;
				isInside = true;
				memberships++;
				if (!found.has(name.key)) meet(name);
			}
			if (!isInside) outside++;
			if (index % profilesPerStep === 0) await breathe();
		}
	}
	if (wanted.size === 0 && found.size > fewSegments && memberships < found.size * fewMembers) throw oneEach(found.size);
	const segments = wanted.size > 0 ? picked : [...found.values()];
	return { segments, empty: segments.filter(({ key }) => !found.has(key)), profiles, outside, withField };

	function meet(name: SegmentName): void {
		if (name.name.includes('@') && !wanted.has(name.key)) throw addresses();
		found.set(name.key, name);
		if (found.size > maxSegments) throw tooMany();
	}
}

/**
 * [our choice] More segments than these, with hardly anybody in them, are no segments but another field: people's
 * names, or order numbers, which must not become lists, nor be named in a message that names the lists that are
 * missing.
 */
const fewSegments = 20;
const fewMembers = 1.5;

/** Few, for each may take n8n half a millisecond to evaluate. */
const profilesPerStep = 20;

function noNames(row: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The segment field of profile ${row} holds no names of segments, so nothing was changed`,
		advice:
			'It may hold a name, names separated by commas, a list of names, or such a list as JSON text. This one is an object, a list of lists, or a list that is cut off.',
	});
}

/** The values are not named: they may be people's. */
function tooMany(): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'Segment Field' names more than ${maxSegments} segments, so nothing was changed`,
		advice:
			"Check that it is the field with the names of the segments. If it is, name those to export in 'Segment Names', in several nodes if need be.",
	});
}

function oneEach(segments: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'Segment Field' names ${segments} segments with hardly more than one profile in each, so nothing was changed`,
		advice:
			"Check that it is the field with the names of the segments. If it is, name those to export in 'Segment Names'.",
	});
}

function addresses(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "'Segment Field' holds email addresses instead of names of segments, so nothing was changed",
		advice:
			"Choose the field with the names of the segments. If a segment's name really holds an @, write it into 'Segment Names'.",
	});
}
