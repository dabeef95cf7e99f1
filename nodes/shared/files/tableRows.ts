import { hashUnits } from '../hash';
import type { LazyText } from './utf8';
import { decodeUtf8 } from './utf8';

const space = 0x20;
const firstUnits = 4_096;
const firstRows = 16;

/**
 * What the rows of one page lie in; it is used again for the next page of the same reading. A row whose cells stand
 * in the file's text just as they are is kept as places in that text, and only another one as a text of each cell: most
 * cells are merely looked at, compared and written. To find cells by units in an array takes little more than half the
 * time of asking the text for each unit (V8).
 */
export class PageMemory {
	/** UTF-16 code units of the texts, with a 0 behind each text. */
	units = new Uint16Array(firstUnits);
	/** Where each cell begins among the units, and the unit behind it: as many for each row as one of the file has. */
	starts = new Int32Array(0);
	ends = new Int32Array(0);
	/** Cells of rows that do not stand in the text as they are, one row after the other. */
	cells: string[] = [];
	/** Rows in the page that is being filled. */
	rows = 0;
	/** Pages handed out. */
	page = 0;
	/** How long the text is that was added last, in units. */
	lengthAdded = 0;
	private width = 0;
	private bytes = Buffer.from(this.units.buffer);
	private used = 0;
	private texts: LazyText[] = [];
	private textStarts: number[] = [];
	/** Of each row, in which text it stands, and where its cells begin among `cells`, -1 if it stands in a text. */
	private textOfRow = new Int32Array(0);
	private cellsOfRow = new Int32Array(0);
	/** Where the cells of a blank row begin among `cells`; -1 if there is none in the page. */
	private blankCells = -1;

	/** How many cells a row of the file has. */
	setWidth(width: number): void {
		this.width = width;
	}

	/** Forgets the texts: no row of a page lies in them any more. */
	forgetTexts(): void {
		this.used = 0;
		this.texts = [];
		this.textStarts = [];
	}

	/** @returns where the text begins among the units */
	addText(text: LazyText): number {
		const start = this.used;
		const { utf8 } = text;
		this.makeRoomForUnits(utf8 === undefined ? text.text.length : utf8.length);
		this.lengthAdded = utf8 === undefined ? -1 : decodeUtf8(utf8, this.units, start);
		if (this.lengthAdded < 0) {
			this.bytes.write(text.text, start * Uint16Array.BYTES_PER_ELEMENT, 'utf16le');
			this.lengthAdded = text.text.length;
		}
		this.used += this.lengthAdded + 1;
		this.units[this.used - 1] = 0;
		this.texts.push(text);
		this.textStarts.push(start);
		return start;
	}

	private makeRoomForUnits(more: number): void {
		const needed = this.used + more + 1;
		const { units } = this;
		if (needed <= units.length) return;
		this.units = new Uint16Array(2 * needed);
		this.units.set(units);
		this.bytes = Buffer.from(this.units.buffer);
	}

	/** Makes room for one more row that stands in the text added last, and tells where its places are to be put. */
	placesOfNext(): number {
		const first = this.rows * this.width;
		if (this.rows >= this.cellsOfRow.length) this.makeRoom();
		this.textOfRow[this.rows] = this.texts.length - 1;
		this.cellsOfRow[this.rows] = -1;
		return first;
	}

	/** Takes the row whose places were put there. */
	addRowInText(): void {
		this.rows++;
	}

	/** Makes texts of the row whose places were put there, at the end of `cells`. @returns how many */
	cutNext(): number {
		for (let place = 0; place < this.width; place++) this.cells.push(this.textOf(this.rows, place, place));
		return this.width;
	}

	/** Makes texts of all rows so far. @param places of the cells that are kept */
	cutAll(places: readonly number[]): void {
		for (let row = 0; row < this.rows; row++) {
			if (!this.isInText(row)) continue;
			const firstCell = this.cells.length;
			for (const place of places) this.cells.push(this.textOf(row, place, 0));
			this.cellsOfRow[row] = firstCell;
		}
	}

	/** Takes a row whose cells stand at the end of `cells`. */
	addRow(firstCell: number): void {
		if (this.rows >= this.cellsOfRow.length) this.makeRoom();
		this.cellsOfRow[this.rows++] = firstCell;
	}

	/** Takes a row of nothing but empty cells; all such rows of a page share theirs. */
	addBlankRow(columns: number): void {
		if (this.blankCells < 0) {
			this.blankCells = this.cells.length;
			for (let column = 0; column < columns; column++) this.cells.push('');
		}
		this.addRow(this.blankCells);
	}

