import { FileProblem } from '../../../fileProblem';
import type { ReadOptions } from '../../../readOptions';

/** A column's name as it is meant: without blanks and marks around it, and without Excel's `="…"`. */
export function columnName(cell: string): string {
	const name = cell.replaceAll('\ufeff', '').trim();
	return (/^="([^"]*)"$/.exec(name)?.[1] ?? name).trim();
}

/**
 * The places of the first column names in a row that has column names again: the same in any order.
 * @param cells of a row without an address
 * @param keyPlaces where the address stands in a row
 * @returns undefined where the row is a profile, or may be one
 * @throws FileProblem if the names are others than at the beginning
 */
export function namesAgain(
	cells: readonly string[],
	{ columns, written, places: first }: Header,
	isKeyName: (name: string) => boolean,
	keyPlaces: readonly number[],
	line: number,
): readonly number[] | undefined {
	const again = cells.map(columnName);
	if (again.length === written.length && again.every((name, place) => name === written[place])) return first;
	const keyNames = columns.filter(isKeyName);
	if (!again.some((name) => keyNames.includes(name))) return undefined;
	const places = columns.map((name) => again.indexOf(name));
	if (!places.includes(-1) && again.filter((name) => name !== '').length === columns.length) return places;
	if (keyPlaces.some((place) => keyNames.includes(again[place]))) throw otherNames(line);
	return undefined;
}

/**
 * Where a row without an address has the name of the address's column in another place, -1 where nowhere: it is a
 * profile with that word as a value, such as the way in which somebody wants to be reached, or other column names. Of
 * the latter the next row has its address there.
 */
export function keyNamePlace(
	cells: readonly string[],
	{ columns }: Header,
	isKeyName: (name: string) => boolean,
): number {
	const keyNames = columns.filter(isKeyName);
	return cells.findIndex((cell) => keyNames.includes(columnName(cell)));
}

/** @param line that has them */
export function otherNames(line: number): FileProblem {
	return badHeader(
		line,
		'has column names again, and other ones than the file begins with',
		'Several files were put together. Hand them over as files of their own, or give all of them the same columns.',
	);
}

export interface Header {
	/** How many cells the line has. */
	readonly width: number;
	/** The names as they stand there. */
	readonly written: readonly string[];
	/** The names, without columns that are left out. */
	readonly columns: readonly string[];
	/** Names of several columns, which are left out: nobody can know which of them is meant. */
	readonly namesTwice: readonly string[];
	/** Where the cells of these columns stand in a row. */
	readonly places: readonly number[];
}

/** A cell that is an email address and nothing else. */
export const wholeAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The names of the columns, without the blanks around them. A column without a name cannot be mapped, so it is left
 * out; spreadsheets leave such columns at the end, and pandas puts one with the row number at the beginning.
 * @param cells at least one is not blank
 * @param names what they may be: `distinct`, or `any` where a service heads its columns by what its users have thought
 * up
 * @param isKeyName whether a column of this name may hold the address
 * @throws FileProblem if the names are of no use: an email address, which is a profile and no name, or one twice, where
 * it may be the address's, or no other name tells that the line has names at all
 */
export function readHeader(
	cells: readonly string[],
	line: number,
	names: ReadOptions['names'] = 'distinct',
	isKeyName: ReadOptions['isKeyName'] = () => true,
): Header {
	const written = cells.map(columnName);
	const named = written.filter((name) => name !== '');
	// Beside a column for addresses, another one may be a question that names an address.
	const address = named.some(isKeyName) ? wholeAddress : /[^\s@]@[^\s@]+\.[^\s@]/;
	if (names === 'distinct' && named.some((name) => address.test(name))) {
		throw badHeader(
			line,
			'holds an email address where a column name should be',
			'Put a line with the names of the columns above the first profile.',
		);
	}
	const namesTwice =
		names === 'distinct' ? [...new Set(named.filter((name, place) => named.indexOf(name) < place))] : [];
	if (namesTwice.length > 0 && (namesTwice.some(isKeyName) || !named.some(isKeyName))) {
		const places = written.flatMap((name, place) => (name === namesTwice[0] ? [place + 1] : []));
		throw badHeader(
			line,
			`has the same name in the columns ${places.join(', ')}`,
			'Give every column a name of its own, and put a line with the names above the first profile if there is none.',
		);
	}
	const places = written.flatMap((name, place) => (name === '' || namesTwice.includes(name) ? [] : [place]));
	return { width: written.length, written, columns: places.map((place) => written[place]), namesTwice, places };
}

function badHeader(line: number, what: string, advice: string): FileProblem {
	return new FileProblem(line, `Line ${line} of the file, the header, ${what}`, advice);
}
