import { sleep } from 'n8n-workflow';
import { Problem } from '../problem';

/** n8n's event loop is shared by the editor, by every other execution and by a worker's locks. */
const longestHoldMs = 25;

/**
 * The time of one execution: n8n's `sleep`, the one timer its rules allow, ending early when the execution is
 * cancelled.
 */
export interface CancellableClock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Milliseconds on a clock that nobody sets: for the pace, which must not stop where the time is put back. */
	elapsed(): number;
	/** @throws Problem as soon as the execution is cancelled */
	sleep(ms: number): Promise<void>;
	/** Lets others run if the event loop was held for 25 ms. @throws Problem once the execution is cancelled */
	breathe(): Promise<void>;
	/**
	 * What `work` comes to. @throws Problem as soon as the execution is cancelled; nobody waits for the work any longer
	 * then
	 */
	unlessCancelled<Result>(work: Promise<Result>): Promise<Result>;
}

/** What an execution was at, in a word for the user, and what a stop in the middle of it means. */
const stopped = {
	export:
		'Run it again to finish: what has reached Constant Contact stays, and importing somebody twice changes nothing.',
	reading: 'Run it again: nothing was handed on, and nothing was changed.',
} as const;
export type Task = keyof typeof stopped;

/** @param signal n8n's cancel signal of the execution; undefined where there is none (the editor's look-ups) */
export function createClock(signal: AbortSignal | undefined, task: Task = 'export'): CancellableClock {
	let heldSince = Date.now();

	function throwIfCancelled(): void {
		if (signal?.aborted) throw cancelled(task);
	}

	return {
		now: () => Date.now(),
		elapsed: () => performance.now(),
		async sleep(ms) {
			throwIfCancelled();
			await untilAborted(sleep(ms, signal), signal);
			throwIfCancelled();
			heldSince = Date.now();
		},
		async breathe() {
			throwIfCancelled();
			if (Date.now() - heldSince < longestHoldMs) return;
			await sleep(0);
			heldSince = Date.now();
			throwIfCancelled();
		},
		async unlessCancelled(work) {
			const result = await untilAborted(work, signal);
			throwIfCancelled();
			return result as Awaited<typeof work>;
		},
	};
}

/**
 * Settles as `work` does, or resolves as soon as the signal is aborted. Older versions of n8n's `sleep` and of its
 * requests know no signal.
 */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result | void> {
	return new Promise((resolve, reject) => {
		const wake = () => resolve();
		if (signal?.aborted) wake();
		signal?.addEventListener('abort', wake);
		void work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', wake));
	});
}

/** Whatever breaks in an execution that was stopped broke because of that. */
export function unlessStopped(error: unknown, signal: AbortSignal | undefined, task: Task = 'export'): unknown {
	return signal?.aborted ? cancelled(task) : error;
}

function cancelled(task: Task): Problem {
	return new Problem({ kind: 'cancelled', message: `The ${task} was cancelled`, advice: stopped[task] });
}
