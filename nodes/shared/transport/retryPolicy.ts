import type { ProblemKind } from '../problem';

/** A request that failed, and how often. */
export interface FailedAttempt {
	readonly kind: ProblemKind;
	/** Failed attempts so far, this one included. */
	readonly attempts: number;
	/** Whether the request may be sent again although the lost one may have been taken in. */
	readonly repeatable: boolean;
	/** Whether even a refusal of the request itself may be temporary: then it is tried once more, a minute later. */
	readonly mayPass?: boolean;
}

interface Rule {
	readonly attempts: number;
	readonly firstDelayMs: number;
	readonly longestDelayMs: number;
	/** The service said no before it took anything in, so any request may be sent again. */
	readonly nothingWasTakenIn: boolean;
}

/**
 * `throttled`: somebody else uses the same app key; a second later it may go through (API guide, "rate limits"). The
 * throttle slows this process down as a whole, so the single request need not. `queueFull`: 1,000 activities wait in
 * the account; ours and others' drain in minutes (specification, Activities429ErrorResponse). `unavailable` (any
 * answer of 500 or more) and `noAnswer`: the request may have been taken in or not.
 */
const rules: Partial<Record<ProblemKind, Rule>> = {
	throttled: { attempts: 60, firstDelayMs: 1_100, longestDelayMs: 1_100, nothingWasTakenIn: true },
	queueFull: { attempts: 40, firstDelayMs: 5_000, longestDelayMs: 30_000, nothingWasTakenIn: true },
	unavailable: { attempts: 6, firstDelayMs: 1_000, longestDelayMs: 30_000, nothingWasTakenIn: false },
	noAnswer: { attempts: 6, firstDelayMs: 1_000, longestDelayMs: 30_000, nothingWasTakenIn: false },
};
const passingRefusal: Rule = { attempts: 2, firstDelayMs: 60_000, longestDelayMs: 60_000, nothingWasTakenIn: true };

/** Whether a request that failed like this may have been carried out all the same. */
export function isOutcomeUnknown(kind: ProblemKind): boolean {
	return rules[kind]?.nothingWasTakenIn === false;
}

/**
 * Whether to try again, and when.
 * @param random a number from 0 to 1, which spreads those who were refused together
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export function retryDelayMs(
	{ kind, attempts, repeatable, mayPass }: FailedAttempt,
	random: number,
): number | undefined {
	const rule = kind === 'invalid' && mayPass ? passingRefusal : rules[kind];
	if (rule === undefined || attempts >= rule.attempts) return undefined;
	if (!rule.nothingWasTakenIn && !repeatable) return undefined;
	const delayMs = Math.min(rule.firstDelayMs * 2 ** (attempts - 1), rule.longestDelayMs);
	return Math.round(delayMs * (1 + random / 2));
}
