import { FileProblem, type ReadOptions } from './fileProblem';

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
 * @param names what they may be: `distinct`, or `any` where a service heads its columns by what its users have thought up
 * @throws FileProblem if the names are of no use: one twice, or an email address, which is a profile and no name
 */
export function readHeader(cells: readonly string[], line: number, names: ReadOptions['names'] = 'distinct'): Header {
	const written = cells.map((cell) => cell.trim());
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
