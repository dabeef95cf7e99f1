/**
 * Keeps to so many requests in any second *as the server counts them*: a request may take any time to arrive, so even
 * spacing on our side does not do. A request counts from its start until a second after its answer; whoever would be one
 * too many waits. Whatever the network's jitter, no second then sees more than the limit.
 */
export interface Throttle {
	/** Runs `request` as soon as the limit allows. `sleep` waits so many milliseconds and may throw to give up. */
	run<Answer>(request: () => Promise<Answer>, sleep: (ms: number) => Promise<void>): Promise<Answer>;
}

/** Milliseconds beyond the second, for clocks that do not run alike. */
const windowMs = 1_050;

export function createThrottle(requestsPerWindow: number, now: () => number): Throttle {
	let travelling = 0;
	let answeredAt: number[] = [];

	/** Milliseconds to wait before a slot may be free; 0 if one is. */
	function waitMs(): number {
		const horizon = now() - windowMs;
		answeredAt = answeredAt.filter((at) => at > horizon);
		const taken = travelling + answeredAt.length;
		if (taken < requestsPerWindow) return 0;
		// Where all slots travel, their answers are awaited by looking again.
		return answeredAt.length > 0 ? Math.max(1, answeredAt[0] - horizon) : 20;
	}

	return {
		async run(request, sleep) {
			for (let wait = waitMs(); wait > 0; wait = waitMs()) await sleep(wait);
			travelling++;
			try {
				return await request();
			} finally {
				travelling--;
				answeredAt.push(now());
			}
		},
	};
}

/** One throttle per app key: Constant Contact counts by key, and executions in one process share it (API guide, "rate limits"). */
const throttles = new Map<string, Throttle>();

export function throttleOf(appKey: string, requestsPerWindow: number): Throttle {
	let throttle = throttles.get(appKey);
	if (throttle === undefined) throttles.set(appKey, (throttle = createThrottle(requestsPerWindow, () => performance.now())));
	return throttle;
}
