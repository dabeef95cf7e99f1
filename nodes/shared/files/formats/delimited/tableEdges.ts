import { isBlankText } from '../../lines';
import { sampleRecords } from './delimitedRecords';
import { columnName } from './header';
import type { Quoting } from './quoting';

const maxSampleRows = 100;
const nearlyEvery = 0.9;

/**
 * How many empty cells nearly every row has behind its last column, as Excel leaves them: only those are harmless.
 * Others come from a text that holds the delimiter without quotation marks around it.
 * @param sample the beginning of the file, from the column names on
 */
export function usualSurplus(sample: string, delimiter: string, columns: number, quoting?: Quoting): number {
	const counts = new Map<number, number>();
	// The column names themselves are no row.
	let total = -1;
	for (const { cells } of sampleRecords(sample, delimiter, quoting)) {
		if (cells.every(isBlankText)) continue;
		if (total++ < 0) continue;
		const surplus = Math.max(0, cells.length - columns);
		counts.set(surplus, (counts.get(surplus) ?? 0) + 1);
		if (total >= maxSampleRows) break;
	}
	return [...counts].find(([, count]) => count >= total * nearlyEvery)?.[0] ?? 0;
}

/**
 * Whether the rows begin with a cell for which there is no name, as R's write.table writes the names of rows
 * (https://stat.ethz.ch/R-manual/R-devel/library/utils/html/write.table.html): each has one cell more than there are
 * names, and the address stands one further than its name.
 * @param sample the beginning of the file, from the column names on
 */
export function hasRowNames(
	sample: string,
	delimiter: string,
	names: readonly string[],
	isKeyName: (name: string) => boolean,
	quoting?: Quoting,
): boolean {
	const place = names.findIndex((name) => isKeyName(columnName(name)));
	let total = -1;
	let addressed = 0;
	for (const { cells } of sampleRecords(sample, delimiter, quoting)) {
		if (cells.every(isBlankText) || ++total === 0) continue;
		if (place < 0 || cells.length !== names.length + 1 || cells[place].includes('@')) return false;
		if (cells[place + 1].includes('@')) addressed++;
		if (total >= maxSampleRows) break;
	}
	return addressed > 0;
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
 * @param sample the beginning of the file, from the column names on
 */
export function captionsBelow(sample: string, delimiter: string, quoting?: Quoting): number {
	let found = 0;
	let record = 0;
	for (const { cells } of sampleRecords(sample, delimiter, quoting)) {
		if (record > mostCaptions) break;
		const filled = cells.filter((cell) => !isBlankText(cell));
		if (filled.length === 0) continue;
		if (record > 0 && cells.some((cell) => cell.includes('@'))) break;
		if (record > 0 && captions.some((caption) => filled.every((cell) => caption.test(cell.trim())))) found = record;
		record++;
	}
	return found;
}

/** `(2 rows)`, `2 row(s) retrieved.`, `2 rows selected (0.017 seconds)`, `2 rows in set. Elapsed: 0.002 sec.` */
const rowCount =
	/^\s*\(?\d+ \p{L}+(?:\(s\))?(?: \p{L}+){0,2}[).]?(?: \([\d.]+ \p{L}+\)| Elapsed: [\d.]+ \p{L}+\.?)?\s*$/u;

/** A count of the rows or a drawn line: what clients of databases write below the last row. */
export function closesTable(cells: readonly string[]): boolean {
	const [only, ...others] = cells.filter((cell) => !isBlankText(cell));
	if (only === undefined) return false;
	if (others.length > 0) return [only, ...others].every((cell) => drawnLine.test(cell));
	return drawnLine.test(only) || rowCount.test(only) || rowsCounted(cells) !== undefined;
}

/** How many rows psql says that it has shown: `(2 rows)`, in its own language (https://www.postgresql.org/docs/current/app-psql.html). */
export function rowsCounted(cells: readonly string[]): number | undefined {
	const [only = '', ...others] = cells.filter((cell) => !isBlankText(cell));
	const count = /^\((\d+) ?\p{L}[\p{L} ]*\)$/u.exec(only.trim())?.[1];
	return count === undefined || others.length > 0 ? undefined : Number(count);
}
