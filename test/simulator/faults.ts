import type { ActivityKind } from './activities';
import {
	conflict,
	forbidden,
	htmlError,
	notFound,
	queueFull,
	quotaExceeded,
	throttled,
	unauthorized,
	type ApiError,
} from './errors';
import type { Reply } from './http';
import type { Random } from './random';

/** What the request meets instead of an answer; row 63 and the facts of §10. */
export type FaultKind =
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
	| 'conflict'
	/** The connection is reset before the request is taken in. */
	| 'resetBefore'
	/** The request is carried out, its answer is lost. */
	| 'resetAfter'
	/** Carried out, and then nothing ever comes. */
	| 'noAnswer'
	/** Carried out, the answer ends in the middle. */
	| 'cutAnswer'
	/** Carried out, the answer stops in the middle and the connection stays open. */
	| 'stalledAnswer'
	/** Carried out, the answer is 200-ish and not JSON. */
	| 'malformedJson'
	/** Carried out, the answer ends early and looks whole: something on the way cut it, and its length with it. */
	| 'shortAnswer'
	/** Carried out, answered `delayMs` late. */
	| 'slow';

export interface Fault {
	kind: FaultKind;
	method?: string;
	/** Against the path, /v3 and all. */
	path?: RegExp;
	host?: string;
	/** App key of the token. */
	clientId?: string;
	/** How often; once when left out. */
	times?: number;
	/** Lets that many matching requests pass first. */
	after?: number;
	/** Share of the matching requests that it strikes, drawn from the seed. */
	probability?: number;
	/** For `status`. */
	reply?: Reply;
	/** For `slow`. */
	delayMs?: number;
}

export interface ArrivingRequest {
	number: number;
	host: string;
	method: string;
	path: string;
	query: string;
	/** App key of the token; undefined where there is none. */
	clientId: string | undefined;
}

/**
 * 'drop': reset before it is taken in · 'dropAnswer': carried out, answer lost · or any fault that needs no more than
 * its name.
 */
export type Interference = 'drop' | 'dropAnswer' | FaultKind | undefined | void;

export interface ActivityFate {
	outcome: 'failed' | 'timed_out' | 'cancelled' | 'neverEnds' | 'vanishes';
	kind?: ActivityKind;
	times?: number;
	/** Lets that many activities of the kind pass first. */
	after?: number;
	/** How much of the work is done all the same: 0 (default) to 1. */
	share?: number;
}

interface Counted {
	times: number;
	after: number;
}

/** True where it is this one's turn; counts down. */
function strikes(counted: Counted): boolean {
	if (counted.after > 0) {
		counted.after -= 1;
		return false;
	}
	if (counted.times <= 0) return false;
	counted.times -= 1;
	return true;
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

export class Faults {
	/** For the next activities of a kind. */
	readonly activities = new ActivityFaults();

	/** How many requests each kind has struck. */
	readonly struck: Partial<Record<FaultKind, number>> = {};

	private readonly faults: Array<Fault & Counted> = [];

	private readonly listeners = new Set<(request: ArrivingRequest) => Interference>();

	constructor(private readonly random: Random) {}

	add(fault: Fault): void {
		this.faults.push({ ...fault, times: fault.times ?? 1, after: fault.after ?? 0 });
	}

	clear(): void {
		this.faults.length = 0;
		this.activities.clear();
	}

	/** Called with each request before it is handled, its token judged included; the answer may be a fault. */
	onRequest(listener: (request: ArrivingRequest) => Interference): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	interference(request: ArrivingRequest): Interference {
		for (const listener of this.listeners) {
			const wish = listener(request);
			if (wish) return wish;
		}
		return undefined;
	}

	take(request: Pick<ArrivingRequest, 'host' | 'method' | 'path' | 'clientId'>): Fault | undefined {
		const fault = this.faults.find(
			(held) =>
				(held.method === undefined || held.method === request.method) &&
				(held.host === undefined || held.host === request.host) &&
				(held.clientId === undefined || held.clientId === request.clientId) &&
				(held.path === undefined || held.path.test(request.path)) &&
				(held.probability === undefined || this.random.next() < held.probability) &&
				strikes(held),
		);
		if (fault) this.struck[fault.kind] = (this.struck[fault.kind] ?? 0) + 1;
		return fault;
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
