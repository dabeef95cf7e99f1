import { TablePage } from './pages';
import { RecordScanner } from './delimitedRecords';
import { detectDelimiter } from './delimiter';
import { countLineBreaks, defaultPageRows, FileProblem, isBlankText, type ReadOptions } from './fileProblem';
import { readHeader, type Header } from './header';
import { readTextBlocks } from './textBlocks';

/** Bounds what a page takes where a row has very many columns. */
const maxPageCells = 100_000;

/**
 * Reads a delimited text file (CSV) as rows by column name, every value a text. What separates the cells is found out.
 * Lines without any value are skipped and not numbered. Cells missing at the end of a row are empty, as Excel leaves
 * them out; cells beyond the header must be empty. A page may hold no rows: a chance to let others run.
 * @param chunks bytes of the file in portions of any size
 * @throws FileProblem at the first thing that cannot be read for certain; pages before it have been handed out
 */
export async function* readDelimitedFile(
	chunks: AsyncIterable<Uint8Array>,
	options: ReadOptions = {},
): AsyncGenerator<TablePage> {
	let table: Table | undefined;
	for await (const pieces of readTextBlocks(chunks, () => table?.lineBehind ?? 1, options.fileEncoding)) {
		table ??= new Table(pieces.join(''), options);
		yield* table.readPages(pieces);
	}
	if (table !== undefined) yield* table.readLastPages();
	if (table?.header === undefined) {
		throw new FileProblem(
			1,
			'The file is empty',
			'Check the step that makes the file: even without profiles it must begin with the column names.',
		);
	}
	options.onEnd?.(table.records);
}

class Table {
	header?: Header;
	rowsRead = 0;
	private readonly scanner: RecordScanner;
	private readonly hasExcelHint: boolean;
	private maxRows: number;
	/** Of the page that is being filled, row by row. */
	private cells: string[] = [];
	private pageRows = 0;

	/** @param sample the beginning of the file, long enough to tell what separates its cells */
	constructor(
		sample: string,
		private readonly options: ReadOptions,
	) {
		// Excel writes and obeys a first line that names the delimiter.
		const delimiter = /^"?sep=([,;\t|])"?(?:[\r\n]|$)/i.exec(sample)?.[1];
		this.hasExcelHint = delimiter !== undefined;
		this.maxRows = options.maxPageRows ?? defaultPageRows;
		this.scanner = new RecordScanner(delimiter ?? detectDelimiter(sample));
	}

	get records(): number {
		return this.scanner.count;
	}

	/** Line that follows on everything read so far. */
	get lineBehind(): number {
		return this.scanner.nextLine + countLineBreaks(this.scanner.rest);
	}

	*readPages(pieces: readonly string[]): Generator<TablePage> {
		for (const piece of pieces) {
			this.scanner.append(piece);
			while (this.fillPage()) yield this.takePage();
		}
		yield this.takePage();
	}

	*readLastPages(): Generator<TablePage> {
		this.scanner.end();
		yield* this.readPages(['']);
	}

	/** The rows gathered since the last page. */
	private takePage(): TablePage {
		const { header, cells, pageRows } = this;
		const firstRow = this.rowsRead + 1;
		this.rowsRead += pageRows;
		this.cells = [];
		this.pageRows = 0;
		return new TablePage(firstRow, { size: pageRows, columns: header?.columns ?? [], cells });
	}

	/**
	 * Gathers rows until the page is full or the text is used up; false if it is used up. A plain loop: the engine
	 * optimizes it, and not that of a generator.
	 */
	private fillPage(): boolean {
		const { scanner, cells } = this;
		for (;;) {
			const start = cells.length;
			const width = scanner.next(cells);
			if (width === 0) return false;
			const { header } = this;
			if (isBlank(cells, start)) cells.length = start;
			else if (header === undefined) this.readHeader(cells.splice(start));
			else {
				if (width !== header.width) this.fitWidth(start, header.width);
				if (header.places.length < header.width) keepPlaces(cells, start, header.places);
				if (++this.pageRows >= this.maxRows) return true;
			}
		}
	}

	private readHeader(cells: readonly string[]): void {
		const { line } = this.scanner;
		if (this.hasExcelHint && line === 1) return;
		this.header = readHeader(cells, line, this.options.names);
		this.options.onHeader?.(this.header.columns);
		this.maxRows = Math.max(1, Math.min(this.maxRows, Math.floor(maxPageCells / cells.length)));
	}

	/** The last row of the page, whose cells begin at `start`, gets as many cells as there are columns. */
	private fitWidth(start: number, columns: number): void {
		const { line, isCutShort } = this.scanner;
		const { cells } = this;
		const width = cells.length - start;
		if (width < columns && isCutShort) {
			throw new FileProblem(
				line,
				`The file ends in the middle of a row, in line ${line}`,
				'The file was probably cut off on its way: export or upload it again. If that row is whole, end its line with a line break.',
			);
		}
		if (!isBlank(cells, start + columns)) {
			throw new FileProblem(
				line,
				`Line ${line} of the file has ${width} cells, but the header has ${columns === 1 ? '1 column' : `${columns} columns`}`,
				'A text that holds the character between the cells must be in quotation marks, and the first line of the file must hold the column names. Mend that line, or export the file again.',
			);
		}
		if (width > columns) cells.length = start + columns;
		else for (let missing = columns - width; missing > 0; missing--) cells.push('');
	}
}

/** Whether the cells from `start` to the end hold nothing. */
function isBlank(cells: readonly string[], start: number): boolean {
	for (let at = start; at < cells.length; at++) {
		const cell = cells[at];
		// Mostly the first character of the first cell tells.
		if (isVisibleLetter(cell.charCodeAt(0)) || !isBlankText(cell)) return false;
	}
	return true;
}

/** Printable ASCII; what else there is takes the long way. */
function isVisibleLetter(unit: number): boolean {
	return unit > 0x20 && unit < 0x7f;
}

/** Of the last row, whose cells begin at `start`, only those at these places stay. */
function keepPlaces(cells: string[], start: number, places: readonly number[]): void {
	places.forEach((place, column) => (cells[start + column] = cells[start + place]));
	cells.length = start + places.length;
}
