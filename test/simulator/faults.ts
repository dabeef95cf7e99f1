import type { ActivityKind } from './activities';
import { type ApiError, htmlError, type Reply } from '../loopback/reply';
import { conflict, forbidden, notFound, queueFull, quotaExceeded, throttled, unauthorized } from './errors';
import {
	RequestFaults,
	strikes,
	type Counted,
	type InterferenceOf,
	type RequestFault,
	type WireFault,
} from '../loopback/requestFaults';

export type { ArrivingRequest } from '../loopback/requestFaults';

/** What the request meets instead of an answer. */
export type FaultKind =
	| WireFault
	/** Any status, with `reply`'s body. */
	| 'status'
	| 'html500'
	| 'html503'
	| 'throttled'
	| 'quotaExceeded'
	| 'queueFull'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	| 'conflict';

export type Fault = RequestFault<FaultKind>;
export type Interference = InterferenceOf<FaultKind>;

export interface ActivityFate {
	outcome: 'failed' | 'timed_out' | 'cancelled' | 'neverEnds' | 'vanishes';
	kind?: ActivityKind;
	times?: number;
	/** Lets that many activities of the kind pass first. */
	after?: number;
	/** How much of the work is done all the same: 0 (default) to 1. */
	share?: number;
}

export class ActivityFaults {
	private readonly fates: Array<ActivityFate & Counted> = [];

	add(fate: ActivityFate): void {
		this.fates.push({ ...fate, times: fate.times ?? 1, after: fate.after ?? 0 });
	}

	clear(): void {
		this.fates.length = 0;
	}

	take(kind: ActivityKind): { outcome: ActivityFate['outcome']; share: number } | undefined {
		const fate = this.fates.find((held) => (held.kind === undefined || held.kind === kind) && strikes(held));
		return fate && { outcome: fate.outcome, share: fate.share ?? 0 };
	}
}

export class Faults extends RequestFaults<FaultKind, Fault> {
	/** For the next activities of a kind. */
	readonly activities = new ActivityFaults();

	override clear(): void {
		super.clear();
		this.activities.clear();
	}
}

const refusals: Partial<Record<FaultKind, () => ApiError>> = {
	html500: () => htmlError(500),
	html503: () => htmlError(503),
	throttled,
	quotaExceeded,
	queueFull: () => queueFull('object'),
	unauthorized,
	forbidden: () => forbidden('Insufficient user privileges.'),
	notFound,
	conflict: () => conflict('The resource you are creating or updating conflicts with an existing resource.'),
};

/** The answer that takes the place of the real one; undefined where the request is carried out. */
export function replyOf(fault: Fault): Reply | undefined {
	if (fault.kind === 'status') return fault.reply ?? { status: 500 };
	return refusals[fault.kind]?.().reply;
}
