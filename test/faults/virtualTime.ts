/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { setTimeout } from 'node:timers/promises';
import type { CancellableClock } from '../../nodes/shared/n8n/executionClock';

/** Anybody who waits longer than this waits for ever. */
const mostWaitingMs = 3 * 3_600_000;

/** Not at once: what is on its way must have the time to arrive. */
const timesFaster = 500;
const longestNapMs = 3;

let waitedMs = 0;
let shiftMs = 0;
let allWaitedMs = 0;

/** The time of the runs of one cell: nobody waits for long, the clock goes forward instead. */
export const virtualTime = {
	/** Begins a run, so many milliseconds later than now. */
	begin(laterMs = 0): void {
		shiftMs = laterMs;
		waitedMs = 0;
	},
	/** Milliseconds that the run has waited so far. */
	get waitedMs() {
		return waitedMs;
	},
};

/** In place of the product's clock. */
export function createClock(): CancellableClock {
	return {
		now: () => Date.now() + shiftMs + waitedMs,
		elapsed: () => performance.now() + allWaitedMs,
		async sleep(ms) {
			waitedMs += ms;
			allWaitedMs += ms;
			if (waitedMs > mostWaitingMs)
				throw new Error(`The run hangs: it has waited for ${mostWaitingMs / 60_000} minutes`);
			await setTimeout(Math.min(longestNapMs, ms / timesFaster));
		},
		breathe: async () => undefined,
		unlessCancelled: async (work) => await work,
	};
}
