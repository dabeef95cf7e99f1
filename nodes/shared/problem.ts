/** What a problem is, for programs: whether to try again, which words to use. */
export type ProblemKind =
	| 'configuration'
	| 'profiles'
	| 'cancelled'
	| 'auth'
	| 'forbidden'
	| 'notFound'
	| 'conflict'
	| 'invalid'
	| 'throttled'
	| 'quota'
	| 'queueFull'
	| 'unavailable'
	| 'noAnswer'
	| 'activity'
	| 'unexpected';

/** What a problem is made from. */
export interface ProblemDetails {
	readonly kind: ProblemKind;
	readonly message: string;
	readonly advice: string;
	/** HTTP status of the answer, where there was one. */
	readonly status?: number;
	/** Milliseconds since 1970, where a quota is used up. */
	readonly resetsAt?: number;
	/** Item to blame, counted from 0. */
	readonly itemIndex?: number;
}

/**
 * What stands in the way of a whole run, in words for a marketer.
 * `kind` tells a program what it is; message and advice tell a person: what happened, then how to get unstuck.
 */
export class Problem extends Error {
	readonly kind: ProblemKind;
	readonly advice: string;
	readonly status?: number;
	readonly resetsAt?: number;
	readonly itemIndex?: number;

	constructor(details: ProblemDetails) {
		super(details.message);
		this.name = 'Problem';
		this.kind = details.kind;
		this.advice = details.advice;
		this.status = details.status;
		this.resetsAt = details.resetsAt;
		this.itemIndex = details.itemIndex;
	}
}
