import { isBlankText } from '../../lines';
import { TablePage } from '../../pages';
import type { ReadOptions } from '../../readOptions';
import { holdsUnit, PageMemory, TableRows } from '../../tableRows';
import type { TextPiece } from '../../textBlocks';
import { readTextBlocks, textOf } from '../../textBlocks';
import type { LazyText } from '../../utf8';
import type { Header } from './beginning/header';
import { keyNamePlace, namesAgain, otherNames } from './beginning/header';
import { readTableHead } from './beginning/tableHead';
import type { TableStart } from './beginning/tableStart';
import { showsLinesAbove, startOfTable } from './beginning/tableStart';
import { DrawnTable } from './drawnTable';
import { emptyFile, endsWithinRow, perhapsTornTable, torn, tornTable, unlikeHeader } from './records/delimitedProblems';
import { RecordScanner } from './records/delimitedRecords';
import { ShortRows } from './shortRows';
import { hasEscapedBreaks, holdsTabEscapes, unescapeCells } from './tabEscapes';
import { closesTable } from './tableEnd';

/** Bounds what a page takes where a row has very many columns. */
const maxPageCells = 100_000;

/**
 * As many as a block of the file usually has, or more: each page goes through a chain of generators, whose promises and
 * results are much of what the reading of a large file throws away.
 */
const defaultPageRows = 2_000;

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
	const { fileEncoding, rowMarks, isWanted } = options;
	const findUnwanted = isWanted && rowMarks?.finder(isWanted);
	for await (const pieces of readTextBlocks(chunks, () => table?.lineBehind ?? 1, fileEncoding, findUnwanted)) {
		table ??= new Table(textOf(pieces), options);
		yield* table.readPages(pieces);
	}
	if (table !== undefined) yield* table.readLastPages();
	if (table?.header === undefined) throw emptyFile();
	table.checkEnd();
	options.onEnd?.(table.records);
	table.tellPassedOver();
}

const atSign = 0x40;

/** Lines below the last profile, at most: where there are more, they are profiles without an address. */
const maxLinesBelow = 20;

class Table {
	header?: Header;
	rowsRead = 0;
	private readonly scanner: RecordScanner;
	private readonly start: TableStart;
	private readonly hasEscapes: boolean;
	/** Whether a backslash at the end of a row that is too short may stand before a line break of its last cell. */
	private readonly tearsAtBackslash: boolean;
	private maxRows: number;
	/** Records below the column names that tell about the columns, and are still to be passed over. */
	private captions = 0;
	/** Of them, those that have been passed over. */
	private captionsRead = 0;
	private readonly drawn = new DrawnTable();
	/** Characters above the column names that are still to be passed over. */
	private toSkip: number;
	/** Of the page that is being filled. */
	private readonly memory = new PageMemory();
	/** Where the cells of the columns stand in a row. */
	private places: readonly number[] = [];
	/** Whether they stand there one after the other from its start. */
	private isInOrder = true;
	/** Where the address stands in a row; nowhere, if nobody says by which names it is known. */
	private keyPlaces: readonly number[] = [];
	/** Rows at the page's end that are no profiles if the file ends with them. */
	private rowsBelow = 0;
	/** Rows of nothing but empty cells since the last profile. */
	private blankRows = 0;
	/** Empty cells that rows have behind their last column; any number where no profiles are found by an address. */
	private surplus: number | undefined;
	private readonly shortRows: ShortRows;
	/** The line of the first row that may be a part of another one, in a drawn table. */
	private perhapsTorn?: number;
	/** A row that may have been other column names, and where addresses would stand; no row below it has one so far. */
	private perhapsNames?: { readonly line: number; readonly row: number; readonly place: number };

