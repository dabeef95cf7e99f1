/**
 * Tab files of databases have no quotation marks: `\t`, `\n` and `\\` stand for what would tear a cell apart
 * (PostgreSQL, COPY, "Text Format": https://www.postgresql.org/docs/current/sql-copy.html, with `\r` and with `\N` for
 * nothing; MySQL's client, --batch and --raw: https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html).
 */
const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };

/** Whether a text of a tab file holds such escapes, and no backslash or quotation mark that would be something else. */
export function holdsTabEscapes(sample: string): boolean {
	return sample.includes('\\') && !/(^|[\t\r\n])"/.test(sample) && !/\\/.test(sample.replace(/\\[tnrN\\]/g, ''));
}

/** A cell as it is meant; one with a backslash that fits nothing stays as it is. */
export function unescaped(cell: string): string {
	if (cell === '\\N') return '';
	if (/\\/.test(cell.replace(/\\[tnr\\]/g, ''))) return cell;
	return cell.replace(/\\([tnr\\])/g, (_escape, letter: string) => escapes[letter]);
}
