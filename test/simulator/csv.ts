export interface CsvRecord {
	cells: string[];
	/** Bytes up to and with its line end, and lines up to and with its last. */
	endByte: number;
	endLine: number;
}

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** RFC 4180, with LF as good as CRLF, and with the ends that the silent caps are measured by. */
export function* parseCsv(bytes: Buffer): Generator<CsvRecord> {
	let cells: string[] = [];
	let line = 0;
	let index = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
	let start = index;
	while (index < bytes.length) {
		let cell: string;
		if (bytes[index] === quote) {
			let end = index + 1;
			while (end < bytes.length && (bytes[end] !== quote || bytes[end + 1] === quote)) {
				if (bytes[end] === lineFeed) line += 1;
				end += bytes[end] === quote ? 2 : 1;
			}
			cell = bytes.toString('utf8', index + 1, end).replaceAll('""', '"');
			index = end + 1;
		} else {
			start = index;
			while (
				index < bytes.length &&
				bytes[index] !== comma &&
				bytes[index] !== lineFeed &&
				bytes[index] !== carriageReturn
			)
				index += 1;
			cell = bytes.toString('utf8', start, index);
		}
		cells.push(cell);
		if (bytes[index] === comma) {
			index += 1;
			if (index < bytes.length) continue;
			cells.push('');
		}
		if (bytes[index] === carriageReturn) index += 1;
		if (bytes[index] === lineFeed) index += 1;
		line += 1;
		if (cells.length > 1 || cells[0] !== '') yield { cells, endByte: index, endLine: line };
		cells = [];
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
