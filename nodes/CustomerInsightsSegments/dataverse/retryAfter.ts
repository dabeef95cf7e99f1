import { retryDelayMs } from '../../shared/transport/retryPolicy';
import type { ProblemKind } from '../../shared/problem';

/** Milliseconds that one request may be put off in all. */
export const longestPutOffMs = 30 * 60_000;

export interface PutOff {
	readonly kind: ProblemKind;
	/** Refusals so far, this one included. */
	readonly attempts: number;
	/** Milliseconds that the server asked us to wait; undefined if it did not say. */
	readonly askedMs: number | undefined;
	/** Milliseconds waited for this request so far. */
	readonly waitedMs: number;
}

/**
 * Whether to ask again, and when. Answers to throttled requests say how long to wait, often minutes, and longer to
 * clients that come back too early; where they do not say, it is twice as long each time ("Service protection API
 * limits", learn.microsoft.com/power-apps/developer/data-platform/api-limits).
 * @param random a number from 0 to 1
 * @returns milliseconds to wait, or undefined to give up
 */
export function putOffMs({ kind, attempts, askedMs, waitedMs }: PutOff, random: number): number | undefined {
	const ownMs =
		kind === 'throttled'
			? Math.min(1_000 * 2 ** attempts, 5 * 60_000) * (1 + random / 2)
			: retryDelayMs({ kind, attempts, repeatable: true }, random);
	if (ownMs === undefined) return undefined;
	// A moment more than asked: clocks do not run alike.
	const delayMs = Math.round(
		askedMs !== undefined && attempts === 1 ? askedMs + 200 * random : Math.max(askedMs ?? 0, ownMs),
	);
	return waitedMs + delayMs <= longestPutOffMs ? delayMs : undefined;
}

/**
 * Milliseconds that `Retry-After` asks for: seconds, or a date (RFC 9110, "Retry-After").
 * @param now milliseconds since 1970
 */
export function askedDelayMs(retryAfter: unknown, now: number): number | undefined {
	const text = String(Array.isArray(retryAfter) ? retryAfter[0] : (retryAfter ?? '')).trim();
	if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1_000;
	const date = /^[a-z]{3}, /i.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
