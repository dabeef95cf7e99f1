/** Milliseconds in a day of 24 hours. */
export const dayMs = 24 * 60 * 60 * 1_000;

/** The time, as the core sees it. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms` milliseconds; throws a Problem as soon as the execution is cancelled. */
	sleep(ms: number): Promise<void>;
	/**
	 * Lets others run if this run has held the event loop for a while; throws a Problem once the execution is cancelled.
	 */
	breathe(): Promise<void>;
}
