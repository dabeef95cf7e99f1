import type { ProfileFields, ProfilePage } from '../../../shared/files/pages';
import { sizeOf } from '../../../shared/files/pages';
import { Problem } from '../../../shared/problem';
import { plainOf } from '../../../shared/values/plainData';
import { columnsListed } from '../../../shared/wording';
import type { SegmentName } from './segmentNames';
import { namesIn } from './segmentNames';

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
 * Throws a Problem where the field holds no names, or a table has no such column: of several files it may be one only,
 * and its people would be in no segment, as if they had left theirs.
 */
export type SegmentReader = (page: ProfilePage) => (index: number) => readonly SegmentName[] | undefined;

/** Profiles that all bring a text of their own must not fill the memory. */
const maxRememberedTexts = 10_000;

/** Reads the names in a field, and remembers those of texts that come again. */
export function createSegmentReader(field: SegmentField): SegmentReader {
	const remembered = new Map<string, readonly SegmentName[]>();
	return (page) => {
		const valueOf = valuesOf(field, page);
		return (index) => {
			const value = valueOf(index);
			if (value === undefined) return undefined;
			const known = typeof value === 'string' ? remembered.get(value) : undefined;
			if (known !== undefined) return known;
			const names = namesIn(plainOf(value));
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
	if (place < 0 && sizeOf(page) > 0) throw noColumn(field.fieldNames[0], table.columns);
	return (index) => table.textOf(index, place);
}

function noColumn(name: string, columns: readonly string[]): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The file has no column '${name}' that is to name the segments of its profiles, so nothing was changed`,
		advice: `Its columns are ${columnsListed(columns)}. Check the spelling in 'Segment Field'; of several files, each needs that column.`,
	});
}

function noNames(row: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The segment field of profile ${row} holds no names of segments, so nothing was changed`,
		advice:
			'It may hold a name, names separated by commas, a list of names, or such a list as JSON text. This one is an object, a list of lists, or a list that is cut off.',
	});
}
