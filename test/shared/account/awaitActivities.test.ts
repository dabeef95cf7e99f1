import {
	awaitActivities,
	awaitActivity,
	hasEnded,
	mustComplete,
	stateInWords,
} from '../../../nodes/shared/account/awaitActivities';
import { Problem } from '../../../nodes/shared/problem';
import type { Behaviour } from '../../support/exportRun';
import { createPorts } from '../../support/exportRun';

const never = Number.POSITIVE_INFINITY;

async function awaitAll(ids: readonly string[], behaviour: Behaviour, deadline = never) {
	const ports = createPorts(behaviour);
	const seen = await awaitActivities(new Set(ids), deadline, ports);
	return { ports, states: Object.fromEntries([...seen].map(([id, { state }]) => [id, state])) };
}

it.each([
	['initialized', false],
	['processing', false],
	['pending', false],
	['something new', false],
	['completed', true],
	['failed', true],
	['cancelled', true],
	['timed_out', true],
])('"%s" is an end: %p', (state, isEnd) => {
	expect(hasEnded({ state })).toBe(isEnd);
});

it('activities may end in any order; those that have ended are asked for no more', async () => {
	const endsAt: Readonly<Record<string, number>> = { a: 3, b: 1, c: 2 };
	const { ports, states } = await awaitAll(['a', 'b', 'c'], {
		stateOf: (id, look) => ({ state: look >= endsAt[id] ? 'completed' : 'processing' }),
	});
	expect(ports.looks).toEqual([['a', 'b', 'c'], ['a', 'c'], ['a']]);
	expect(states).toEqual({ a: 'completed', b: 'completed', c: 'completed' });
});

it('an activity that Constant Contact no longer knows is waited for no more, and absent', async () => {
	const { ports, states } = await awaitAll(['a', 'b'], {
		stateOf: (id) => (id === 'a' ? { state: 'completed' } : undefined),
	});
	expect(states).toEqual({ a: 'completed' });
	expect(ports.looks).toHaveLength(1);
});

it('no activities take no look and no time', async () => {
	const { ports, states } = await awaitAll([], {});
	expect([ports.looks, ports.clock.sleeps, states]).toEqual([[], [], {}]);
});

it('the first look comes soon, and pauses grow to half a minute', async () => {
	const { ports } = await awaitAll(['a'], {
		stateOf: (_id, look) => ({ state: look === 15 ? 'completed' : 'processing' }),
	});
	const { sleeps } = ports.clock;
	expect(sleeps.slice(0, 4)).toEqual([250, 750, 1_375, 2_062.5]);
	expect(sleeps.every((ms, index) => index === 0 || ms >= sleeps[index - 1])).toBe(true);
	expect(sleeps.at(-1)).toBe(30_000);
});

/** Looks of a run whose jobs take so many milliseconds, one after the other. */
async function looksAtJobs(...durations: readonly number[]): Promise<number[]> {
	const jobTimes = {};
	const counts: number[] = [];
	for (const durationMs of durations) {
		const ports = createPorts({
			stateOf: () => ({ state: ports.clock.now() >= durationMs ? 'completed' : 'processing' }),
		});
		await awaitActivities(new Set(['a']), never, { ...ports, jobTimes });
		counts.push(ports.looks.length);
	}
	return counts;
}

it('a run whose jobs take their time looks at the later ones less often, until one of them is quick', async () => {
	await expect(looksAtJobs(150, 150)).resolves.toEqual([1, 1]);
	await expect(looksAtJobs(2_200, 2_200, 2_200, 150, 150, 2_200)).resolves.toEqual([3, 2, 2, 1, 1, 3]);
	await expect(looksAtJobs(4_000, 4_000)).resolves.toEqual([4, 2]);
});

it('a job of 2 to 60 seconds takes no more looks than by half a second that grows from the start', async () => {
	const looksBefore = (durationMs: number) => {
		let [looks, at, pauseMs] = [0, 0, 500];
		for (; at < durationMs; pauseMs = Math.min(pauseMs * 1.5, 30_000)) [at, looks] = [at + pauseMs, looks + 1];
		return looks;
	};
	for (let durationMs = 2_000; durationMs <= 60_000; durationMs += 125)
		expect((await looksAtJobs(durationMs))[0]).toBeLessThanOrEqual(looksBefore(durationMs));
});

describe('when the wait runs out', () => {
	it('each activity is reported as it stood at the last look, which is at the deadline', async () => {
		const { ports, states } = await awaitAll(
			['a', 'b'],
			{ stateOf: (id) => ({ state: id === 'a' ? 'completed' : 'processing' }) },
			10_000,
		);
		expect(states).toEqual({ a: 'completed', b: 'processing' });
		expect(ports.clock.now()).toBe(10_000);
	});

	it('an hour takes fewer than 150 requests', async () => {
		const { ports } = await awaitAll(['a'], { stateOf: () => ({ state: 'processing' }) }, 3_600_000);
		expect(ports.looks.length).toBeLessThan(150);
		expect(ports.clock.now()).toBe(3_600_000);
	});

	it('before it began, it looks once all the same', async () => {
		const { ports } = await awaitAll(['a'], {}, 0);
		expect(ports.looks).toEqual([['a']]);
	});
});

it('a cancelled execution waits no longer', async () => {
	const ports = createPorts({ stateOf: () => ({ state: 'processing' }) });
	const cancelled = new Error('cancelled');
	const waiting = awaitActivities(new Set(['a']), never, ports);
	ports.clock.cancel(cancelled);
	await expect(waiting).rejects.toBe(cancelled);
});

it.each([
	['failed', 'failed'],
	['timed_out', 'timed out'],
	['processing', 'still at work when the wait was over'],
	['initialized', 'still at work when the wait was over'],
	['unknown', 'no longer known'],
	[undefined, 'no longer known'],
])('a job that is "%s" is shown to a person as "%s"', (state, words) => {
	expect(stateInWords(state)).toBe(words);
});

describe('of one job', () => {
	it('comes how it stood at the last look, at the end of the wait', async () => {
		const ports = createPorts({ stateOf: () => ({ state: 'processing' }) });
		await expect(awaitActivity({ id: 'a' }, 5_000, ports)).resolves.toMatchObject({ id: 'a', state: 'processing' });
		expect(ports.clock.now()).toBe(5_000);
	});

	const problem = (state: string | undefined) =>
		new Problem({ kind: 'activity', message: `it is ${state}`, advice: 'Run it again.' });
	const mustEnd = async (stateOf: Behaviour['stateOf']) =>
		await mustComplete({ id: 'a' }, 5_000, createPorts({ stateOf }), problem);

	it('that must complete, comes how it completed', async () => {
		await expect(mustEnd(() => ({ state: 'completed', counters: { person_count: 3 } }))).resolves.toMatchObject({
			counters: { person_count: 3 },
		});
	});

	it.each([
		['failed', 'failed'],
		['processing', 'processing'],
		[undefined, 'undefined'],
	])('that must complete and is %s at last, comes the problem', async (state, words) => {
		const stateOf = () => (state === undefined ? undefined : { state });
		await expect(mustEnd(stateOf)).rejects.toThrow(`it is ${words}`);
	});
});

it('a run whose jobs take hours looks at the third moment in any case', async () => {
	const ports = createPorts({ stateOf: (_id, look) => ({ state: look === 2 ? 'completed' : 'processing' }) });
	await awaitActivities(new Set(['a']), never, { ...ports, jobTimes: { leastMs: 3_600_000 } });
	expect(ports.clock.sleeps).toEqual([2_375, 2_062.5]);
});