	/** @param sample the beginning of the file, long enough to tell what separates its cells */
	constructor(
		private readonly sample: string,
		private readonly options: ReadOptions,
	) {
		this.start = startOfTable(sample, options.isKeyName);
		const { delimiter, quoting } = this.start;
		const isTabFile = delimiter === '\t' && options.isKeyName !== undefined;
		this.hasEscapes = isTabFile && holdsTabEscapes(sample);
		this.tearsAtBackslash = isTabFile && !hasEscapedBreaks(sample);
		this.toSkip = this.start.offset;
		const isUnquoted = ['\t', '|'].includes(delimiter) && options.isKeyName !== undefined;
		this.shortRows = new ShortRows(options.isWanted !== undefined, isUnquoted);
		this.maxRows = options.maxPageRows ?? defaultPageRows;
		this.scanner = new RecordScanner(delimiter, quoting, isTabFile && !this.tearsAtBackslash);
		this.scanner.nextLine += this.start.linesAbove - (options.linesAdded ?? 0);
	}

	/** Of the lines that were passed over, those that show something, and below them the empty rows of the sheet. */
	tellPassedOver(): void {
		this.options.onPassedOver?.({
			above: showsLinesAbove(this.sample, this.start) ? this.start.linesAbove : 0,
			captions: this.captionsRead,
			below: this.linesBelow,
		});
		const lone = this.shortRows.loneLines(this.rows - this.rowsBelow);
		if (lone.length > 0) this.options.onLoneLines?.(lone);
	}

	private get linesBelow(): number {
		return this.rowsBelow === 0 ? 0 : this.rowsBelow + this.blankRows;
	}

	get records(): number {
		return this.scanner.count;
	}

	/** Line that follows on everything read so far. */
	get lineBehind(): number {
		return this.scanner.lineBehind;
	}

	*readPages(pieces: readonly TextPiece[]): Generator<TablePage> {
		this.memory.forgetTexts();
		for (const piece of pieces) {
			for (let row = 0; row < piece.rowsPassedOver; row++) if (this.addUnwanted()) yield* this.takePage();
			const { isBetweenRows, rows, scanner } = this;
			const { count, hasEscapes, leavesMarks } = scanner;
			this.append(piece);
			while (this.fillPage()) yield* this.takePage();
			// Nothing but rows, that is no column names again, and nothing that tells how others are written.
			const isOfOneKind = hasEscapes === scanner.hasEscapes && leavesMarks === scanner.leavesMarks;
			const isPlain = this.rows - rows === scanner.count - count && isOfOneKind;
			if (isBetweenRows && this.isBetweenRows && isPlain)
				this.options.rowMarks?.note(piece.start, { end: piece.end, rows: this.rows - rows }, rows + 1);
		}
		yield* this.takePage();
	}

	*readLastPages(): Generator<TablePage> {
		this.scanner.end();
		this.append({ text: '' });
		while (this.fillPage()) yield* this.takePage();
		yield* this.takePage();
	}

	/** Continues the text, without what stands above the column names. */
	private append(piece: LazyText): void {
		if (this.toSkip === 0) return this.scanner.append(piece);
		const skipped = Math.min(this.toSkip, piece.text.length);
		this.toSkip -= skipped;
		if (skipped < piece.text.length) this.scanner.append({ text: piece.text.slice(skipped) });
	}

	/** Rows read so far. */
	private get rows(): number {
		return this.rowsRead + this.memory.rows;
	}

	/** Whether the text read so far ends with a row that is one for certain. */
	private get isBetweenRows(): boolean {
		return (
			this.header !== undefined &&
			this.captionsRead === this.captions &&
			this.rowsBelow + this.blankRows === 0 &&
			!this.scanner.hasRest
		);
	}

	/** The rows gathered since the last page, without those that may stand below the last profile. */
	private *takePage(): Generator<TablePage> {
		const { memory } = this;
		const size = memory.rows - this.rowsBelow;
		const rows = new TableRows(size, this.header?.columns ?? [], memory, this.places);
		yield new TablePage(this.rowsRead + 1, rows);
		this.rowsRead += size;
		memory.next(this.rowsBelow);
	}

