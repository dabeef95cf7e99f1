/**
 * Tab files of databases have no quotation marks: `\t`, `\n` and `\\` stand for what would tear a cell apart
 * (PostgreSQL, COPY, "Text Format": https://www.postgresql.org/docs/current/sql-copy.html, with `\r` and with `\N` for
 * nothing; MySQL's client, --batch, with `\0` for a NUL:
 * https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html).
 * MySQL's SELECT … INTO OUTFILE puts a backslash before the tab or the line break itself
 * (https://dev.mysql.com/doc/refman/8.4/en/load-data.html).
 */
const escapes: Readonly<Record<string, string>> = {
	...{ t: '\t', n: '\n', r: '\r', '\\': '\\' },
	...{ '\t': '\t', '\n': '\n', '0': '\0' },
};

/** Whether a text of a tab file holds such escapes, and no backslash or quotation mark that would be something else. */
export function holdsTabEscapes(sample: string): boolean {
	return isOnlyBefore(/\\(?:[tnrN0\\]|$)/g, sample) || hasEscapedBreaks(sample);
}

/**
 * Whether a backslash may keep a tab or a line break in its cell. Only cells of `\N` tell for certain that backslashes
 * are escapes: a text such as `C:\` may stand before a tab as well.
 */
export function hasEscapedBreaks(sample: string): boolean {
	return /(?:^|[\t\n])\\N(?:[\t\r\n]|$)/.test(sample) && isOnlyBefore(/\\(?:[tnrN0\\\t\n]|$)/g, sample);
}

function isOnlyBefore(pairs: RegExp, sample: string): boolean {
	return sample.includes('\\') && !/(^|[\t\r\n])"/.test(sample) && !sample.replace(pairs, '').includes('\\');
}

const pairs = /\\([tnr0\\\t\n])/g;

/** The cells from `start` on as they are meant, in their places. */
export function unescapeCells(cells: string[], start: number): void {
	for (let at = start; at < cells.length; at++) if (cells[at].includes('\\')) cells[at] = unescaped(cells[at]);
}

/** One with a backslash that fits nothing stays as it is. */
function unescaped(cell: string): string {
	if (cell === '\\N') return '';
	if (cell.replace(pairs, '').includes('\\')) return cell;
	return cell.replace(pairs, (_escape, letter: string) => escapes[letter]);
}
