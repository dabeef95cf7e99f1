import { isBlankText } from '../lines';
import { drawnLine } from './tableEdges';

/**
 * A table that is drawn with lines, as psql and mysql show it. A line break within a text tears its row: psql puts a
 * plus in the place of the blank at the cell's end, and goes on in the next line
 * (https://www.postgresql.org/docs/current/app-psql.html, `linestyle`); mysql merely goes on.
 */
export class DrawnTable {
	/** How wide the lines are that are drawn under the names, or other such records. */
	private widths: readonly number[] = [];
	/** Places of cells of the last row whose texts psql would continue in the next. */
	private goingOn: readonly number[] = [];

	/** @param cells of a record under the column names */
	readCaption(cells: readonly string[]): void {
		const lines = cells.join('+').split('+');
		this.widths = lines.map(({ length }) => length);
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
