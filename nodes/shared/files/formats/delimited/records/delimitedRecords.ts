import { meansNothingUnquoted } from '../../../../values/emptyWords';
import { countLineBreaks, isBlankText } from '../../../lines';
import type { PageMemory } from '../../../tableRows';
import { maxRowBytes, rowTooLong } from '../../../textBlocks';
import type { LazyText } from '../../../utf8';
import { maxCells, neverClosed, textBehindQuote, tooManyCells } from './delimitedProblems';
import { usualQuoting } from './quoting';

const backslash = 0x5c;
const space = 0x20;
/** What xls2csv puts before each further sheet of a workbook, quotation marks or not. */
const formFeed = 0x0c;
const lf = 0x0a;
const cr = 0x0d;

/**
 * Cuts text into records and cells by RFC 4180, with line ends LF, CRLF and CR, as the first record that is not empty
 * shows. A quotation mark counts only where a cell begins (blanks before it aside); in the middle of a cell it is a
 * character like any other (5" pipe), since such a cell still ends at its delimiter. Where text goes on behind one with
 * a backslash before it, such do not end a cell from there on: Spark
 * (https://spark.apache.org/docs/latest/sql-data-sources-csv.html, `escape`), MySQL and PHP's fputcsv write them so.
 * Where every cell is in quotation marks, those within a text may be left as they are (react-csv, csvjson, and whoever
 * puts a file together by hand): then a cell ends only where another one begins, or its line ends. Some programs put no
 * quotation marks around a line break: a CR alone is a character like any other where lines end with LF
 * (findings/sheetjs-csv-digits-and-breaks.sh), and so is an LF alone where they end with CRLF and the record lacks
 * cells (SQL Server Management Studio, "Save Results As").
 */
export class RecordScanner {
	/** Records read so far. */
	count = 0;
	/** Line in which the record read last begins. */
	line = 1;
	/** Line in which the next record begins. */
	nextLine = 1;
	/** Whether the record read last ended with the file, without a line end. */
	isCutShort = false;

	private readonly delimiter: number;
	/** The quotation mark. */
	private readonly mark: string;
	private readonly quote: number;
	/** Whether a word for nothing is none where it has no quotation marks. */
	private readonly marksAllTexts: boolean;
	private readonly mayLeaveMarks: boolean;
	/** Characters above it end no cell: mostly all letters and digits, which are passed over with one look. */
	private readonly highestEnd: number;
	/** What is being read. */
	private source: LazyText = { text: '' };
	/** Its text, once somebody has asked for it. */
	private knownText: string | undefined = '';
	/** How long it is, in UTF-16 code units; -1 while nobody has looked at it. */
	private length = 0;
	/**
	 * Where the text begins in a page's memory; -1 if it is not there: with an unfinished record, each piece would be
	 * copied together with all before it.
	 */
	private inMemory = -1;
	private position = 0;
	/**
	 * Text too short to be worth another look at an unfinished record: looking at every piece would take quadratic time.
	 */
	private enoughText = 0;
	private isEnd = false;
	private lineBreaks = 0;
	private knowsLineEnds = false;
	/** Whether a CR alone ends a record. */
	private endsAtCr = true;
	/** Cells that stand before the one which an LF alone ends together with the record. */
	private cellsBeforeLf = 0;
	/** Whether a quotation mark with a backslash before it ends no cell. */
	hasEscapes = false;
	/** Whether quotation marks within texts are left as they are. */
	leavesMarks = false;
	/** Whether those within a text of the records so far stand twice. */
	private doublesMarks = false;
	/** Cells of the first record if all are in quotation marks, otherwise 0. */
	private markedWidth?: number;
	/** Cells in quotation marks of the record that is being read. */
	private marked = 0;

