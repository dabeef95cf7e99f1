/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { setTimeout as sleep } from 'node:timers/promises';

import type { Reply } from './reply';
import type { Random } from './random';

/** What can happen to any request on its way, whatever is asked. */
export const wireFaults = [
	/** The connection is reset before the request is taken in. */
	'resetBefore',
	/** The request is carried out, its answer is lost. */
	'resetAfter',
	/** Carried out, and then nothing ever comes. */
	'noAnswer',
	/** Carried out, the answer ends in the middle. */
	'cutAnswer',
	/** Carried out, the answer stops in the middle and the connection stays open. */
	'stalledAnswer',
	/** Carried out, the answer is 200-ish and not JSON. */
	'malformedJson',
	/** Carried out, the answer ends early and looks whole: something on the way cut it, and its length with it. */
	'shortAnswer',
	/** Carried out, answered late. */
	'slow',
] as const;

export type WireFault = (typeof wireFaults)[number];

/** The fault, if it is one of the way and not of the answer. */
export function wireFaultOf(kind: string | undefined): WireFault | undefined {
	return wireFaults.find((fault) => fault === kind);
}

export interface RequestFault<Kind extends string> {
	kind: Kind;
	method?: string;
	/** Against the whole path. */
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
	/** For `slow`: a second when left out. */
	delayMs?: number;
	/** For `slow`, instead: what the answer waits for. */
	until?: () => Promise<unknown>;
}

/** Resolves when an answer is to come that is `slow`. */
export async function untilAnswered({
	delayMs = 1_000,
	until = async () => await sleep(delayMs),
}: Pick<RequestFault<string>, 'delayMs' | 'until'> = {}): Promise<void> {
	await until();
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

export interface Counted {
	times: number;
	after: number;
}

/** True where it is this one's turn; counts down. */
export function strikes(counted: Counted): boolean {
	if (counted.after > 0) {
		counted.after -= 1;
		return false;
	}
	if (counted.times <= 0) return false;
	counted.times -= 1;
	return true;
}

/**
 * 'drop': reset before it is taken in · 'dropAnswer': carried out, answer lost · or any fault that needs no more than
 * its name.
 */
export type InterferenceOf<Kind extends string> = Kind | 'drop' | 'dropAnswer' | undefined | void;

/** Which request meets what instead of its answer, or on the way of its answer. */
export class RequestFaults<Kind extends string, Fault extends RequestFault<Kind | WireFault>> {
	/** How many requests each kind has struck. */
	readonly struck: Partial<Record<Fault['kind'], number>> = {};

	private readonly faults: Array<Fault & Counted> = [];

	private readonly listeners = new Set<(request: ArrivingRequest) => InterferenceOf<Kind | WireFault>>();

	constructor(private readonly random: Random) {}

	add(fault: Fault): void {
		this.faults.push({ ...fault, times: fault.times ?? 1, after: fault.after ?? 0 });
	}

	clear(): void {
		this.faults.length = 0;
	}

	/** Called with each request before it is handled, its token judged included; the answer may be a fault. */
	onRequest(listener: (request: ArrivingRequest) => InterferenceOf<Kind | WireFault>): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** What this request meets, if anything. */
	meets(request: ArrivingRequest): Fault | { kind: Kind | WireFault } | undefined {
		for (const listener of this.listeners) {
			const wish = listener(request);
			if (wish) return { kind: wish === 'drop' ? 'resetBefore' : wish === 'dropAnswer' ? 'resetAfter' : wish };
		}
		return this.take(request);
	}

	private take(request: Pick<ArrivingRequest, 'host' | 'method' | 'path' | 'clientId'>): Fault | undefined {
		const fault = this.faults.find(
			(held) =>
				(held.method === undefined || held.method === request.method) &&
				(held.host === undefined || held.host === request.host) &&
				(held.clientId === undefined || held.clientId === request.clientId) &&
				(held.path === undefined || held.path.test(request.path)) &&
				(held.probability === undefined || this.random.next() < held.probability) &&
				strikes(held),
		);
		if (fault) this.struck[fault.kind as Fault['kind']] = (this.struck[fault.kind as Fault['kind']] ?? 0) + 1;
		return fault;
	}
}
