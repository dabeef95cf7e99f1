import { isBlankText } from '../../lines';
import { drawnLine } from './beginning/firstRows';

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
