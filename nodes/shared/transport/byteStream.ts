import type { CancellableClock } from '../n8n/executionClock';
import type { Problem } from '../problem';

export function isByteStream(answer: unknown): answer is AsyncIterable<Uint8Array> {
	return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

/** Milliseconds between two looks at a file that is on its way. */
const lookMs = 1_000;

/**
 * The same bytes, ending as a lost connection does where nothing comes for too long: n8n's own time limit ends with the
 * beginning of an answer that is read as a stream.
 * @param lost what is thrown then
 * @throws Problem as soon as the execution is cancelled
 */
export async function* unlessStalled(
	bytes: AsyncIterable<Uint8Array>,
	mostSilenceMs: number,
	{ sleep }: Pick<CancellableClock, 'sleep'>,
	lost: () => Problem,
): AsyncGenerator<Uint8Array> {
	const pieces = bytes[Symbol.asyncIterator]();
	let silentMs = 0;
	let isAwaited = true;
	let isOver = false;
	const stalled = (async () => {
		while (!isOver && silentMs < mostSilenceMs) {
			await sleep(lookMs);
			silentMs = isAwaited ? silentMs + lookMs : 0;
		}
		return undefined;
	})();
	// Seen by the race below, or of no matter any more.
	stalled.catch(() => undefined);
	try {
		for (;;) {
			isAwaited = true;
			const piece = await Promise.race([pieces.next(), stalled]);
			isAwaited = false;
			silentMs = 0;
			if (piece === undefined) throw lost();
			if (piece.done) return;
			yield piece.value;
		}
	} finally {
		isOver = true;
		// What is asked of a silent stream comes after what was asked before, so it is ended from outside.
		if ('destroy' in bytes && typeof bytes.destroy === 'function') bytes.destroy();
	}
}
