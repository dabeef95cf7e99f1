/** A longer text is no list of what somebody has. */
const maxCharacters = 2_000;

/** In quotation marks or apostrophes, with backslashes before those within. */
const quotedEntry = `"((?:[^"\\\\]|\\\\[^])*)"|'((?:[^'\\\\]|\\\\[^])*)'`;
/** One entry and what separates it from the next; numpy's have blanks between them. */
const inBrackets = new RegExp(`\\s*(?:${quotedEntry}|(-?\\d[\\d.]*|null|NULL|nil|None|nan|NaN))(\\s*,|\\s|$)`, 'y');
const inBraces = new RegExp(`\\s*(?:${quotedEntry}|([^\\s"'{}\\\\,:](?:[^\\s"{}\\\\,:]|://)*))(\\s*,|\\s*$)`, 'y');
/** As Access and SQL Server write them. */
const uuid = /^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i;

/**
 * The entries of a list that a program wrote as a text, such as into a cell of a CSV file: JSON's `["Ann"]` (which is
 * Ruby's as well), Python's `['Ann', None]` (pandas; also ClickHouse), numpy's `['Ann' 'Bob']`, PostgreSQL's
 * `{Ann,"New York",NULL}` (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO) and Cassandra's `{'Ann'}`.
 * @param text that begins with a bracket or a brace
 * @returns undefined where it is no such list: a person may have written `[Ann]`, and an object is none
 */
export function listWrittenIn(text: string): Array<string | number> | undefined {
	const opening = text.charAt(0);
	const closing = opening === '[' ? ']' : '}';
	if (text.length > maxCharacters || !text.trimEnd().endsWith(closing) || uuid.test(text)) return undefined;
	const inner = text.slice(1, text.lastIndexOf(closing)).trim();
	const entry = opening === '[' ? inBrackets : inBraces;
	const entries: Array<string | number> = [];
	for (entry.lastIndex = 0; entry.lastIndex < inner.length; ) {
		const [, double, single, bare] = entry.exec(inner) ?? [];
		const quoted = double ?? single;
		if (quoted === undefined && bare === undefined) return undefined;
		entries.push(quoted === undefined ? plainEntry(bare, opening) : withoutBackslashes(quoted));
	}
	return entries;
}

/** In brackets the only words are those for nothing. Zeros before a number are part of a text of digits. */
function plainEntry(word: string, opening: string): string | number {
	if (opening === '{' ? word === 'NULL' : /^[a-z]/i.test(word)) return '';
	return /^-?\d/.test(word) && String(Number(word)) === word ? Number(word) : word;
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutBackslashes(text: string): string {
	return text.replace(
		/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi,
		(_escape, four?: string, two?: string, sign = '') => {
			const code = four ?? two;
			return code === undefined
				? (controls[sign as string] ?? (sign as string))
				: String.fromCharCode(parseInt(code, 16));
		},
	);
}
