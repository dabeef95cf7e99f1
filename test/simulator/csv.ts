import { parse, type InfoRecord } from 'csv-parse/sync';

import { invalid } from './errors';

export interface CsvRecord {
	cells: string[];
	/** Bytes up to and with its line end, and lines up to and with its last. */
	endByte: number;
	endLine: number;
}

/** The records of a CSV file, with the ends that the silent caps are measured by. */
export function parseCsv(bytes: Buffer): CsvRecord[] {
	let start = 0;
	let endLine = 0;
	return recordsOf(bytes).map(({ record: cells, info: { bytes: endByte } }) => {
		// Counted here: `info.lines` takes a CRLF in quotation marks for two (findings/csv-parse-lines-crlf.sh).
		const text = bytes.toString('latin1', start, endByte);
		endLine += text.replace(/\n$/, '').split('\n').length;
		start = endByte;
		return { cells, endByte, endLine };
	});
}

function recordsOf(bytes: Buffer): Array<{ record: string[]; info: InfoRecord }> {
	const options = { bom: true, info: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true };
	try {
		return parse(bytes, options) as unknown as Array<{ record: string[]; info: InfoRecord }>;
	} catch (error) {
		throw invalid(`The file is not CSV: ${(error as Error).message}`);
	}
}

export function csvLine(cells: readonly string[]): string {
	let line = '';
	for (let index = 0; index < cells.length; index++) {
		const cell = cells[index];
		if (index > 0) line += ',';
		line += /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	}
	return `${line}\r\n`;
}