	/** @param hasEscapedBreaks whether a tab or line break behind a backslash is part of its cell */
	constructor(
		delimiter: string,
		{ mark, marksAllTexts, mayLeaveMarks } = usualQuoting,
		private readonly hasEscapedBreaks = false,
	) {
		this.delimiter = delimiter.charCodeAt(0);
		this.mark = mark;
		this.quote = mark.charCodeAt(0);
		this.marksAllTexts = marksAllTexts;
		this.mayLeaveMarks = mayLeaveMarks;
		this.highestEnd = Math.max(this.delimiter, lf, cr);
	}

	/** Whether there is text that has not been made into records yet. */
	get hasRest(): boolean {
		return this.position !== this.length;
	}

	/** Line that follows on everything appended; where that is still being decoded, the line in which it begins. */
	get lineBehind(): number {
		const isKnown = this.knownText !== undefined && this.hasRest;
		return this.nextLine + (isKnown ? countLineBreaks(this.text.slice(this.position)) : 0);
	}

	/** Continues the text. A piece must not end between CR and LF. */
	append(piece: LazyText): void {
		if (this.hasRest) {
			this.knownText = this.text.slice(this.position) + piece.text;
			this.source = { text: this.knownText };
			this.length = this.knownText.length;
		} else {
			this.source = piece;
			this.knownText = undefined;
			this.length = -1;
		}
		this.position = 0;
		this.inMemory = -1;
	}

	/** @throws FileProblem if it cannot be read */
	private get text(): string {
		if (this.knownText === undefined) {
			this.knownText = this.source.text;
			this.length = this.knownText.length;
		}
		return this.knownText;
	}

	/** No more text will come: what is left is the last record. */
	end(): void {
		this.isEnd = true;
	}

	/**
	 * Reads the next record and puts its cells at the end of `into`.
	 * @returns how many cells it has; 0 if there is no whole record in the text
	 * @throws FileProblem if a quoted cell is broken or does not come to an end, or the record has no end in sight
	 */
	next(into: string[]): number {
		if (!this.hasRest) return 0;
		const { text, delimiter, highestEnd, marksAllTexts } = this;
		const length = text.length;
		if (length === 0 || (length < this.enoughText && !this.isEnd)) return 0;
		let at = this.position;
		let width = 0;
		this.lineBreaks = 0;
		this.marked = 0;
		for (;;) {
			const opening = this.findOpeningQuote(at);
			if (opening >= 0) {
				at = this.readQuotedCell(opening, into);
				if (at < 0) return this.putOff(into, width);
			} else {
				const start = at;
				for (; at < length; at++) {
					const code = text.charCodeAt(at);
					if (code > highestEnd || (code !== delimiter && code !== lf && code !== cr)) continue;
					if (this.hasEscapedBreaks && this.isBehindBackslash(at)) {
						if (code === lf) this.lineBreaks++;
						continue;
					}
					if (code === delimiter || this.endsRecord(at, width)) break;
				}
				into.push(marksAllTexts ? unlessNothing(text.slice(start, at)) : text.slice(start, at));
			}
			if (++width > maxCells) throw tooManyCells(this.nextLine + this.lineBreaks);
			if (at === length || text.charCodeAt(at) !== delimiter) break;
			at++;
		}
		if (at === length && !this.isEnd) return this.putOff(into, width);
		const isWhole = this.marked === width && width === this.markedWidth;
		if (this.leavesMarks && !isWhole && !isBlankText(text.slice(this.position, at)))
			throw textBehindQuote(this.nextLine + this.lineBreaks);
		if (at > this.position) this.markedWidth ??= this.marked === width ? width : 0;
		this.finishRecord(at, width);
		return width;
	}

