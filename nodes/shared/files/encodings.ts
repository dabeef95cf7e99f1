import { createGrowingBytes } from '../growingBytes';
import { FileProblem } from './fileProblem';
import { countLineBreaks } from './lines';

/** `auto`: UTF-8, or UTF-16 where the file says so; otherwise a name of an encoding that TextDecoder knows. */
export type FileEncoding = string;

/** Whether TextDecoder knows an encoding by this name (https://encoding.spec.whatwg.org/#names-and-labels). */
export function isKnownEncoding(name: string): boolean {
	try {
		if (name !== 'auto') new TextDecoder(name);
		return true;
	} catch {
		return false;
	}
}

/**
 * How a file is encoded. A byte order mark counts for more than what somebody chose, as in browsers. UTF-16 is known
 * without a mark, too (SQL Server's `bcp -w` writes none): of Latin letters every second byte is zero.
 * @param firstBytes the beginning of the file; some dozen bytes are plenty
 */
export function encodingOf(firstBytes: Uint8Array, chosen: FileEncoding = 'auto'): string {
	const [first, second, third, fourth] = firstBytes;
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe && (third !== 0 || fourth !== 0)) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	if (chosen !== 'auto') return new TextDecoder(chosen).encoding;
	const letters = firstBytes.subarray(0, 64);
	if (isZeroAtEvery(letters, 1)) return 'utf-16le';
	return isZeroAtEvery(letters, 0) ? 'utf-16be' : 'utf-8';
}

/** Whether of every pair of bytes exactly the one at this place is zero. */
function isZeroAtEvery(bytes: Uint8Array, place: 0 | 1): boolean {
	return bytes.length > 3 && bytes.every((byte, at) => (byte === 0) === (at % 2 === place));
}

/**
 * The same text in UTF-8, whose bytes pass as they are. What is handed out holds until the next is asked for.
 * @param chunks bytes in portions of at least some dozen, unless there are fewer
 * @throws FileProblem at the first character that the encoding does not have
 */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>, chosen?: FileEncoding): AsyncGenerator<Uint8Array> {
	let decoder: InstanceType<typeof TextDecoder> | undefined;
	const utf8 = createGrowingBytes();
	let line = 0;
	for await (const chunk of chunks) {
		if (line === 0) {
			line = 1;
			const encoding = encodingOf(chunk, chosen);
			if (encoding !== 'utf-8') decoder = new TextDecoder(encoding, { fatal: true });
		}
		if (decoder === undefined) {
			yield chunk;
			continue;
		}
		const text = decoded(decoder, chunk, line);
		line += countLineBreaks(text);
		utf8.addText(text);
		yield utf8.take();
	}
	const rest = decoder && decoded(decoder, undefined, line);
	if (rest) yield Buffer.from(rest);
}

/** @param bytes undefined at the end of the file */
function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | undefined, line: number): string {
	try {
		return decoder.decode(bytes, { stream: bytes !== undefined });
	} catch {
		throw bytes === undefined
			? new FileProblem(
					line,
					`The file ends in the middle of a character, in line ${line}`,
					'The file was probably cut off on its way. Export or upload it again.',
				)
			: new FileProblem(
					line,
					`The file holds characters, in line ${line} or behind it, that the encoding ${decoder.encoding} does not have`,
					"Choose another encoding in the option 'File Encoding', or save the file as UTF-8.",
				);
	}
}
