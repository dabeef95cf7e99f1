import type { Clock } from '../clock';
import type { Problem } from '../problem';
import type { Activity, ConstantContact } from './constantContact';
import { endStates } from './contract';

/**
 * Milliseconds before the first looks at a job, each after the one before: one soon, since most jobs of a few profiles
 * end within a second (recorded answers of the API: docs/constant-contact.md), then ever less often. An hour of waiting
 * stays near 130 requests.
 */
const firstPausesMs = [250, 750, 1_375];
const pauseFactor = 1.5;
const longestPauseMs = 30_000;

/** What the jobs of a run have shown so far of how long they take. */
export interface JobTimes {
	/** Milliseconds that the quickest of them was seen to take at the least; undefined before the first one. */
	leastMs?: number;
}

/** Whether a job will not change any more, well ended or not. */
export function hasEnded({ state }: Pick<Activity, 'state'>): boolean {
	return endStates.some((end) => end === state);
}

/** How a job ended, or stands at the last look, in words for a message. */
export function stateInWords(state: string | undefined): string {
	if (state === undefined || state === 'unknown') return 'no longer known';
	return state === 'initialized' || state === 'processing'
		? 'still at work when the wait was over'
		: state.replace('_', ' ');
}

export interface WaitPorts {
	readonly constantContact: Pick<ConstantContact, 'activities'>;
	readonly clock: Clock;
	/** Kept for a whole run: once jobs have been seen to take long, the first look comes later. */
	readonly jobTimes?: JobTimes;
}

/** Waits for one activity. @returns how it stood at the last look; undefined if Constant Contact no longer knows it */
export async function awaitActivity(
	{ id }: Pick<Activity, 'id'>,
	maximumWaitMs: number,
	ports: WaitPorts,
): Promise<Activity | undefined> {
	return (await awaitActivities(new Set([id]), ports.clock.now() + maximumWaitMs, ports)).get(id);
}

/**
 * Waits for one activity that must complete.
 * @param otherwise the problem where it did not, by its last state
 */
export async function mustComplete(
	activity: Pick<Activity, 'id'>,
	maximumWaitMs: number,
	ports: WaitPorts,
	otherwise: (state: string | undefined) => Problem,
): Promise<Activity> {
	const ended = await awaitActivity(activity, maximumWaitMs, ports);
	if (ended?.state === 'completed') return ended;
	throw otherwise(ended?.state);
}

/**
 * Waits until all activities have ended, in any order.
 * @param deadline clock time in milliseconds after which it waits no longer
 * @param ended told of each activity as soon as it has ended; of undefined where Constant Contact no longer knows it
 * @returns how each activity stood at the last look; absent if Constant Contact no longer knows it
 */
export async function awaitActivities(
	ids: ReadonlySet<string>,
	deadline: number,
	{ constantContact, clock, jobTimes = {} }: WaitPorts,
	ended: (id: string, activity: Activity | undefined) => void = () => undefined,
): Promise<Map<string, Activity>> {
	const seen = new Map<string, Activity>();
	const open = new Set(ids);
	const pauses = pausesMs(jobTimes.leastMs);
	let waitedMs = 0;
	while (open.size > 0) {
		const pauseMs = pauses.next().value;
		// At least one look, even if the time is over already.
		await clock.sleep(Math.max(0, Math.min(pauseMs, deadline - clock.now())));
		const found = await constantContact.activities(open);
		for (const id of [...open]) {
			const activity = found.get(id);
			if (activity !== undefined) seen.set(id, activity);
			if (activity !== undefined && !hasEnded(activity)) continue;
			open.delete(id);
			jobTimes.leastMs = Math.min(jobTimes.leastMs ?? waitedMs, waitedMs);
			ended(id, activity);
		}
		waitedMs += pauseMs;
		if (clock.now() >= deadline) break;
	}
	return seen;
}

/** @param leastMs before that a look is not worth its request, except the third one, which comes in any case */
function* pausesMs(leastMs = 0): Generator<number, never> {
	let left = 0;
	let passedMs = 0;
	for (const [index, pauseMs] of firstPausesMs.entries()) {
		passedMs += pauseMs;
		left += pauseMs;
		if (passedMs < leastMs && index < firstPausesMs.length - 1) continue;
		yield left;
		left = 0;
	}
	for (let pauseMs = firstPausesMs[firstPausesMs.length - 1]; ; ) {
		pauseMs = Math.min(pauseMs * pauseFactor, longestPauseMs);
		yield pauseMs;
	}
}
