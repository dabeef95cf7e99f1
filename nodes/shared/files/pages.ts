import type { TableRows } from './tableRows';

/** A profile's fields as they came in. Untrusted: any value, any name. */
export type ProfileFields = Readonly<Record<string, unknown>>;

/** Some profiles of the source in their order; `firstRow` is the number of the first one, counted from 1. */
export interface ProfilePage {
	readonly firstRow: number;
	readonly profiles: readonly ProfileFields[];
	/**
	 * The same profiles as rows of a table, where they come as such: made into objects only if somebody asks for
	 * `profiles`. Either must be asked for before the next page is.
	 */
	readonly table?: TableRows;
}

/*
 * Pages are made by classes and not by literals: V8 decides by each literal in the code whether what it makes lives
 * long, and where its guess is wrong, the rows of a page stay in memory long after the page. A million rows with ten
 * custom fields, whose cells were texts in a list then, cost twice the processor time and 200 MB so (Node 24.21, seen
 * with --trace-gc and --trace-pretenuring-statistics).
 */

/** How many lines of a file are no profiles. */
export interface LinesPassedOver {
	/** Above the column names. */
	readonly above: number;
	/** Below the column names, where they tell about the columns. */
	readonly captions: number;
	/** Below the last profile. */
	readonly below: number;
}

/** Whether anything is asked of the profile in this row (from 1). */
export type RowTest = (row: number) => boolean;

/** Where profiles come from. Every call of `pages` reads the source from its start, with the same result. */
export interface ProfileSource {
	/** About how many profiles there are, where that is known; with a file, once its first rows have been read. */
	readonly expectedProfiles?: number;
	/** The incoming item that a row (from 1) came with, counted from 0; known once the row has been read. */
	readonly itemOf?: (row: number) => number;
	/** Lines of files that are no profiles, known once they have been read. */
	readonly passedOver?: LinesPassedOver;
	/** Lines of a file, among its profiles, that are a single value without an address. */
	readonly loneLines?: readonly number[];
	/** Names that several columns of a file have, which are left out. */
	readonly namesTwice?: readonly string[];
	/**
	 * @param isWanted once the source has been read: the other profiles have their rows, and may come without values,
	 * which are not read then
	 */
	pages(isWanted?: RowTest): AsyncIterable<ProfilePage> | Iterable<ProfilePage>;
}

/** Profiles that came with items of n8n's. */
export interface SourceOfItems extends ProfileSource {
	readonly itemOf: (row: number) => number;
}

/** Some profiles that come as objects. */
export class ProfileRows implements ProfilePage {
	constructor(
		readonly firstRow: number,
		readonly profiles: readonly ProfileFields[],
	) {}
}

/**
 * Some rows of a table as profiles. The objects are made only if somebody asks for them: mapping a million rows takes
 * the cells by their column, and nothing else is needed of a profile that is sent.
 */
export class TablePage implements ProfilePage {
	private made: readonly ProfileFields[] | undefined;

	constructor(
		readonly firstRow: number,
		readonly table: TableRows,
	) {}

	get profiles(): readonly ProfileFields[] {
		return (this.made ??= Array.from({ length: this.table.size }, (_, index) => fieldsOf(this.table, index)));
	}
}

/** How many profiles a page has. */
export function sizeOf(page: ProfilePage): number {
	return page.table === undefined ? page.profiles.length : page.table.size;
}

/** The same page with other row numbers, as when it is of the second file. */
export function renumbered(page: ProfilePage, firstRow: number): ProfilePage {
	return page.table === undefined ? new ProfileRows(firstRow, page.profiles) : new TablePage(firstRow, page.table);
}

/** Some of a page's profiles. @param start index of the first one */
export function sliceOf(page: ProfilePage, start: number, most: number): ProfilePage {
	const size = Math.min(most, sizeOf(page) - start);
	const firstRow = page.firstRow + start;
	if (page.table === undefined) return new ProfileRows(firstRow, page.profiles.slice(start, start + size));
	return new TablePage(firstRow, page.table.slice(start, size));
}

/** fromEntries makes every name an own property, "__proto__" too. */
function fieldsOf(table: TableRows, index: number): ProfileFields {
	return Object.fromEntries(table.columns.map((name, column) => [name, table.textOf(index, column)]));
}
