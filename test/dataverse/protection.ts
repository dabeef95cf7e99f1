import type { Clock } from '../loopback/clock';
import { throttled } from './errors';

/**
 * Service protection limits, for each user. https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
 */
export interface Limits {
	requests: number;
	executionSeconds: number;
	concurrent: number;
	windowSeconds: number;
}

export const documentedLimits: Readonly<Limits> = {
	requests: 6_000,
	executionSeconds: 1_200,
	concurrent: 52,
	windowSeconds: 300,
};

interface Usage {
	/** When each ended, and what it took. */
	recent: Array<{ at: number; milliseconds: number }>;
	milliseconds: number;
	inProgress: number;
	/** Refusals in a row: anybody who goes on is told to wait longer. */
	refusals: number;
}

export class Protection {
	private readonly usages = new Map<string, Usage>();

	constructor(
		readonly limits: Limits,
		private readonly clock: Clock,
	) {}

	/** Throws the refusal, or gives what is left, as the headers tell it. */
	admit(user: string): Record<string, string> {
		const usage = this.usageOf(user);
		const { requests, executionSeconds, concurrent, windowSeconds } = this.limits;
		if (usage.inProgress >= concurrent) throw throttled('concurrency', 2);
		const why =
			usage.recent.length >= requests
				? 'requests'
				: usage.milliseconds >= executionSeconds * 1_000
					? 'executionTime'
					: undefined;
		if (why !== undefined) {
			usage.refusals += 1;
			const untilOldestEnds = (usage.recent[0].at + windowSeconds * 1_000 - this.clock.now()) / 1_000;
			throw throttled(why, Math.ceil(Math.min(windowSeconds, untilOldestEnds * usage.refusals)));
		}
		usage.refusals = 0;
		return {
			'x-ms-ratelimit-burst-remaining-xrm-requests': String(Math.max(0, requests - usage.recent.length - 1)),
			'x-ms-ratelimit-time-remaining-xrm-requests': String(
				Math.max(0, executionSeconds - Math.ceil(usage.milliseconds / 1_000)),
			),
		};
	}

	begin(user: string): void {
		this.usageOf(user).inProgress += 1;
	}

	/** Time is judged after the fact. */
	end(user: string, milliseconds: number): void {
		const usage = this.usageOf(user);
		usage.inProgress -= 1;
		usage.recent.push({ at: this.clock.now(), milliseconds });
		usage.milliseconds += milliseconds;
	}

	private usageOf(user: string): Usage {
		const usage = this.usages.get(user) ?? { recent: [], milliseconds: 0, inProgress: 0, refusals: 0 };
		this.usages.set(user, usage);
		const since = this.clock.now() - this.limits.windowSeconds * 1_000;
		while (usage.recent.length > 0 && usage.recent[0].at <= since)
			usage.milliseconds -= usage.recent.shift()!.milliseconds;
		return usage;
	}
}
