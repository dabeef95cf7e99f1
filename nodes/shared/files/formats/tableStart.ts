import { isBlankText, lineBreaks, linesOf } from '../lines';
import type { ReadOptions } from '../readOptions';
import { sampleRecords } from './delimitedRecords';
import { delimiters, detectDelimiter } from './delimiter';
import { columnName } from './header';
import type { Quoting } from './quoting';
import { quotingOf, usualQuoting } from './quoting';

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
 * @throws FileProblem if header and rows are separated by different characters
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

/** Finds the first line that is the column names: one of its cells is the name of the address's column. */
function findHeader(
	sample: string,
	candidates: readonly string[],
	isKeyName: (name: string) => boolean,
): TableStart | undefined {
	const lineEnd = new RegExp(lineBreaks);
	for (let linesAbove = 0, offset = 0; linesAbove <= maxLinesAbove; linesAbove++) {
		// What stands above the table is no part of it, and may be marked otherwise.
		const quoting = quotingOf(sample.slice(offset));
		for (const delimiter of candidates)
			if (firstRecord(sample, offset, delimiter, quoting).some((name) => isKeyName(columnName(name))))
				return { delimiter, offset, linesAbove, quoting };
		if (lineEnd.exec(sample) === null) return undefined;
		offset = lineEnd.lastIndex;
	}
	return undefined;
}

/** The cells of the record that begins there; none if it is broken by this delimiter. */
function firstRecord(sample: string, offset: number, delimiter: string, quoting: Quoting): string[] {
	const [record] = sampleRecords(sample.slice(offset, offset + maxHeaderCharacters), delimiter, quoting);
	return record?.cells ?? [];
}