	/** Begins the next page with the last rows of this one, which lie among `cells`. */
	next(kept: number): void {
		const size = this.rows - kept;
		const firstCell = kept > 0 ? this.cellsOfRow[size] : this.cells.length;
		this.cells = this.cells.slice(firstCell);
		this.blankCells = -1;
		for (let row = 0; row < kept; row++) this.cellsOfRow[row] = this.cellsOfRow[size + row] - firstCell;
		this.rows = kept;
		this.page++;
	}

	isInText(row: number): boolean {
		return this.cellsOfRow[row] < 0;
	}

	/** Where the cell of a row that stands in a text has its places. */
	at(row: number, place: number): number {
		return row * this.width + place;
	}

	/** @param place of the cell in a row of the file @param column of the cell in a row that lies among `cells` */
	textOf(row: number, place: number, column: number): string {
		const firstCell = this.cellsOfRow[row];
		if (firstCell >= 0) return this.cells[firstCell + column];
		const at = row * this.width + place;
		const text = this.textOfRow[row];
		const start = this.textStarts[text];
		return this.texts[text].text.slice(this.starts[at] - start, this.ends[at] - start);
	}

	private makeRoom(): void {
		const rows = Math.max(firstRows, 2 * this.rows);
		this.starts = grown(this.starts, rows * this.width);
		this.ends = grown(this.ends, rows * this.width);
		this.textOfRow = grown(this.textOfRow, rows);
		this.cellsOfRow = grown(this.cellsOfRow, rows);
	}
}

/** Whether the unit is one of those from `start` on that lie before `end`. */
export function holdsUnit(units: Uint16Array, start: number, end: number, unit: number): boolean {
	for (let at = start; at < end; at++) if (units[at] === unit) return true;
	return false;
}

/** The text of the UTF-16 code units from `start` on that lie before `end`. */
export function textOfUnits(units: Uint16Array, start: number, end: number): string {
	return Buffer.from(units.buffer, units.byteOffset).toString(
		'utf16le',
		start * Uint16Array.BYTES_PER_ELEMENT,
		end * Uint16Array.BYTES_PER_ELEMENT,
	);
}

function grown(before: Int32Array, length: number): Int32Array<ArrayBuffer> {
	const after = new Int32Array(Math.max(length, before.length));
	after.set(before);
	return after;
}

/**
 * The rows of a page of a table with named columns, every cell a text. They hold until the next page is asked for:
 * their memory is used again.
 */
export class TableRows {
	private readonly page: number;

	/**
	 * @param size rows
	 * @param columns their names; the same array for all pages of a file
	 * @param places of each column, where its cell stands in a row of the file
	 * @param first of the memory's rows
	 */
	constructor(
		readonly size: number,
		readonly columns: readonly string[],
		private readonly memory: PageMemory,
		private readonly places: readonly number[],
		private readonly first = 0,
	) {
		this.page = memory.page;
	}

	/** The same rows without those before `start` and those behind `size`. */
	slice(start: number, size: number): TableRows {
		this.hold();
		return new TableRows(size, this.columns, this.memory, this.places, this.first + start);
	}

	textOf(index: number, column: number): string {
		this.hold();
		return this.memory.textOf(this.first + index, this.places[column], column);
	}

	/** How long its rows are in the file, about: UTF-16 code units. */
	get characters(): number {
		let sum = 0;
		for (let index = 0; index < this.size; index++)
			for (let column = 0; column < this.columns.length; column++) sum += this.textOf(index, column).length + 1;
		return sum;
	}

	/**
	 * Whether the row's cells stand in the file's text just as they are: where, `startOf` and `endOf` tell then, among
	 * `units`.
	 */
	isInText(index: number): boolean {
		this.hold();
		return this.memory.isInText(this.first + index);
	}

	/** UTF-16 code units. */
	get units(): Uint16Array {
		return this.memory.units;
	}

	startOf(index: number, column: number): number {
		return this.memory.starts[this.memory.at(this.first + index, this.places[column])];
	}

	/** The unit behind the last one of the cell. */
	endOf(index: number, column: number): number {
		return this.memory.ends[this.memory.at(this.first + index, this.places[column])];
	}

	/**
	 * Hashes a cell without the blanks around it, as `hashText` does it.
	 * @param most its length at most, in UTF-16 code units
	 * @returns false where it is longer, or no plain text: it must be looked at as a text
	 */
	hashOf(index: number, column: number, seed: number, most: number, into: Int32Array): boolean {
		if (!this.isInText(index)) return false;
		const { units } = this;
		let start = this.startOf(index, column);
		let end = this.endOf(index, column);
		while (start < end && units[start] === space) start++;
		while (start < end && units[end - 1] === space) end--;
		return end - start <= most && hashUnits(units, start, end, seed, into);
	}

	/** The memory may hold another page by now. */
	private hold(): void {
		if (this.page !== this.memory.page) throw new Error('A page was asked for its rows after the next one was read');
	}
}
