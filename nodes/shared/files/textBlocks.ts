import { createGrowingBytes } from '../growingBytes';
import { asUtf8, type FileEncoding } from './encodings';
import { refuseOtherFormats } from './fileFormat';
import { FileProblem } from './fileProblem';
import { countLineBreaks } from './lines';
import type { StretchFinder } from './rowMarks';
import type { LazyText } from './utf8';

/** Bytes read between two chances for others to run. */
const blockBytes = 65_536;
/**
 * Bytes decoded at a time. A cell that somebody keeps holds on to the whole text that it was cut from (V8), so texts
 * are small: ten thousand kept rows pin 20 MB, where they would pin 640 MB of whole blocks. Decoding costs the same.
 */
const pieceBytes = 2_048;
/**
 * Longest row, in bytes: an opened quotation mark that is never closed must not swallow the file, and a row is worked
 * on in one go. Dataverse has the longest texts we know of: 1,048,576 characters.
 */
export const maxRowBytes = 4_000_000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lf = 0x0a;
const cr = 0x0d;

/** Some text of a file, and the bytes in which it stands; or bytes that were passed over, with their rows. */
export class TextPiece implements LazyText {
	private decoded: string | undefined;

	/**
	 * @param start where its first byte lies, counted from the beginning of the file
	 * @param end where the byte behind its last one lies
	 * @param nextLine number of the line in which it begins; asked only when there is a problem
	 * @param rowsPassedOver rows in which nobody is wanted, instead of text
	 */
	constructor(
		readonly utf8: Uint8Array,
		readonly start: number,
		readonly end: number,
		private readonly nextLine: () => number,
		readonly rowsPassedOver = 0,
	) {}

	/** @throws FileProblem if it is not UTF-8, or longer than the longest row */
	get text(): string {
		return (this.decoded ??= this.decode());
	}

	private decode(): string {
		const text = this.utf8.length > maxRowBytes ? undefined : decode(this.utf8);
		if (text === undefined) throw unreadable(this.utf8, this.nextLine());
		return text;
	}
}

const noBytes = new Uint8Array(0);

/**
 * A file's text in blocks of small pieces. Each piece but the last of the file ends with a line end, and a CRLF is
 * never torn apart. The array is filled again for the next block.
 * @param chunks bytes in portions of any size, even the whole file at once
 * @param nextLine number of the line that follows on everything read so far; asked only when there is a problem
 * @param findUnwanted finds bytes that need not become text; not asked in the first block, which tells what the file is
 * @throws FileProblem if this is no text of that encoding, or of UTF-8 where none is chosen
 */
export async function* readTextBlocks(
	chunks: AsyncIterable<Uint8Array>,
	nextLine: () => number,
	encoding?: FileEncoding,
	findUnwanted?: StretchFinder,
): AsyncGenerator<TextPiece[]> {
	let before = 0;
	const pieces: TextPiece[] = [];
	for await (const block of lineBlocks(asUtf8(evenChunks(chunks), encoding))) {
		pieces.length = 0;
		const isFirst = before === 0;
		let start = isFirst ? byteOrderMarkLength(block) : 0;
		if (isFirst) refuseOtherFormats(block);
		while (start < block.length) {
			const unwanted = isFirst ? undefined : findUnwanted?.(before + start, before + block.length);
			if (unwanted !== undefined) {
				pieces.push(new TextPiece(noBytes, before + start, unwanted.end, nextLine, unwanted.rows));
				start = unwanted.end - before;
				continue;
			}
			const end = endOfPiece(block, start);
			const bytes = block.subarray(start, end);
			// Of what is decoded at once, the pieces before it have not been read.
			const isNow = isFirst || bytes.length > maxRowBytes;
			const line = isNow ? () => nextLine() + countLineBreaks(textOf(pieces)) : nextLine;
			const piece = new TextPiece(bytes, before + start, before + end, line);
			if (isNow) void piece.text;
			pieces.push(piece);
			start = end;
		}
		before += block.length;
		yield pieces;
	}
}