	/**
	 * Gathers rows until the page is full or the text is used up; false if it is used up. A plain loop: the engine
	 * optimizes it, and not that of a generator.
	 */
	private fillPage(): boolean {
		const { scanner, memory } = this;
		for (;;) {
			const { header } = this;
			const { cells } = memory;
			const start = cells.length;
			const isInText =
				header !== undefined && this.captionsRead === this.captions && scanner.nextInText(header.width, memory);
			if (isInText && this.isPlainProfile(header)) {
				memory.addRowInText();
				this.rowsBelow = this.blankRows = 0;
				if (memory.rows >= this.maxRows) return true;
				continue;
			}
			const width = isInText ? memory.cutNext() : scanner.next(cells);
			if (width === 0) return false;
			if (isBlank(cells, start) || (scanner.isCutShort && width === 1 && this.isRemainder(cells[start]))) {
				cells.length = start;
				if (width > 1) this.blankRows++;
			} else if (header === undefined) this.readHeader(cells.splice(start));
			else if (this.captionsRead < this.captions) {
				this.captionsRead++;
				this.drawn.readCaption(cells.splice(start));
			} else if (this.isProfile(start, width, header)) {
				if (this.captions > 0) this.checkDrawn(cells.slice(start), header, this.holdsAddress(start));
				if (this.hasEscapes) unescapeCells(cells, start);
				if (width !== header.width) this.fitWidth(start, header.width);
				if (!this.isInOrder) keepPlaces(cells, start, this.places);
				memory.addRow(start);
				if (memory.rows - this.rowsBelow >= this.maxRows) return true;
			}
		}
	}

	/** @throws FileProblem if a row of a drawn table is not whole */
	private checkDrawn(row: readonly string[], { width }: Header, isAddressed: boolean): void {
		const { drawn, scanner } = this;
		if (drawn.isTorn(row, width, isAddressed)) throw tornTable(scanner.line);
		drawn.count(row);
		const isKeyed = this.keyPlaces.length > 0;
		if (isKeyed && !isAddressed && drawn.isPerhapsRest(row, width)) this.perhapsTorn ??= scanner.line;
	}

	/**
	 * A file that has been read before has proved to be whole.
	 * @throws FileProblem if a row of a drawn table may be a part of another one, as the number of all does not tell
	 */
	checkEnd(): void {
		const { perhapsTorn } = this;
		if (perhapsTorn !== undefined && this.drawn.mayGoOn && this.options.isWanted === undefined)
			throw perhapsTornTable(perhapsTorn);
	}

	/**
	 * Whether the row read last, which stands in the text as it is, is a profile for certain: by its address, or, where
	 * nobody says by which names that is known, since something is in it.
	 */
	private isPlainProfile({ width }: Header): boolean {
		const { memory, keyPlaces } = this;
		if (this.hasEscapes || this.captions > 0) return false;
		const { units, starts, ends, rows } = memory;
		const first = rows * width;
		if (keyPlaces.length === 0) {
			for (let place = first; place < first + width; place++)
				if (starts[place] < ends[place] && isSeen(units[starts[place]])) return true;
			return false;
		}
		for (let index = 0; index < keyPlaces.length; index++) {
			const place = first + keyPlaces[index];
			if (holdsUnit(units, starts[place], ends[place], atSign)) return true;
		}
		return false;
	}

	/** @returns whether the page is full with this row, of which nobody wants anything but that it is there */
	private addUnwanted(): boolean {
		const { memory } = this;
		memory.addBlankRow(this.header?.columns.length ?? 0);
		return memory.rows >= this.maxRows;
	}

	/** What DOS (Ctrl-Z) and files whose room was taken before (NUL) leave behind the last line. */
	private isRemainder(cell: string): boolean {
		return this.header !== undefined && this.header.width > 1 && isBlankText(cell);
	}

	/**
	 * Whether the row whose cells begin at `start` is a profile, or may be one: only column names that come again are
	 * none for certain. A row that shows little and no address may stand below the last profile.
	 */
	private isProfile(start: number, width: number, header: Header): boolean {
		const { keyPlaces, scanner } = this;
		const { cells } = this.memory;
		if (keyPlaces.length > 0 && !this.holdsAddress(start)) {
			const row = cells.slice(start);
			const places = this.namesAgain(row, header);
			if (places !== undefined) {
				cells.length = start;
				this.usePlaces(places, header);
				return false;
			}
			const filled = row.filter((cell) => !isBlankText(cell)).length;
			const isUnkeyed = keyPlaces.every((place) => isBlankText(row[place] ?? ''));
			const isBelow = (isUnkeyed && filled * 2 < header.columns.length) || closesTable(row);
			const isWhole = !scanner.isCutShort || width === header.width || this.rowsBelow + this.blankRows > 0;
			if (isBelow && isWhole && this.rowsBelow < maxLinesBelow) {
				this.rowsBelow++;
				this.shortRows.areKnown = true;
				return true;
			}
		}
		if (this.rowsBelow + this.blankRows > 0) this.rowsBelow = this.blankRows = 0;
		return true;
	}