	/**
	 * Puts the places of the next record's cells into the memory if it has as many cells and each of them stands in the
	 * text just as it is: no quotation marks within a cell, no line break, and a line end as those before. Nearly all
	 * records of nearly all files do.
	 * @returns false where `next` must read it: nothing has happened then
	 */
	nextInText(width: number, memory: PageMemory): boolean {
		const { delimiter, quote, highestEnd } = this;
		if (!this.knowsLineEnds || this.endsAtCr || this.hasEscapedBreaks || this.marksAllTexts || this.hasEscapes)
			return false;
		if (this.leavesMarks) return false;
		if (this.enoughText > 0 && this.text.length < this.enoughText) return false;
		if (this.inMemory < 0) {
			this.inMemory = memory.addText(this.source);
			this.length = memory.lengthAdded;
		}
		const first = memory.placesOfNext();
		const { units, starts, ends } = memory;
		let at = this.inMemory + this.position;
		for (let place = first; ; place++) {
			let code = units[at];
			if (code === quote) {
				starts[place] = ++at;
				while ((code = units[at]) !== quote && code !== lf && code !== cr && code !== 0) at++;
				if (code !== quote || units[at - 1] === backslash) return false;
				ends[place] = at++;
				code = units[at];
			} else {
				if (code <= space && code !== delimiter && code !== lf && code !== cr) return false;
				starts[place] = at;
				while (code > highestEnd || (code !== delimiter && code !== lf && code !== cr && code !== 0))
					code = units[++at];
				ends[place] = at;
			}
			if (place === first + width - 1) break;
			if (code !== delimiter) return false;
			at++;
		}
		const isCrLf = units[at] === cr && units[at + 1] === lf;
		if (!isCrLf && (units[at] !== lf || this.cellsBeforeLf > 0)) return false;
		this.lineBreaks = 0;
		this.isCutShort = false;
		this.goOnAt(at - this.inMemory + (isCrLf ? 2 : 1));
		return true;
	}

	/** Of backslashes in a row, each second one is the text's own. */
	private isBehindBackslash(at: number): boolean {
		let before = at - 1;
		while (this.text.charCodeAt(before) === backslash) before--;
		return (at - before) % 2 === 0;
	}

	/** Whether the line break at `at` ends the record, of which `width` cells stand before this one. */
	private endsRecord(at: number, width: number): boolean {
		if (this.text.charCodeAt(at) === cr) return this.endsAtCr || this.text.charCodeAt(at + 1) === lf;
		return width >= this.cellsBeforeLf || at === this.position;
	}

	private finishRecord(end: number, width: number): void {
		const isCr = this.text.charCodeAt(end) === cr;
		const isCrLf = isCr && this.text.charCodeAt(end + 1) === lf;
		if (!this.knowsLineEnds && end > this.position) {
			this.knowsLineEnds = true;
			this.endsAtCr = isCr && !isCrLf;
			if (isCrLf) this.cellsBeforeLf = width - 1;
		}
		this.isCutShort = end === this.text.length;
		this.goOnAt(this.isCutShort ? end : end + (isCrLf ? 2 : 1));
	}

	private goOnAt(position: number): void {
		this.position = position;
		this.count++;
		this.line = this.nextLine;
		this.nextLine += this.lineBreaks + 1;
		this.enoughText = 0;
	}

	/** The record goes on in text that is still to come. */
	private putOff(into: string[], width: number): 0 {
		into.length -= width;
		const unfinished = this.text.length - this.position;
		if (unfinished > maxRowBytes) throw rowTooLong(this.nextLine);
		this.enoughText = 2 * unfinished;
		return 0;
	}

	/** Where the quotation mark is that opens the cell at `at`, or -1 if the cell is not quoted. */
	private findOpeningQuote(at: number): number {
		let code = this.text.charCodeAt(at);
		while (code <= space && (code === space || code === formFeed)) code = this.text.charCodeAt(++at);
		return code === this.quote ? at : -1;
	}

