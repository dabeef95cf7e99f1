import { FileProblem } from './fileProblem';

/** Whether a file is packed by gzip (https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1). */
export function isGzip(firstBytes: Uint8Array): boolean {
	return firstBytes[0] === 0x1f && firstBytes[1] === 0x8b;
}

/**
 * The bytes of a packed file. They are unpacked as they are asked for, some kilobytes at a time, however far the file
 * blows up.
 * @throws FileProblem where it is damaged or does not come to its end
 */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const { readable, writable } = new DecompressionStream('gzip');
	const reader = readable.getReader();
	let sourceFailure: unknown;
	const feeding = feed(chunks, writable.getWriter(), (error) => (sourceFailure = error));
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
	} catch {
		throw sourceFailure ?? damaged();
	} finally {
		await reader.cancel().catch(() => undefined);
		await feeding;
	}
}

/**
 * Each write is waited for: Node lets thousands of chunks queue up before a pipe (`pipeThrough`) would wait.
 * @param onFailure told what the source throws, which the reader is to hand on
 */
async function feed(
	chunks: AsyncIterable<Uint8Array>,
	writer: WritableStreamDefaultWriter<Uint8Array>,
	onFailure: (error: unknown) => void,
): Promise<void> {
	let isReading = true;
	try {
		for await (const chunk of chunks) {
			isReading = false;
			await writer.write(chunk);
			isReading = true;
		}
		isReading = false;
		await writer.close();
	} catch (error) {
		if (isReading) onFailure(error);
		await writer.abort(error).catch(() => undefined);
	}
}

function damaged(): FileProblem {
	return new FileProblem(
		1,
		'The file is packed (gzip), and it is damaged or was cut off on its way',
		'Export or upload it again. If that does not help, unpack it before this node, for example with the Compression node.',
	);
}
