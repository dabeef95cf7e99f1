import { noAnswer, unreadableAnswer } from './refusals';

/** How often the reading of one file is taken up again, at most. */
const mostReopenings = 5;

/**
 * A file's bytes, whole: where they break off, the file is fetched again and the part that is known already is skipped.
 * Half of a list must not look like the whole of it, and a million rows are not read again for one lost connection.
 * @param open fetches the file from its start
 * @throws Problem if it breaks off again and again, or turns out to be another file than before
 */
export async function* wholeFile(
	open: () => Promise<AsyncIterable<Uint8Array>>,
	opened: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	let bytes = opened;
	/** How many bytes were handed on; the last of them are in `tail`. */
	let known = 0;
	let tail: Uint8Array = new Uint8Array(0);
	for (let reopenings = 0; ; reopenings++) {
		let position = 0;
		let isSameFile = true;
		try {
			for await (const chunk of bytes) {
				const start = position;
				position += chunk.length;
				isSameFile = start >= known || holdsTheSame(chunk, start, tail, known - tail.length);
				if (!isSameFile) break;
				if (position <= known) continue;
				tail = start < known ? chunk.subarray(known - start) : chunk;
				known = position;
				yield tail;
			}
		} catch {
			if (reopenings === mostReopenings) throw noAnswer();
			bytes = await open();
			continue;
		}
		if (!isSameFile || position < known) throw unreadableAnswer('an export');
		return;
	}
}

/** Whether two pieces of a file, each at its place in it, agree where they overlap. */
function holdsTheSame(piece: Uint8Array, at: number, other: Uint8Array, otherAt: number): boolean {
	const start = Math.max(at, otherAt);
	const end = Math.min(at + piece.length, otherAt + other.length);
	return (
		start >= end ||
		Buffer.compare(piece.subarray(start - at, end - at), other.subarray(start - otherAt, end - otherAt)) === 0
	);
}