	/**
	 * Puts the cell away and gives the position of the delimiter or line end behind it, or -1 if the text ends within the
	 * cell.
	 */
	private readQuotedCell(opening: number, into: string[]): number {
		this.marked++;
		if (this.leavesMarks) return this.readMarkedCell(opening, into);
		const { text, mark, quote } = this;
		const linesBefore = this.lineBreaks;
		let hasDoubledQuotes = false;
		let hasEscapedQuotes = false;
		let at = opening + 1;
		for (; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === lf || (code === cr && text.charCodeAt(at + 1) !== lf)) this.lineBreaks++;
			if (code !== quote) continue;
			if (text.charCodeAt(at - 1) === backslash && this.isEscaped(at)) {
				hasEscapedQuotes = true;
				continue;
			}
			if (text.charCodeAt(at + 1) === quote) {
				hasDoubledQuotes = true;
				at++;
			} else if (!this.isApostropheWithin(at)) break;
		}
		const isUnclosed = at >= text.length;
		if (isUnclosed && !this.isEnd) return -1;
		const end = this.skipBlanks(at + 1);
		if (isUnclosed || this.isText(end)) {
			const isKnown = this.doublesMarks || this.hasEscapes;
			if (this.mayLeaveMarks && !isKnown && (this.markedWidth ?? 0) > 1) {
				this.lineBreaks = linesBefore;
				return this.readMarkedCell(opening, into);
			}
			throw isUnclosed ? neverClosed(this.nextLine + linesBefore) : textBehindQuote(this.nextLine + this.lineBreaks);
		}
		let cell = text.slice(opening + 1, at);
		if (hasDoubledQuotes) {
			cell = cell.replaceAll(mark + mark, mark);
			this.doublesMarks = true;
		}
		into.push(hasEscapedQuotes ? cell.replace(/\\(["'\\])/g, '$1') : cell);
		return end;
	}

	/** The same of a cell that ends where another one in quotation marks begins, or its line or the text so far ends. */
	private readMarkedCell(opening: number, into: string[]): number {
		const { text, delimiter, mark, quote } = this;
		const linesBefore = this.lineBreaks;
		for (let at = opening + 1; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === lf || (code === cr && text.charCodeAt(at + 1) !== lf)) this.lineBreaks++;
			if (code !== quote) continue;
			const behind = text.charCodeAt(at + 1);
			const isLast = at + 1 === text.length || behind === lf || behind === cr;
			if (!isLast && !(behind === delimiter && text.charCodeAt(at + 2) === quote)) continue;
			const cell = text.slice(opening + 1, at);
			// A line that begins with a mark is rather the next row, and this one is torn.
			if ([mark, '\n', '\r'].some((before) => cell.includes(before + mark)))
				throw textBehindQuote(this.nextLine + this.lineBreaks);
			this.leavesMarks = true;
			into.push(cell);
			return at + 1;
		}
		if (this.isEnd) throw neverClosed(this.nextLine + linesBefore);
		return -1;
	}

	/** Whether the quotation mark behind a backslash is one within the cell. */
	private isEscaped(at: number): boolean {
		if (!this.isBehindBackslash(at)) return false;
		return (this.hasEscapes ||= this.text.charCodeAt(at + 1) !== this.quote && this.isText(this.skipBlanks(at + 1)));
	}

	/**
	 * Whether it is one of the text's own, which SQLLine does not write twice (findings/sqlline-apostrophes.sh): names
	 * have such, and no cell ends before a letter or a digit.
	 */
	private isApostropheWithin(at: number): boolean {
		// Behind a delimiter or a line break it opens the next cell: the text before ends with one, as Kids' does.
		const before = this.text.charCodeAt(at - 1);
		if (this.mark !== "'" || before === this.delimiter || before === lf || before === cr) return false;
		return /[\p{L}\p{N}]/u.test(this.text.charAt(this.skipBlanks(at + 1)));
	}

	/** Whether neither a cell nor the text ends there. */
	private isText(at: number): boolean {
		const code = this.text.charCodeAt(at);
		return at < this.text.length && code !== this.delimiter && code !== lf && code !== cr;
	}

	private skipBlanks(at: number): number {
		while (this.text.charCodeAt(at) === space) at++;
		return at;
	}
}

const unlessNothing = (cell: string): string => (meansNothingUnquoted(cell) ? '' : cell);
