import type { RunActivity } from '../../../../nodes/ExportSegment/export/run/runActivity';
import type { Activity } from '../../../../nodes/shared/account/constantContact';
import { settleImports } from '../../../../nodes/ExportSegment/export/imports/settleImports';
import type { ExportPolicy } from '../../../../nodes/ExportSegment/export/run/run';
import type { Behaviour } from '../../../support/exportRun';
import { allLanded, createPorts, runOf } from '../../../support/exportRun';

const started = (...ids: string[]): RunActivity[] =>
	ids.map((activityId) => ({ activityId, kind: 'import', state: 'initialized', rows: 10, bytes: 500, errors: [] }));

async function settle(
	ids: readonly string[],
	stateOf: Behaviour['stateOf'],
	policy: Partial<ExportPolicy> = {},
	rowsFound = 0,
) {
	const ports = createPorts({ stateOf });
	const settled = await settleImports(runOf([], policy), { activities: started(...ids), rowsFound }, ports);
	return { ...settled, ports };
}

it('each import is reported as it ended, with its rows and bytes', async () => {
	const { activities, allEnded, ports } = await settle(['a', 'b'], (id) => ({
		state: 'completed',
		errors: id === 'a' ? ['Line 2: bad'] : [],
	}));
	expect(activities).toEqual([
		{ activityId: 'a', kind: 'import', state: 'completed', rows: 10, bytes: 500, errors: ['Line 2: bad'] },
		{ activityId: 'b', kind: 'import', state: 'completed', rows: 10, bytes: 500, errors: [] },
	]);
	expect(allEnded).toBe(true);
	expect(ports.told.ended).toEqual(activities);
});

describe('whether somebody may have been refused shows in the counters', () => {
	it.each<[string, Activity['counters'], boolean]>([
		['all zero', allLanded, false],
		['all zero, and as many persons as rows', { ...allLanded, person_count: 10 }, false],
		['only some of them', { error_count: 0 }, true],
		['an error', { ...allLanded, error_count: 1 }, true],
		['a correctable line', { ...allLanded, correctable_count: 1 }, true],
		['somebody who cannot be added', { ...allLanded, cannot_add_to_list_count: 1 }, true],
		['fewer persons than rows', { ...allLanded, person_count: 9 }, true],
		["more persons than rows: somebody else's import", { ...allLanded, person_count: 11 }, true],
		['no counter at all', {}, true],
		['only counters of another kind', { items_total_count: 10, items_completed_count: 10 }, true],
	])('%s', async (_what, counters, someRefused) => {
		expect((await settle(['a'], () => ({ state: 'completed', counters }))).someRefused).toBe(someRefused);
	});

	it('whatever they say, in an import that was found after its answer was lost', async () => {
		const { someRefused } = await settle(['a'], () => ({ state: 'completed', counters: allLanded }), {}, 10);
		expect(someRefused).toBe(true);
	});

	it('of every import', async () => {
		const { someRefused } = await settle(['a', 'b'], (id) => ({
			state: 'completed',
			counters: { ...allLanded, error_count: id === 'b' ? 1 : 0 },
		}));
		expect(someRefused).toBe(true);
	});
});

describe('an import that did not complete is a problem', () => {
	it.each(['failed', 'cancelled', 'timed_out'])('%s', async (state) => {
		await expect(settle(['a', 'b', 'c'], (id) => ({ state: id === 'b' ? state : 'completed' }))).rejects.toMatchObject({
			kind: 'activity',
			message: `Constant Contact did not finish 1 of 3 imports (${state.replace('_', ' ')}), with 10 profiles in it`,
			advice: expect.stringContaining('Run the export again: what has landed stays'),
		});
	});

	it('several, each state named once', async () => {
		const states: Readonly<Record<string, string>> = { a: 'failed', b: 'cancelled', c: 'failed' };
		await expect(settle(['a', 'b', 'c'], (id) => ({ state: states[id] }))).rejects.toThrow(
			'Constant Contact did not finish 3 of 3 imports (failed, cancelled), with 30 profiles in them',
		);
	});

	it('of one profile', async () => {
		const [one] = started('a');
		const ports = createPorts({ stateOf: () => ({ state: 'failed' }) });
		await expect(settleImports(runOf([]), { activities: [{ ...one, rows: 1 }], rowsFound: 0 }, ports)).rejects.toThrow(
			'Constant Contact did not finish the import (failed), with one profile in it',
		);
	});

	it('no longer known', async () => {
		const ports = createPorts({ stateOf: () => undefined });
		await expect(settleImports(runOf([]), { activities: started('a'), rowsFound: 0 }, ports)).rejects.toMatchObject({
			kind: 'activity',
			message: expect.stringContaining('(no longer known)'),
		});
		expect(ports.told.ended).toEqual([{ ...started('a')[0], state: 'unknown', errors: [] }]);
	});

	it('but all the others are waited for and reported first', async () => {
		const ports = createPorts({
			stateOf: (id, look) => ({ state: id === 'a' ? 'failed' : look < 3 ? 'processing' : 'completed' }),
		});
		await expect(
			settleImports(runOf([]), { activities: started('a', 'b'), rowsFound: 0 }, ports),
		).rejects.toMatchObject({ message: expect.stringContaining('1 of 2 imports (failed)') });
		expect(ports.told.ended.map(({ activityId, state }) => [activityId, state])).toEqual([
			['a', 'failed'],
			['b', 'completed'],
		]);
	});
});

it('when the wait runs out, the summary says so', async () => {
	const { activities, allEnded, ports } = await settle(
		['a', 'b'],
		(id) => ({ state: id === 'a' ? 'completed' : 'processing' }),
		{ maximumWaitMs: 5_000 },
	);
	expect([allEnded, activities.map(({ state }) => state), ports.clock.now()]).toEqual([
		false,
		['completed', 'processing'],
		5_000,
	]);
	expect(ports.told.ended.map(({ activityId }) => activityId)).toEqual(['a']);
});

it('where no wait is wanted, nothing is asked', async () => {
	const { activities, allEnded, someRefused, ports } = await settle(['a'], undefined, { waitForCompletion: false });
	expect([allEnded, someRefused, ports.looks]).toEqual([false, false, []]);
	expect(activities).toEqual(started('a'));
});

it.each([true, false])('no imports are all at their end (wait wanted: %p)', async (waitForCompletion) => {
	expect(await settle([], undefined, { waitForCompletion })).toMatchObject({
		activities: [],
		allEnded: true,
		someRefused: false,
	});
});

it('rows that were refused are those of all imports together', async () => {
	const counters = (refused: number) => ({ ...allLanded, error_count: refused });
	const { refused } = await settle(['a', 'b'], (id) => ({
		state: 'completed',
		counters: counters(id === 'a' ? 2 : 3),
	}));
	expect(refused).toBe(5);
});
