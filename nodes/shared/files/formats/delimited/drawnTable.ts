import { isBlankText } from '../../lines';
import { drawnLine } from './beginning/firstRows';
import { closesTable, rowsCounted } from './tableEnd';

/** What mycli and litecli write for NULL, and mysql never does. */
const missingValue = '<null>';

/**
 * A table that is drawn with lines, as psql and mysql show it. A line break within a text tears its row: psql puts a
 * plus in the place of the blank at the cell's end, and goes on in the next line
 * (https://www.postgresql.org/docs/current/app-psql.html, `linestyle`); mysql merely goes on. Others go on in a row of
 * its own, which nothing marks: sqlite3 from the 61st character of a text on
 * (https://www.sqlite.org/cli.html#changing_output_formats, `--wrap`), so that an address may be cut; pandas and other
 * users of tabulate, and PrettyTable. So do mycli and litecli, whose tables are mysql's but for their word for nothing
 * (https://github.com/dbcli/cli_helpers, `MISSING_VALUE`).
 */
export class DrawnTable {
	/** How wide the lines are that are drawn under the names, or other such records. */
	private widths: readonly number[] = [];
	/** Places of cells of the last row whose texts psql would continue in the next. */
	private goingOn: readonly number[] = [];

	/** Whether lines stand at both sides of the table. */
	private hasSides = false;
	/** Whether some column's name stands in the middle of its column. */
	private hasCentredNames = false;
	/** Whether mysql draws such a table, or a program whose tables look alike. */
	private isLikeMysql = false;
	/** Whether a row may go on in rows of its own. */
	private goesOnInRows = false;
	/** Of this table so far: several may stand one below the other in a file. */
	private rows = 0;
	/** Whether the lines below the tables so far say how many rows they have; undefined above the first. */
	private areCounted?: boolean;

	/** Whether a line below the last row says that there are as many: then each is one of its own. */
	get isCounted(): boolean {
		return this.areCounted === true && this.rows === 0;
	}

	/** Whether rows may go on in others: of a table like mysql's, that is known only once its rows are read. */
	get mayGoOn(): boolean {
		return this.goesOnInRows && !this.isCounted;
	}

	/** @param cells the column names as they stand there */
	readNames(cells: readonly string[]): void {
		this.hasSides = cells.length > 1 && isBlankText(cells[0]) && isBlankText(cells[cells.length - 1]);
		this.hasCentredNames = cells.some((cell) => /^\s{2,}\S/.test(cell));
	}

	/** @param cells of a record under the column names */
	readCaption(cells: readonly string[]): void {
		const lines = cells.join('+').split('+');
		this.widths = lines.map(({ length }) => length);
		const isDrawn = this.hasSides && cells.every((cell) => isBlankText(cell) || drawnLine.test(cell));
		this.isLikeMysql = isDrawn && !this.hasCentredNames && cells.length === 1 && /^\+(?:-+\+)+\s*$/.test(cells[0]);
		this.goesOnInRows = isDrawn && !this.isLikeMysql;
	}

	/** @param row the next one, or a line below the last */
	count(row: readonly string[]): void {
		if (row.length > 1 && !closesTable(row)) this.rows++;
		if (this.isLikeMysql && row.some((cell) => cell.trim() === missingValue)) this.goesOnInRows = true;
		const counted = rowsCounted(row);
		if (counted === undefined) return;
		this.areCounted = this.areCounted !== false && counted === this.rows;
		this.rows = 0;
	}

	/**
	 * Whether the row, which has no address, may be the rest of the one above, or the beginning of the one below.
	 * @param columns cells of the header
	 */
	isPerhapsRest(row: readonly string[], columns: number): boolean {
		return (this.goesOnInRows || this.isLikeMysql) && row.length === columns && !closesTable(row);
	}

	/**
	 * Whether the next row is a torn one, or the rest of one.
	 * @param columns cells of the header
	 * @param isAddressed whether it has its address
	 */
	isTorn(row: readonly string[], columns: number, isAddressed: boolean): boolean {
		const { goingOn } = this;
		const isLine = row.every((cell) => drawnLine.test(cell));
		this.goingOn = row.flatMap((cell, place) => {
			// Behind the last cell no blank is drawn; a line ends with a plus, too.
			const isAtEdge = place < columns - 1 || cell.length === this.widths[place];
			return cell.endsWith('+') && isAtEdge && !isLine ? [place] : [];
		});
		return isAddressed ? row.length < columns : goingOn.some((place) => !isBlankText(row[place] ?? ''));
	}
}
