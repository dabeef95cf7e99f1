import { RecordScanner } from './delimitedRecords';
import { FileProblem, isBlankText, type ReadOptions } from '../fileProblem';

/** Where a table begins in the text of a file. */
export interface TableStart {
	readonly delimiter: string;
	/** Characters and lines before the column names. */
	readonly offset: number;
	readonly linesAbove: number;
}

const maxLinesAbove = 50;
const maxHeaderCharacters = 16_384;

/** Finds the first line that is the column names: one of its cells is the name of the address's column. */
export function findHeader(
	sample: string,
	delimiters: readonly string[],
	isKeyName: (name: string) => boolean,
): TableStart | undefined {
	const lineEnd = /\r\n|\n|\r/g;
	for (let linesAbove = 0, offset = 0; linesAbove <= maxLinesAbove; linesAbove++) {
		for (const delimiter of delimiters)
			if (recordAt(sample, offset, delimiter).some((name) => isKeyName(columnName(name))))
				return { delimiter, offset, linesAbove };
		if (lineEnd.exec(sample) === null) return undefined;
		offset = lineEnd.lastIndex;
	}
	return undefined;
}

/** The cells of the record that begins there; none if it is broken by this delimiter. */
function recordAt(sample: string, offset: number, delimiter: string): string[] {
	const cells: string[] = [];
	const scanner = new RecordScanner(delimiter);
	scanner.append(sample.slice(offset, offset + maxHeaderCharacters));
	scanner.end();
	try {
		scanner.next(cells);
	} catch {
		return [];
	}
	return cells;
}

const maxSampleRows = 100;
const nearlyEvery = 0.9;

/**
 * How many empty cells nearly every row has behind its last column, as Excel leaves them: only those are harmless.
 * Others come from a text that holds the delimiter without quotation marks around it.
 * @param sample the beginning of the file, from the column names on
 */
export function usualSurplus(sample: string, delimiter: string, columns: number): number {
	const scanner = new RecordScanner(delimiter);
	scanner.append(sample);
	scanner.end();
	const counts = new Map<number, number>();
	let total = -1;
	try {
		for (let cells: string[] = []; total < maxSampleRows && scanner.next(cells) > 0; cells = []) {
			if (cells.every(isBlankText)) continue;
			const surplus = Math.max(0, cells.length - columns);
			// The column names themselves are no row.
			if (total++ < 0) continue;
			counts.set(surplus, (counts.get(surplus) ?? 0) + 1);
		}
	} catch {
		// What is broken is reported with its line when it is read.
	}
	return [...counts].find(([, count]) => count >= total * nearlyEvery)?.[0] ?? 0;
}

/** Lines below the column names that tell about the columns, at most. */
const mostCaptions = 2;
/** A line drawn under the names: psql, mysql, sqlcmd and SQL*Plus. */
const drawnLine = /^[-=+|\s]*[-=][-=+|\s]*$/;
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
 * How many records below the column names tell about the columns, and are no profiles: up to the last one of which
 * every cell is a drawn line, a type, or an ID of the column, and before the first with an address.
 * @param sample the beginning of the file, from the column names on
 */
export function captionsBelow(sample: string, delimiter: string): number {
	const scanner = new RecordScanner(delimiter);
	scanner.append(sample);
	scanner.end();
	let found = 0;
	try {
		for (let record = 0, cells: string[] = []; record <= mostCaptions && scanner.next(cells) > 0; cells = []) {
			if (cells.every(isBlankText)) continue;
			if (record > 0 && cells.some((cell) => cell.includes('@'))) break;
			const filled = cells.filter((cell) => !isBlankText(cell));
			if (record > 0 && captions.some((caption) => filled.every((cell) => caption.test(cell.trim())))) found = record;
			record++;
		}
	} catch {
		// What is broken is told by its line when it is read.
	}
	return found;
}

/** `(2 rows)`, `(2 rows affected)`, `2 rows selected.`: what clients of databases write below the last row. */
export function isRowCount(cells: readonly string[]): boolean {
	const [only, ...others] = cells.filter((cell) => !isBlankText(cell));
	return others.length === 0 && only !== undefined && /^\s*\(?\d+ \p{L}+(?: \p{L}+)?[).]?\s*$/u.test(only);
}

/** A column's name as it is meant: without blanks and marks around it, and without Excel's `="…"`. */
function columnName(cell: string): string {
	const name = cell.replaceAll('\ufeff', '').trim();
	return (/^="([^"]*)"$/.exec(name)?.[1] ?? name).trim();
}

/**
 * The places of the first column names in a row that has column names again: the same in any order.
 * @param cells of a row without an address
 * @returns undefined where the row is a profile
 * @throws FileProblem if the names are others than at the beginning
 */
export function namesAgain(
	cells: readonly string[],
	{ columns }: Header,
	isKeyName: (name: string) => boolean,
	line: number,
): readonly number[] | undefined {
	const again = cells.map(columnName);
	if (!columns.some((name) => isKeyName(name) && again.includes(name))) return undefined;
	const places = columns.map((name) => again.indexOf(name));
	if (!places.includes(-1) && again.filter((name) => name !== '').length === columns.length) return places;
	throw badHeader(
		line,
		'has column names again, and other ones than the file begins with',
		'Several files were put together. Hand them over as files of their own, or give all of them the same columns.',
	);
}

export interface Header {
	/** How many cells the line has. */
	readonly width: number;
	/** The names, without columns that are left out. */
	readonly columns: readonly string[];
	/** Where the cells of these columns stand in a row. */
	readonly places: readonly number[];
}

/**
 * The names of the columns, without the blanks around them. A column without a name cannot be mapped, so it is left
 * out; spreadsheets leave such columns at the end, and pandas puts one with the row number at the beginning.
 * @param cells of which at least one is not blank
 * @param names what they may be: `distinct`, or `any` where a service heads its columns by what its users have thought
 * up
 * @throws FileProblem if the names are of no use: one twice, or an email address, which is a profile and no name
 */
export function readHeader(cells: readonly string[], line: number, names: ReadOptions['names'] = 'distinct'): Header {
	const written = cells.map(columnName);
	const named = written.filter((name) => name !== '');
	if (names === 'distinct' && named.some((name) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name))) {
		throw badHeader(
			line,
			'holds an email address where a column name should be',
			'Put a line with the names of the columns above the first profile.',
		);
	}
	const doubled = names === 'distinct' ? findDoubled(written) : [];
	if (doubled.length > 0) {
		throw badHeader(
			line,
			`has the same name in the columns ${doubled.join(', ')}`,
			'Give every column a name of its own, and put a line with the names above the first profile if there is none.',
		);
	}
	const places = written.flatMap((name, place) => (name === '' ? [] : [place]));
	return { width: written.length, columns: named, places };
}

function badHeader(line: number, what: string, advice: string): FileProblem {
	return new FileProblem(line, `Line ${line} of the file, the header, ${what}`, advice);
}

/**
 * Where the columns stand, from 1, that share the first name that comes twice. The name is not told: without a header
 * it is about a person.
 */
function findDoubled(names: readonly string[]): readonly number[] {
	const places = new Map<string, number[]>();
	for (const [place, name] of names.entries()) {
		if (name === '') continue;
		const same = places.get(name);
		if (same === undefined) places.set(name, [place + 1]);
		else same.push(place + 1);
	}
	return [...places.values()].find(({ length }) => length > 1) ?? [];
}
