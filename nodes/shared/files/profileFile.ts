import type { ProfilePage } from './pages';
import { readDelimitedFile } from './delimitedFile';
import { detectFormat } from './fileFormat';
import type { ReadOptions } from './fileProblem';
import { readNdjsonFile } from './ndjsonFile';

/** Bytes that tell the format. */
const tellingBytes = 512;

export interface FileHints {
	readonly fileName?: string;
	readonly mimeType?: string;
}

/**
 * Reads a CSV or NDJSON file, whichever it is, as pages of rows.
 * @param chunks bytes of the file in portions of any size; closed as soon as reading ends for any reason
 * @throws FileProblem if the file cannot be read for certain
 */
export async function* readSegmentFile(
	chunks: AsyncIterable<Uint8Array>,
	hints: FileHints = {},
	options: ReadOptions = {},
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
		const format = detectFormat(
			Buffer.concat(beginning.map((chunk) => chunk.subarray(0, tellingBytes))),
			hints.fileName,
			hints.mimeType,
		);
		const all = chain(beginning, source);
		yield* format === 'csv' ? readDelimitedFile(all, options) : readNdjsonFile(all, options);
	} finally {
		await source.return?.();
	}
}

async function* chain(beginning: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	// Let go of each chunk at once: one may be the whole file.
	for (let chunk = beginning.shift(); chunk !== undefined; chunk = beginning.shift()) yield chunk;
	for (let result = await source.next(); result.done !== true; result = await source.next()) yield result.value;
}
