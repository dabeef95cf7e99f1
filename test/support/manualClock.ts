/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { CancellableClock } from '../../nodes/shared/n8n/executionClock';

/** A clock whose time moves only when told, or to the next sleeper's end once everything else has come to rest. */
export interface ManualClock extends CancellableClock {
	/** Moves the time; who sleeps until then is woken. */
	advance(ms: number): Promise<void>;
	/** Ends every sleep, and from now on every call, with `reason`. */
	cancel(reason: Error): void;
	/** How long each sleep was, in order. */
	readonly sleeps: readonly number[];
	readonly breaths: number;
}

interface Sleeper {
	readonly until: number;
	readonly wake: () => void;
	readonly fail: (reason: Error) => void;
}

export function createManualClock(start = 0): ManualClock {
	let time = start;
	let breaths = 0;
	let cancelledFor: Error | undefined;
	let isTicking = false;
	const sleeps: number[] = [];
	let sleepers: Sleeper[] = [];

	function wakeUntil(moment: number): void {
		time = Math.max(time, moment);
		const due = sleepers.filter(({ until }) => until <= time).sort((a, b) => a.until - b.until);
		sleepers = sleepers.filter(({ until }) => until > time);
		due.forEach(({ wake }) => wake());
	}

	/** An immediate runs after all promises that can settle have settled. */
	function tick(): void {
		if (isTicking) return;
		isTicking = true;
		setImmediate(() => {
			isTicking = false;
			if (sleepers.length === 0) return;
			wakeUntil(Math.min(...sleepers.map(({ until }) => until)));
			if (sleepers.length > 0) tick();
		});
	}

	return {
		sleeps,
		get breaths() {
			return breaths;
		},
		now: () => time,
		elapsed: () => time,
		async sleep(ms) {
			if (cancelledFor) throw cancelledFor;
			sleeps.push(ms);
			await new Promise<void>((wake, fail) => {
				sleepers.push({ until: time + ms, wake, fail });
				tick();
			});
		},
		async breathe() {
			if (cancelledFor) throw cancelledFor;
			breaths++;
		},
		async unlessCancelled(work) {
			const result = await work;
			if (cancelledFor) throw cancelledFor;
			return result;
		},
		async advance(ms) {
			wakeUntil(time + ms);
			await new Promise((rested) => setImmediate(rested));
		},
		cancel(reason) {
			cancelledFor = reason;
			const asleep = sleepers;
			sleepers = [];
			asleep.forEach(({ fail }) => fail(reason));
		},
	};
}
