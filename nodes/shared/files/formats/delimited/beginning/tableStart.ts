import { isBlankText, lineBreaks, linesOf } from '../../../lines';
import type { ReadOptions } from '../../../readOptions';
import { namesBelowProfile } from '../records/delimitedProblems';
import type { Quoting } from '../records/quoting';
import { quotingOf, usualQuoting } from '../records/quoting';
import { sampleRecords } from '../records/sampleRecords';
import { delimiters, detectDelimiter } from './delimiter';
import { columnName, wholeAddress } from './header';

/** Where a table begins in the text of a file. */
export interface TableStart {
	readonly delimiter: string;
	/** Characters and lines before the column names. */
	readonly offset: number;
	readonly linesAbove: number;
	readonly quoting: Quoting;
}

const maxLinesAbove = 50;
const maxHeaderCharacters = 16_384;

/** Excel writes and obeys a first line that names the delimiter. */
const namedDelimiter = /^"?sep=([,;\t|])"?(?:\r\n|[\r\n]|$)/i;

/**
 * Where the column names stand in the beginning of a file, what separates the cells, and how texts are marked.
 * @param isKeyName whether a column of this name may hold the address; without it the names stand in the first line
 * @throws FileProblem if header and rows are separated by different characters, or a profile stands above the names
 */
export function startOfTable(sample: string, isKeyName: ReadOptions['isKeyName']): TableStart {
	const named = namedDelimiter.exec(sample);
	const [offset, linesAbove] = named === null ? [0, 0] : [named[0].length, 1];
	const found = isKeyName && findHeader(sample, named === null ? delimiters : [named[1]], isKeyName);
	if (found !== undefined) return found;
	const quoting = isKeyName === undefined ? usualQuoting : quotingOf(sample.slice(offset));
	return { delimiter: named?.[1] ?? detectDelimiter(sample, quoting), offset, linesAbove, quoting };
}

/** Whether the lines above the column names show anything that a person put there. */
export function showsLinesAbove(sample: string, { offset }: TableStart): boolean {
	return linesOf(sample.slice(0, offset)).some((line) => !isBlankText(line) && !/^"?sep=/i.test(line));
}

/**
 * Finds the first line that is the column names: one of its cells is the name of the address's column.
 * @throws FileProblem if a profile stands above it
 */
function findHeader(
	sample: string,
	candidates: readonly string[],
	isKeyName: (name: string) => boolean,
): TableStart | undefined {
	const lineEnd = new RegExp(lineBreaks);
	const offsets: number[] = [];
	for (let linesAbove = 0, offset = 0; linesAbove <= maxLinesAbove; linesAbove++) {
		// What stands above the table is no part of it, and may be marked otherwise.
		const quoting = quotingOf(sample.slice(offset));
		for (const delimiter of candidates) {
			const names = firstRecord(sample, offset, delimiter, quoting);
			if (!names.some((name) => isKeyName(columnName(name)))) continue;
			const start = { delimiter, offset, linesAbove, quoting };
			refuseProfilesAbove(sample, start, offsets, names, isKeyName);
			return start;
		}
		if (lineEnd.exec(sample) === null) return undefined;
		offsets.push(offset);
		offset = lineEnd.lastIndex;
	}
	return undefined;
}

/**
 * What sorts the rows of a file, as `sort` and `csvtool join` do, may sort the names of its columns among them: the
 * rows above would be passed over as a title is. A title has other cells, or a blank line below it.
 */
function refuseProfilesAbove(
	sample: string,
	{ delimiter, linesAbove, quoting }: TableStart,
	offsets: readonly number[],
	names: readonly string[],
	isKeyName: (name: string) => boolean,
): void {
	for (let line = linesAbove - 1; line >= 0; line--) {
		const cells = firstRecord(sample, offsets[line], delimiter, quoting);
		if (cells.every(isBlankText)) return;
		const isAddress = (name: string, place: number) =>
			isKeyName(columnName(name)) && wholeAddress.test(cells[place].trim());
		if (cells.length === names.length && names.some(isAddress)) throw namesBelowProfile(line + 1, linesAbove + 1);
	}
}

/** The cells of the record that begins there; none if it is broken by this delimiter. */
function firstRecord(sample: string, offset: number, delimiter: string, quoting: Quoting): string[] {
	const [record] = sampleRecords(sample.slice(offset, offset + maxHeaderCharacters), delimiter, quoting);
	return record?.cells ?? [];
}
