import type { ProblemKind } from '../problem';

const kinds: Readonly<Record<number, ProblemKind>> = {
	400: 'invalid',
	401: 'auth',
	403: 'forbidden',
	404: 'notFound',
	408: 'noAnswer',
	409: 'conflict',
	429: 'throttled',
};

/** What a refusal's status tells by itself, whichever service refuses (RFC 9110, RFC 6585). */
export function kindOfStatus(status: number): ProblemKind {
	return kinds[status] ?? (status >= 500 ? 'unavailable' : 'unexpected');
}

/** Neither service sends a request of ours on. Something between does: a proxy that wants to be signed in to. */
export const isRedirect = (status: number) => status >= 300 && status < 400;
