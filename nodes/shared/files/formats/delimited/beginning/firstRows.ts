import { isBlankText } from '../../../lines';
import { columnName } from './header';

const nearlyEvery = 0.9;

/**
 * How many empty cells nearly every row has behind its last column, as Excel leaves them: only those are harmless.
 * Others come from a text that holds the delimiter without quotation marks around it.
 * @param records the column names and the first rows
 * @param columns cells of the header
 */
export function usualSurplus([, ...rows]: ReadonlyArray<readonly string[]>, columns: number): number {
	const counts = new Map<number, number>();
	for (const { length } of rows) {
		const surplus = Math.max(0, length - columns);
		counts.set(surplus, (counts.get(surplus) ?? 0) + 1);
	}
	return [...counts].find(([, count]) => count >= rows.length * nearlyEvery)?.[0] ?? 0;
}

/**
 * Whether the rows begin with a cell for which there is no name, as R's write.table writes the names of rows
 * (https://stat.ethz.ch/R-manual/R-devel/library/utils/html/write.table.html): each has one cell more than there are
 * names, and the address stands one further than its name.
 * @param records the column names and the first rows
 */
export function hasRowNames(
	[names = [], ...rows]: ReadonlyArray<readonly string[]>,
	isKeyName: (name: string) => boolean,
): boolean {
	const place = names.findIndex((name) => isKeyName(columnName(name)));
	const isShifted = (cells: readonly string[]) => cells.length === names.length + 1 && !cells[place].includes('@');
	return place >= 0 && rows.every(isShifted) && rows.some((cells) => cells[place + 1].includes('@'));
}

/** Lines below the column names that tell about the columns, at most. */
const mostCaptions = 2;
/** A line drawn under the names: psql, mysql, sqlcmd and SQL*Plus, and the tables of Markdown, whose colons align. */
export const drawnLine = /^[-=+|:\s]*[-=][-=+|:\s]*$/;
/**
 * ClickHouse's types (the formats …WithNamesAndTypes:
 * https://clickhouse.com/docs/interfaces/formats/CSVWithNamesAndTypes).
 */
const typeName =
	/^(?:(?:Nullable|LowCardinality|Array|FixedString|Decimal\d*|DateTime(?:64)?|Enum(?:8|16))\(.*\)|String|U?Int\d+|B?Float\d+|Date(?:32|Time)?|UUID|Bool)$/s;
/**
 * The last of Qualtrics' lines
 * (https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/).
 */
const importId = /^\{"ImportId":/;
const captions = [drawnLine, typeName, importId];

/**
 * How many records below the column names tell about the columns, and are no profiles: up to the last one whose cells
 * are all drawn lines, types, or IDs of columns, and before the first with an address.
 * @param records the column names and the first rows
 */
export function captionsBelow([, ...rows]: ReadonlyArray<readonly string[]>): number {
	const addressed = rows.findIndex((cells) => cells.some((cell) => cell.includes('@')));
	const above = rows.slice(0, addressed < 0 ? mostCaptions : Math.min(addressed, mostCaptions));
	const tells = (cells: readonly string[]) => {
		const filled = cells.filter((cell) => !isBlankText(cell));
		return captions.some((caption) => filled.every((cell) => caption.test(cell.trim())));
	};
	return above.findLastIndex(tells) + 1;
}
