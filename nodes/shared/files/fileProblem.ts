import { Problem } from '../problem';
import type { LinesPassedOver, RowTest } from './pages';

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
	/** Told in the end which lines were passed over. */
	readonly onPassedOver?: (lines: LinesPassedOver) => void;
	/** Told the names of the columns as soon as they are read, also where no rows follow. */
	readonly onHeader?: (names: readonly string[]) => void;
	/** Told in the end how many records the file has, the header and blank lines among them. */
	readonly onEnd?: (records: number) => void;
}

/** As many as are worked on between two chances for others to run: larger pages would be cut again. */
export const defaultPageRows = 250;

/**
 * Why a file cannot be read, in words for a marketer: the message says what is wrong and in which line, the advice how
 * to get unstuck. What a row holds is never quoted: it is about people.
 */
export class FileProblem extends Problem {
	/** Line of the file, counted from 1; an error that spans lines has the number of its first. */
	readonly line: number;

	constructor(line: number, message: string, advice: string) {
		super({ kind: 'configuration', message, advice });
		this.name = 'FileProblem';
		this.line = line;
	}
}

/** Line breaks in a text: LF, CRLF or CR. */
export function countLineBreaks(text: string): number {
	return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Whether a text shows nothing: blanks, and what DOS (Ctrl-Z) and preallocated files (NUL) leave at their end. */
export function isBlankText(text: string): boolean {
	return !/[^\s\p{Cc}]/u.test(text);
}
