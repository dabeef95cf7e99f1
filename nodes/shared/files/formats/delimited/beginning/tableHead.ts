import type { ReadOptions } from '../../../readOptions';
import { firstRecords } from '../records/sampleRecords';
import { captionsBelow, hasRowNames, usualSurplus } from './firstRows';
import type { Header } from './header';
import { readHeader } from './header';
import { namesInTwoRows } from './namesInTwoRows';
import type { TableStart } from './tableStart';

/** What the column names and the first rows of a table tell of all of it. */
export interface TableHead {
	readonly header: Header;
	/** Records below the column names that tell about the columns, and are no profiles. */
	readonly captions: number;
	/** Empty cells that rows have behind their last column; any number where no profiles are found by an address. */
	readonly surplus: number | undefined;
}

/**
 * @param cells of the record with the column names
 * @param line in which it begins
 * @param sample the beginning of the file
 * @throws FileProblem if the names are of no use
 */
export function readTableHead(
	cells: readonly string[],
	line: number,
	sample: string,
	{ delimiter, offset, quoting }: TableStart,
	{ isKeyName, names }: ReadOptions,
): TableHead {
	if (isKeyName === undefined) return { header: readHeader(cells, line, names), captions: 0, surplus: undefined };
	const records = firstRecords(sample.slice(offset), delimiter, quoting);
	const inTwoRows = namesInTwoRows(records, isKeyName);
	const written = inTwoRows ?? (hasRowNames(records, isKeyName) ? ['', ...cells] : cells);
	const header = readHeader(written, line, names, isKeyName);
	return {
		header,
		captions: inTwoRows === undefined ? captionsBelow(records) : 1,
		surplus: usualSurplus(records, header.width),
	};
}
