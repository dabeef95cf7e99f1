import { tornRow } from './records/delimitedProblems';

/** Lines of a single value that are told of, at most. */
const mostLoneLines = 100;

/**
 * Rows with fewer cells than there are columns: Excel leaves out the last ones where they are empty. Some programs put
 * no quotation marks around a line break: sqlite3 in its modes `list` and `tabs`, psql -A, sqlcmd, bcp. Then the first
 * row that is too short is followed by rows without an address that make up for it.
 */
export class ShortRows {
	/** The first of them: its line, the last row that it may go on in, and the cells of all these. */
	private first?: { readonly line: number; readonly row: number; readonly width: number };
	/** Rows that are a single value, and no address. */
	private readonly lone: Array<{ readonly line: number; readonly row: number }> = [];

	/**
	 * @param areKnown whether there are such, so that another one proves nothing; also of a file that has been read
	 * before: it has proved to be whole
	 * @param isUnquoted whether the file's program may put no quotation marks around a line break
	 */
	constructor(
		public areKnown: boolean,
		private readonly isUnquoted: boolean,
	) {}

	/**
	 * Takes note of one.
	 * @param columns cells that it should have
	 * @throws FileProblem if it is the last part of a row that is torn
	 */
	meet(line: number, row: number, width: number, columns: number, isAddressed: boolean): void {
		const { first, lone } = this;
		const isLone = width === 1 && columns > 2 && !isAddressed;
		if (isLone && this.isUnquoted && lone.length < mostLoneLines) lone.push({ line, row });
		const isFirst = !this.areKnown;
		this.areKnown = true;
		if (isAddressed) {
			this.first = isFirst && width > 1 ? { line, row, width } : undefined;
			return;
		}
		if (first === undefined || row !== first.row + 1) return;
		const joined = first.width + width - 1;
		if (joined === columns) throw tornRow(first.line);
		this.first = { ...first, row, width: joined };
	}

	/** Lines that are a single value, of the first so many rows. */
	loneLines(rows: number): number[] {
		return this.lone.flatMap(({ line, row }) => (row < rows ? [line] : []));
	}
}
