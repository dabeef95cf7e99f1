import type { CancellableClock } from '../n8n/executionClock';
import type { Problem } from '../problem';

/** Whether an answer can be read piece by piece. */
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
	let failure: unknown;
	let stopWaiting: (reason: unknown) => void = () => undefined;
	void watch().catch(fail);
	try {
		for (;;) {
			const piece = await next();
			silentMs = 0;
			if (piece.done) return;
			yield piece.value;
		}
	} finally {
		isOver = true;
		// A silent stream would hear of its end only after the read that it has not answered, so it is ended from outside.
		if ('destroy' in bytes && typeof bytes.destroy === 'function') bytes.destroy();
	}

	async function watch(): Promise<void> {
		while (!isOver && silentMs < mostSilenceMs) {
			await sleep(lookMs);
			silentMs = isAwaited ? silentMs + lookMs : 0;
		}
		fail(lost());
	}

	function fail(reason: unknown): void {
		failure = reason;
		stopWaiting(reason);
	}

	/**
	 * A promise of its own for each piece: a race against one that lasts as long as the file would keep every piece in
	 * memory until the end of it.
	 */
	async function next(): Promise<IteratorResult<Uint8Array>> {
		isAwaited = true;
		try {
			return await new Promise((resolve, reject) => {
				stopWaiting = reject;
				if (failure !== undefined) reject(failure);
				else pieces.next().then(resolve, reject);
			});
		} finally {
			isAwaited = false;
		}
	}
}