	/** Where the columns stand from now on, if a row without an address has their names again. */
	private namesAgain(row: readonly string[], header: Header): readonly number[] | undefined {
		const { keyPlaces, perhapsNames, rows } = this;
		const { isKeyName } = this.options;
		const { line } = this.scanner;
		if (isKeyName === undefined) return undefined;
		if (perhapsNames?.row === rows - 1) {
			if (row[perhapsNames.place]?.includes('@')) throw otherNames(perhapsNames.line);
			this.perhapsNames = { ...perhapsNames, row: rows };
		}
		const places = namesAgain(row, header, isKeyName, keyPlaces, line);
		const place = places === undefined ? keyNamePlace(row, header, isKeyName) : -1;
		if (place >= 0) this.perhapsNames = { line, row: rows, place };
		return places;
	}

	/** Whether the row whose cells begin at `start` is a profile's by its address. */
	private holdsAddress(start: number): boolean {
		const { cells } = this.memory;
		return this.keyPlaces.some((place) => cells[start + place]?.includes('@'));
	}

	private usePlaces(places: readonly number[], { columns, width }: Header): void {
		this.memory.cutAll(this.places);
		this.places = places;
		this.isInOrder = columns.length === width && places.every((place, column) => place === column);
		const { isKeyName } = this.options;
		this.keyPlaces = isKeyName === undefined ? [] : places.filter((_place, column) => isKeyName(columns[column]));
	}

	private readHeader(cells: readonly string[]): void {
		const { drawn, memory, options, sample, scanner, start } = this;
		const { header, captions, surplus } = readTableHead(cells, scanner.line, sample, start, options);
		this.header = header;
		this.captions = captions;
		this.surplus = surplus;
		drawn.readNames(cells);
		memory.setWidth(header.width);
		this.usePlaces(header.places, header);
		options.onHeader?.(header.columns);
		if (header.namesTwice.length > 0) options.onNamesTwice?.(header.namesTwice);
		this.maxRows = Math.max(1, Math.min(this.maxRows, Math.floor(maxPageCells / cells.length)));
	}

	/** The last row of the page, whose cells begin at `start`, gets as many cells as there are columns. */
	private fitWidth(start: number, columns: number): void {
		const { line, isCutShort } = this.scanner;
		const { cells } = this.memory;
		const width = cells.length - start;
		if (width < columns && isCutShort && !this.shortRows.areKnown) throw endsWithinRow(line);
		const isUsual = width - columns === (this.surplus ?? width - columns) && isBlank(cells, start + columns);
		if (width > columns && !isUsual) throw unlikeHeader(line, width, columns);
		if (width < columns && this.tearsAtBackslash && cells[cells.length - 1].endsWith('\\')) throw torn(line);
		if (width < columns) this.shortRows.meet(line, this.rows, width, columns, this.holdsAddress(start));
		if (width > columns) cells.length = start + columns;
		else for (let missing = columns - width; missing > 0; missing--) cells.push('');
	}
}

/** Whether the cells from `start` to the end hold nothing. */
function isBlank(cells: readonly string[], start: number): boolean {
	for (let at = start; at < cells.length; at++) {
		const cell = cells[at];
		// Mostly the first character of the first cell tells.
		if (isSeen(cell.charCodeAt(0)) || cell.trim() !== '') return false;
	}
	return true;
}

/** None of Unicode's blanks; from where most of them lie, all take the long way. */
function isSeen(unit: number): boolean {
	return unit > 0x20 && unit < 0x1680 && unit !== 0xa0;
}

/** Of the last row, whose cells begin at `start`, only those at these places stay, in this order. */
function keepPlaces(cells: string[], start: number, places: readonly number[]): void {
	const row = cells.splice(start);
	for (const place of places) cells.push(row[place]);
}
