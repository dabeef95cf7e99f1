import type { FileFormat } from '../fileFormat';
import { detectFormat, tellingBytes } from '../fileFormat';
import { isGzip, unpacked } from '../gzip';
import { isBlankText, linesOf } from '../lines';
import type { ProfilePage } from '../pages';
import type { ReadOptions } from '../readOptions';
import { readDelimitedFile } from './delimited/delimitedFile';
import { readNdjsonFile } from './ndjsonFile';

type Reader = (chunks: AsyncIterable<Uint8Array>, options: ReadOptions) => AsyncGenerator<ProfilePage>;

const readers: Readonly<Record<FileFormat, Reader>> = { csv: readDelimitedFile, ndjson: readNdjsonFile };

export interface FileHints {
	readonly fileName?: string;
	readonly mimeType?: string;
}

/**
 * Reads a CSV or NDJSON file, whichever it is, packed by gzip or not, as pages of rows.
 * @param chunks bytes of the file in portions of any size; closed as soon as reading ends for any reason
 * @throws FileProblem if the file cannot be read for certain
 */
export async function* readProfileFile(
	chunks: AsyncIterable<Uint8Array>,
	hints: FileHints = {},
	options: ReadOptions = {},
): AsyncGenerator<ProfilePage> {
	yield* withBeginning(chunks, (firstBytes, file) =>
		isGzip(firstBytes)
			? withBeginning(unpacked(file), (unpackedBytes, text) => readText(unpackedBytes, text, hints, options))
			: readText(firstBytes, file, hints, options),
	);
}

function readText(
	firstBytes: Uint8Array,
	chunks: AsyncIterable<Uint8Array>,
	{ fileName, mimeType }: FileHints,
	options: ReadOptions,
): AsyncGenerator<ProfilePage> {
	const format = detectFormat(firstBytes, fileName, mimeType, options.fileEncoding);
	if (format === 'csv' && options.isKeyName?.(nameOfAddresses) && areAddresses(firstBytes))
		return readDelimitedFile(withName(chunks), { ...options, linesAdded: 1 });
	return readers[format](chunks, options);
}

/** What the column of a file is called that has nothing but addresses, one in each line, and no name above them. */
const nameOfAddresses = 'email';
const plainAddress = /^\s*"?[^\s@"<>,;|]+@[^\s@"<>,;|]+\.[^\s@"<>,;|]+"?\s*$/;
const byteOrderMark = /^\xef\xbb\xbf/;

function areAddresses(firstBytes: Uint8Array): boolean {
	const text = Buffer.from(firstBytes).toString('latin1').replace(byteOrderMark, '');
	const lines = linesOf(text);
	// The last one may go on.
	const whole = firstBytes.length < tellingBytes ? lines : lines.slice(0, -1);
	const filled = whole.filter((line) => !isBlankText(line));
	// Half of each letter is zero in UTF-16, which is left to a message.
	return filled.length > 0 && !text.includes('\0') && filled.every((line) => plainAddress.test(line));
}

/** A byte order mark in the first address is no part of it. */
async function* withName(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield Buffer.from(`${nameOfAddresses}\n`);
	yield* chunks;
}

/** Reads as the first bytes tell. The whole file is handed on, and closed in the end. */
async function* withBeginning(
	chunks: AsyncIterable<Uint8Array>,
	read: (firstBytes: Uint8Array, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<ProfilePage>,
): AsyncGenerator<ProfilePage> {
	const source = chunks[Symbol.asyncIterator]();
	try {
		const beginning: Uint8Array[] = [];
		let length = 0;
		while (length < tellingBytes) {
			const { done, value } = await source.next();
			if (done === true) break;
			beginning.push(value);
			length += value.length;
		}
		const firstBytes = Buffer.concat(beginning.map((chunk) => chunk.subarray(0, tellingBytes)));
		yield* read(firstBytes, chain(beginning, source));
	} finally {
		await source.return?.();
	}
}

async function* chain(beginning: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	// Let go of each chunk at once: one may be the whole file.
	for (let chunk = beginning.shift(); chunk !== undefined; chunk = beginning.shift()) yield chunk;
	for (let result = await source.next(); result.done !== true; result = await source.next()) yield result.value;
}
