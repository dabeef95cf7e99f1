import { RequestFaults, type InterferenceOf, type RequestFault, type WireFault } from '../loopback/requestFaults';
import { missingPrivilege, noSuchProperty, noSuchTable, notAMember, refusal, throttled } from './errors';
import type { ApiError, Reply } from '../loopback/reply';

/** What a request for data meets instead of its answer, or in it. */
export type FaultKind =
	| WireFault
	/** Any status, with `reply`'s body. */
	| 'status'
	/** 429, with `retryAfterSeconds`; null for none. */
	| 'tooManyRequests'
	| 'tooMuchExecutionTime'
	| 'tooManyAtOnce'
	| 'unavailable'
	| 'badGateway'
	| 'gatewayTimeout'
	| 'unauthorized'
	| 'notAMember'
	| 'missingPrivilege'
	| 'noSuchTable'
	| 'noSuchColumn'
	/** The next link leads to a host that is not this environment. */
	| 'foreignNextLink'
	/** The next link leads to the page that was just given. */
	| 'sameNextLink'
	/** A page of ten times as many rows as anybody may ask for. */
	| 'hugePage';

export interface Fault extends RequestFault<FaultKind> {
	/** For the three kinds of 429: 1 when left out, null for an answer without the header. */
	retryAfterSeconds?: number | null;
}

export type Interference = InterferenceOf<FaultKind>;

export class Faults extends RequestFaults<FaultKind, Fault> {}

const html = (status: number, title: string): Reply => ({
	status,
	text: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	type: 'text/html',
});

/** The answer that takes the place of the real one; undefined where the request is carried out. */
export function replyOf(fault: Fault, table: string): Reply | undefined {
	const { retryAfterSeconds = 1 } = fault;
	const wait = retryAfterSeconds ?? undefined;
	const errors: Partial<Record<FaultKind, () => ApiError>> = {
		tooManyRequests: () => throttled('requests', wait),
		tooMuchExecutionTime: () => throttled('executionTime', wait),
		tooManyAtOnce: () => throttled('concurrency', wait),
		unavailable: () => refusal(503, '0x80044150', 'The service is temporarily unavailable. Please try again.'),
		unauthorized: () => refusal(401, '0x8005F101', 'The token has expired.'),
		notAMember,
		missingPrivilege: () => missingPrivilege('00000000-0000-0000-0000-000000000001', 1, `prvRead${table}`, table),
		noSuchTable: () => noSuchTable(table),
		noSuchColumn: () => noSuchProperty('msdynci_gone', table),
	};
	switch (fault.kind) {
		case 'status':
			return fault.reply ?? { status: 500 };
		case 'badGateway':
			return html(502, '502 Bad Gateway');
		case 'gatewayTimeout':
			return html(504, '504 Gateway Time-out');
		default:
			return errors[fault.kind]?.().reply;
	}
}
