import type { RowTest } from './pages';

/** Bytes of a file that end with a line end, and how many rows they hold. */
export interface Stretch {
	/** Where the byte behind the last one lies, counted from the beginning of the file. */
	readonly end: number;
	readonly rows: number;
}

/**
 * Where a stretch ends in which nobody is wanted.
 * @param start of the stretch, in bytes from the beginning of the file
 * @param limit where it must end at the latest
 * @returns undefined where there is none, and the bytes must be read
 */
export type StretchFinder = (start: number, limit: number) => Stretch | undefined;

/**
 * Where the rows of a file stand, noted as it is read for the first time: a later reading passes over the bytes in
 * which nobody is wanted, without making text of them. Of a million profiles of which 1 % have changed these are most.
 * Takes 32 bytes for each stretch.
 */
export class RowMarks {
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];
	private readonly firstRows: number[] = [];
	private readonly counts: number[] = [];

	/**
	 * Notes a stretch behind those noted before; one that has been noted already is left as it is.
	 * @param firstRow number of its first row, counted from 1
	 */
	note(start: number, { end, rows }: Stretch, firstRow: number): void {
		if (rows === 0 || start < (this.ends.at(-1) ?? 0)) return;
		this.starts.push(start);
		this.ends.push(end);
		this.firstRows.push(firstRow);
		this.counts.push(rows);
	}

	/** For one reading of the file from its beginning to its end. */
	finder(isWanted: RowTest): StretchFinder {
		let next = 0;
		return (start, limit) => {
			while (this.starts[next] < start) next++;
			let end = start;
			let rows = 0;
			for (; this.starts[next] === end && this.ends[next] <= limit && !this.holdsWanted(next, isWanted); next++) {
				end = this.ends[next];
				rows += this.counts[next];
			}
			return rows === 0 ? undefined : { end, rows };
		};
	}

	private holdsWanted(stretch: number, isWanted: RowTest): boolean {
		const first = this.firstRows[stretch];
		const behind = first + this.counts[stretch];
		for (let row = first; row < behind; row++) if (isWanted(row)) return true;
		return false;
	}
}
