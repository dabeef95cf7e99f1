import type { CancellableClock } from '../../n8n/executionClock';

/**
 * Keeps to so many requests in any second *as the server counts them*: a request may take any time to arrive, so even
 * spacing on our side is not enough. A request counts from its start until a second after its answer; one that would be
 * one too many waits. Whatever the network's jitter, no second then sees more than the limit.
 */
export interface Throttle {
	/**
	 * Runs `request` as soon as the limit allows.
	 * @param wasOneTooMany whether the answer says that others use the same app key: then the whole process gives way to
	 * them
	 * @param givesWay whether it takes no slot that another one waits for
	 * @throws what `clock.sleep` throws to give up, and what `request` throws
	 */
	run<Answer>(
		request: () => Promise<Answer>,
		clock: PaceClock,
		wasOneTooMany?: (answer: Answer) => boolean,
		givesWay?: boolean,
	): Promise<Answer>;
}

export type PaceClock = Pick<CancellableClock, 'elapsed' | 'sleep'>;

/**
 * Milliseconds from an answer until its slot is free again: a second, and two milliseconds for clocks that do not run
 * alike. A request arrives before its answer comes back, so a second after the answer the server has forgotten it.
 */
const windowMs = 1_002;

/**
 * How processes that know nothing of one another come to share one limit: each halves its pace when it was refused, and
 * takes a little more after each answer. Anybody who has more loses more, so they end up alike.
 */
const smallestShare = 1 / 16;
const shareStep = 1 / 64;
/** Milliseconds without a refusal after which the others must have gone. */
const othersAreGoneAfterMs = 60_000;

/** @param requestsPerWindow how many requests the server takes in any second */
export function createThrottle(requestsPerWindow: number): Throttle {
	let travelling = 0;
	/** Requests that wait for a slot and give way to nobody. */
	let inLine = 0;
	let answeredAt: number[] = [];
	/** Of the limit, as much as the others seem to leave. */
	let share = 1;
	let gaveWayAt = -Infinity;

	/** Milliseconds to wait before a slot may be free; 0 if one is. */
	function waitMs(now: number, isLast: boolean): number {
		if (now - gaveWayAt > othersAreGoneAfterMs) share = 1;
		const pace = requestsPerWindow * share;
		const horizon = now - windowMs / Math.min(1, pace);
		answeredAt = answeredAt.filter((at) => at > horizon);
		const taken = travelling + answeredAt.length;
		if (taken < Math.max(1, Math.floor(pace)) && !(isLast && inLine > 0)) return 0;
		// While requests under way take all slots, nobody knows when one is free: it looks again soon.
		return answeredAt.length > 0 ? Math.max(1, answeredAt[0] - horizon) : 20;
	}

	function adapt(isOneTooMany: boolean, startedAt: number, now: number): void {
		if (!isOneTooMany) share = Math.min(1, share + shareStep);
		// Requests that were under way together are refused together: that is one sign, not several.
		else if (startedAt >= gaveWayAt) {
			share = Math.max(smallestShare, share / 2);
			gaveWayAt = now;
		}
	}

	return {
		async run(request, clock, wasOneTooMany = () => false, givesWay = false) {
			if (!givesWay) inLine++;
			try {
				for (let wait = waitMs(clock.elapsed(), givesWay); wait > 0; wait = waitMs(clock.elapsed(), givesWay))
					await clock.sleep(wait);
			} finally {
				if (!givesWay) inLine--;
			}
			travelling++;
			const startedAt = clock.elapsed();
			try {
				const answer = await request();
				adapt(wasOneTooMany(answer), startedAt, clock.elapsed());
				return answer;
			} finally {
				travelling--;
				answeredAt.push(clock.elapsed());
			}
		},
	};
}

/**
 * One throttle per app key: Constant Contact counts by key, and executions in one process share it (API guide, "rate
 * limits").
 */
const throttles = new Map<string, Throttle>();

export function throttleOf(appKey: string, requestsPerWindow: number): Throttle {
	let throttle = throttles.get(appKey);
	if (throttle === undefined) throttles.set(appKey, (throttle = createThrottle(requestsPerWindow)));
	return throttle;
}
