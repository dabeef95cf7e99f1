import type { LinesPassedOver, RowTest } from './pages';
import type { RowMarks } from './rowMarks';

/** How a file is read, and what is told about it. */
export interface ReadOptions {
	/** Rows in a page, at most. */
	readonly maxPageRows?: number;
	/** `auto` or a name of an encoding; a byte order mark counts for more. */
	readonly fileEncoding?: string;
	/** What the columns may be called: `distinct` names, or `any`, one of them several times and an address as well. */
	readonly names?: 'distinct' | 'any';
	/**
	 * Whether a column of this name may hold what every profile has, its address. Lines above the column names and below
	 * the last profile are then passed over, and column names that come again are followed.
	 */
	readonly isKeyName?: (name: string) => boolean;
	/** Where the file has been read before: rows that are not wanted are counted, and their values may be left out. */
	readonly isWanted?: RowTest;
	/** Of this file: filled as it is read, and used by a later reading that does not want all rows. */
	readonly rowMarks?: RowMarks;
	/** Lines at the beginning that are not the file's own, and not counted in problems. */
	readonly linesAdded?: number;
	/** Told in the end which lines were passed over. */
	readonly onPassedOver?: (lines: LinesPassedOver) => void;
	/** Told the names of the columns as soon as they are read, also where no rows follow. */
	readonly onHeader?: (names: readonly string[]) => void;
	/** Told the names that several columns have, which are left out. */
	readonly onNamesTwice?: (names: readonly string[]) => void;
	/** Told in the end which lines are a single value without an address, among the profiles: a row may be torn there. */
	readonly onLoneLines?: (lines: readonly number[]) => void;
	/** Told in the end how many records the file has, the header and blank lines among them. */
	readonly onEnd?: (records: number) => void;
}