export function textOf(pieces: readonly TextPiece[]): string {
	return pieces.map(({ text }) => text).join('');
}

/** @param line in which the row begins, counted from 1 */
export function rowTooLong(line: number): FileProblem {
	return new FileProblem(
		line,
		`The row that begins in line ${line} of the file is longer than ${maxRowBytes / 1_000_000} MB`,
		'Look there for a quotation mark that is opened and never closed, and check that every profile has a line of its own.',
	);
}

/** Chunks of about `blockBytes` each: small ones put together, large ones cut without copying. */
async function* evenChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const small = createGrowingBytes();
	for await (const chunk of chunks) {
		if (chunk.length < blockBytes) {
			small.add(chunk);
			if (small.length < blockBytes) continue;
		}
		if (small.length > 0) yield small.take();
		if (chunk.length < blockBytes) continue;
		for (let start = 0; start < chunk.length; start += blockBytes) yield chunk.subarray(start, start + blockBytes);
	}
	if (small.length > 0) yield small.take();
}

/**
 * Blocks that end with a line end: all but the last, and one that holds more than the longest row without any. Each
 * lies in the same memory as the one before.
 */
async function* lineBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const gathered = createGrowingBytes();
	for await (const chunk of chunks) {
		const before = gathered.length;
		gathered.add(chunk);
		if (gathered.length < blockBytes / 2) continue;
		const cut = endOfLastLine(chunk);
		if (cut > 0) yield gathered.take(before + cut);
		else if (gathered.length > maxRowBytes) yield gathered.take();
	}
	if (gathered.length > 0) yield gathered.take();
}

/** Where the last whole line ends, or 0. A CR at the very end may be half of a CRLF. */
function endOfLastLine(bytes: Uint8Array): number {
	const afterLf = bytes.lastIndexOf(lf) + 1;
	return afterLf > 0 ? afterLf : bytes.subarray(0, -1).lastIndexOf(cr) + 1;
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
	return bytes[at] === lf || (bytes[at] === cr && bytes[at + 1] !== lf);
}

function endOfPiece(block: Uint8Array, start: number): number {
	let end = start + pieceBytes;
	if (end >= block.length) return block.length;
	while (end > start && !isLineEnd(block, end - 1)) end--;
	if (end > start) return end;
	end = start + pieceBytes;
	while (end < block.length && !isLineEnd(block, end - 1)) end++;
	return end;
}

function decode(bytes: Uint8Array): string | undefined {
	try {
		return utf8.decode(bytes);
	} catch {
		return undefined;
	}
}

function byteOrderMarkLength(bytes: Uint8Array): number {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function unreadable(bytes: Uint8Array, firstLine: number): FileProblem {
	if (bytes.length > maxRowBytes) return rowTooLong(firstLine);
	let end = 0;
	let line = firstLine;
	for (let start = 0; start < bytes.length; start = end, line++) {
		end = start + 1;
		while (end < bytes.length && !isLineEnd(bytes, end - 1)) end++;
		if (decode(bytes.subarray(start, end)) === undefined) break;
	}
	if (endsWithinCharacter(bytes)) {
		return new FileProblem(
			line,
			`The file ends in the middle of a character, in line ${line}`,
			'The file was probably cut off on its way. Export or upload it again.',
		);
	}
	return new FileProblem(
		line,
		`Line ${line} of the file holds characters that are not UTF-8`,
		'The file was probably saved as Windows-1252, Latin-1 or another older encoding. Save it again as UTF-8: in Excel choose the file type "CSV UTF-8 (Comma delimited)", elsewhere the encoding "UTF-8". Or name its encoding in the option \'File Encoding\', such as windows-1252 for Western Europe.',
	);
}

/** A multi-byte character that only lacks its end is what a broken transfer leaves. */
function endsWithinCharacter(bytes: Uint8Array): boolean {
	let start = bytes.length - 1;
	while (start > 0 && bytes[start] >= 0x80 && bytes[start] < 0xc0) start--;
	return bytes[start] >= 0xc2 && decode(bytes.subarray(0, start)) !== undefined;
}
