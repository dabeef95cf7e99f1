/** A job, as far as an answer tells of it (definition Activity). */
export interface AnsweredJob {
	readonly activity_id: string;
	readonly created_at?: string | null;
	readonly status?: Readonly<Record<string, unknown>> | null;
}

/**
 * The jobs of one execution: which ones Constant Contact has confirmed, and which one an answer that never came must
 * have started.
 */
export interface StartedJobs {
	/** Takes note of a job that this execution started. */
	confirm(job: AnsweredJob): void;
	/**
	 * The import that a POST may have started whose answer was lost; undefined if there is none, or several.
	 * @param newest the account's newest activities, in any order
	 */
	findImport<Job extends AnsweredJob>(rows: number, newest: readonly Job[]): Job | undefined;
}

/**
 * An activity tells neither what it does nor who started it (definition Activity). So one is taken for ours only where
 * nothing else is at hand: it is the only one in the account that came up since this execution's first job and that we
 * do not know, it came up after our latest one, and its counters do not speak against it. All by Constant Contact's own
 * clock. Even so it may be somebody else's, whose POST came between ours and the look: how it ends must be looked at.
 */
export function createStartedJobs(): StartedJobs {
	const confirmed = new Set<string>();
	let firstAt = NaN;
	let latestAt = NaN;

	return {
		confirm(job) {
			confirmed.add(job.activity_id);
			const at = createdAt(job);
			if (Number.isNaN(at)) return;
			firstAt = Number.isNaN(firstAt) ? at : Math.min(firstAt, at);
			latestAt = Number.isNaN(latestAt) ? at : Math.max(latestAt, at);
		},
		findImport(rows, newest) {
			const strangers = newest.filter((job) => !confirmed.has(job.activity_id) && createdAt(job) >= firstAt);
			const [candidate] = strangers;
			return strangers.length === 1 && createdAt(candidate) >= latestAt && mayImport(rows, candidate)
				? candidate
				: undefined;
		},
	};
}

/** Milliseconds since 1970 by Constant Contact's clock; NaN where it does not say. */
export function createdAt({ created_at }: AnsweredJob): number {
	return Date.parse(created_at ?? '');
}

/**
 * Definition ActivityImport, and what was seen of other jobs: counters that are there must fit, and all may be left
 * out. `items_total_count` may count a header.
 */
function mayImport(rows: number, { status }: AnsweredJob): boolean {
	const counters = status ?? {};
	const says = (name: string, ...counts: number[]) =>
		typeof counters[name] !== 'number' || counts.includes(counters[name]);
	return (
		typeof counters.list_count !== 'number' &&
		says('person_count', 0, rows) &&
		says('items_total_count', 0, rows, rows + 1)
	);
}
