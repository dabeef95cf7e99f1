import { Problem } from '../problem';

export interface ReadOptions {
	/** Rows in a page, at most. */
	readonly maxPageRows?: number;
	/** What columns of one name are: a `problem`, or all of them `leftOut`. */
	readonly doubledNames?: 'problem' | 'leftOut';
	/** Told the names of the columns as soon as they are read, also where no rows follow. */
	readonly onHeader?: (names: readonly string[]) => void;
	/** Told in the end how many records the file has, the header and blank lines among them. */
	readonly onEnd?: (records: number) => void;
}

export const defaultPageRows = 1_000;

/**
 * Why a file cannot be read, in words for a marketer: the message says what is wrong and in which line, the advice how
 * to get unstuck. What a row holds is never quoted: it is about people.
 */
export class FileProblem extends Problem {
	/** Line of the file, counted from 1; an error that spans lines is told by its first. */
	readonly line: number;

	constructor(line: number, message: string, advice: string) {
		super({ kind: 'configuration', message, advice });
		this.name = 'FileProblem';
		this.line = line;
	}
}
