import type { z } from 'zod';
import type { activityAnswer } from './answers';

type Job = z.output<typeof activityAnswer>;

/** What a job does, as far as the answer to its start would tell it apart from others. */
export type JobKind = { readonly is: 'import'; readonly rows: number } | { readonly is: 'tagging' | 'removal' };

/**
 * The jobs of one execution: which ones Constant Contact has confirmed, and which one an answer that never came must
 * have started.
 */
export interface StartedJobs {
	/** Takes note of a job that this execution started. */
	confirm(job: Job): void;
	/**
	 * The job that a POST has started whose answer was lost; undefined if there is none, or none beyond doubt.
	 * @param newest the account's newest activities, in any order
	 */
	findLost(kind: JobKind, newest: readonly Job[]): Job | undefined;
}

/**
 * An activity tells neither what it does nor who started it (definition Activity). So one is taken for ours only where
 * nothing else can be meant: it is the only one in the account that came up since this execution's first job and that
 * we do not know, it came up after our latest one, and its counters do not speak against it. All by Constant Contact's
 * own clock. Where anybody else is at work in the account, nothing is taken for ours: to send the same once more does
 * no harm, to wait for somebody else's job would.
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
		findLost(kind, newest) {
			const strangers = newest.filter((job) => !confirmed.has(job.activity_id) && createdAt(job) >= firstAt);
			const [candidate] = strangers;
			return strangers.length === 1 && createdAt(candidate) >= latestAt && mayBe(kind, candidate)
				? candidate
				: undefined;
		},
	};
}

/** Milliseconds since 1970 by Constant Contact's clock; NaN where it does not say. */
export function createdAt({ created_at }: Job): number {
	return Date.parse(created_at ?? '');
}

/**
 * Definitions ActivityImport, ActivityTaggingStatus and ActivityStatus: the counters that jobs of a kind have. All may
 * be left out.
 */
function mayBe(kind: JobKind, { status }: Job): boolean {
	const counters = status ?? {};
	const has = (...names: string[]) => names.some((name) => typeof counters[name] === 'number');
	if (kind.is !== 'import')
		return !has('person_count', 'cannot_add_to_list_count', ...(kind.is === 'tagging' ? ['list_count'] : []));
	// `items_total_count` may count a header.
	const says = (name: string, ...rows: number[]) => !has(name) || rows.includes(Number(counters[name]));
	return (
		!has('items_completed_count', 'list_count') &&
		says('person_count', 0, kind.rows) &&
		says('items_total_count', 0, kind.rows, kind.rows + 1)
	);
}
