import { isBlankText } from '../../../lines';
import { RecordScanner } from './delimitedRecords';
import type { Quoting } from './quoting';

/** A record in the beginning of a file. */
export interface SampleRecord {
	readonly cells: string[];
	/** In which it begins, counted from 1. */
	readonly line: number;
}

/**
 * The records in the beginning of a file, up to the first that is broken: that one is reported, with its line, when the
 * file is read.
 * @param onBroken told if there is one
 */
export function* sampleRecords(
	sample: string,
	delimiter: string,
	quoting?: Quoting,
	onBroken: () => void = () => undefined,
): Generator<SampleRecord> {
	const scanner = new RecordScanner(delimiter, quoting);
	scanner.append({ text: sample });
	scanner.end();
	try {
		for (let cells: string[] = []; scanner.next(cells) > 0; cells = []) yield { cells, line: scanner.line };
	} catch {
		onBroken();
	}
}

/** Rows in the beginning of a file that tell about all of them. */
export const tellingRows = 100;

/**
 * The record of the column names and those of the first rows, without records that show nothing.
 * @param sample the beginning of the file, from the column names on
 */
export function firstRecords(sample: string, delimiter: string, quoting: Quoting): Array<readonly string[]> {
	const records: Array<readonly string[]> = [];
	for (const { cells } of sampleRecords(sample, delimiter, quoting)) {
		if (cells.every(isBlankText)) continue;
		if (records.push(cells) > tellingRows) break;
	}
	return records;
}
