import type { Clock } from '../loopback/clock';
import type { Switches } from './switches';

export interface Limits {
	/** 4 by default. Infinity allowed. */
	perSecond: number;
	/** 10,000 by default, until 00:00 UTC. Infinity allowed. */
	perDay: number;
	/** 1 by default, for the token endpoint. Infinity allowed. */
	tokensPerSecond: number;
	/** 1,000 by default: unfinished activities of an account. */
	queuedActivities: number;
}

export const documentedLimits: Readonly<Limits> = {
	perSecond: 4,
	perDay: 10_000,
	tokensPerSecond: 1,
	queuedActivities: 1_000,
};

interface Usage {
	recent: number[];
	day: number;
	usedToday: number;
}

/** Counted per app key over all its tokens, in any sliding second and per UTC day. */
export class RateLimits {
	private readonly usages = new Map<string, Usage>();

	private readonly lastTokenAt = new Map<string, number>();

	constructor(
		readonly limits: Limits,
		private readonly clock: Clock,
		private readonly switches: Switches,
	) {}

	/** `at` is monotonic; the day follows the simulator's clock. */
	judge(clientId: string, at: number): 'throttled' | 'quotaExceeded' | undefined {
		const usage = this.usageOf(clientId);
		while (usage.recent.length > 0 && at - usage.recent[0] >= 1000) usage.recent.shift();
		const verdict =
			usage.recent.length >= this.limits.perSecond
				? 'throttled'
				: usage.usedToday >= this.limits.perDay
					? 'quotaExceeded'
					: undefined;
		const counted = this.switches.refusedCallsCount;
		if (verdict === undefined || counted !== 'never') usage.usedToday += 1;
		if (verdict === undefined || counted === 'dayAndSecond') usage.recent.push(at);
		return verdict;
	}

	allowsToken(clientId: string, at: number): boolean {
		const last = this.lastTokenAt.get(clientId) ?? -Infinity;
		if (at - last < 1000 / this.limits.tokensPerSecond) return false;
		this.lastTokenAt.set(clientId, at);
		return true;
	}

	usedToday(clientId: string): number {
		return this.usageOf(clientId).usedToday;
	}

	setUsedToday(clientId: string, count: number): void {
		this.usageOf(clientId).usedToday = count;
	}

	private usageOf(clientId: string): Usage {
		const day = Math.floor(this.clock.now() / 86_400_000);
		const usage = this.usages.get(clientId) ?? { recent: [], day, usedToday: 0 };
		if (usage.day !== day) Object.assign(usage, { day, usedToday: 0 });
		this.usages.set(clientId, usage);
		return usage;
	}
}
