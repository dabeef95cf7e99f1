import { removeLeavers } from '../../../../nodes/ExportSegment/export/members/removeLeavers';
import { Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import type { ProblemKind } from '../../../../nodes/shared/problem';
import { Problem } from '../../../../nodes/shared/problem';
import type { LeaversBehaviour } from '../../../support/listWithLeavers';
import { listWithLeavers } from '../../../support/listWithLeavers';

const [ada, bob, cy, dee] = ['ada', 'bob', 'cy', 'dee'].map((name) => `${name}@example.com`);
/** Ada stays; the three others leave. */
const threeLeave = { members: [ada, bob, cy, dee], segment: [ada] };

async function removal(behaviour: LeaversBehaviour, imports = { allEnded: true }) {
	const { account, run, plan, ledger, people, contacts, ports, told } = await listWithLeavers(behaviour);
	const result = await removeLeavers(run, imports, plan, ledger, people, contacts, ports).catch((problem: unknown) => ({
		problem,
	}));
	const [onList, noted] = [account.onList, account.noted].map((each) => [...each].sort());
	return { result, onList, noted, account, ledger, told };
}

const problem = (kind: ProblemKind) => new Problem({ kind, message: kind, advice: '' });

it('takes the leavers off and nobody else: their note first, their membership second, and the helper list last', async () => {
	const { result, onList, noted, account, ledger } = await removal(threeLeave);
	expect(result).toMatchObject({ removed: 3, stayed: 0, leftScratchList: false });
	expect([onList, noted, account.scratch.size]).toEqual([[ada], [ada], 0]);
	expect(account.said).toEqual(['createList', 'page', 'import', 'compare', 'untag', 'remove', 'deleteList']);
	// Whoever is sent by the same run is settled by the import.
	expect(ledger.verdict(1)).toBe(Verdict.unsettled);
});

it('the removal is reported while it runs, and in the summary, with the number of people', async () => {
	const { result, told } = await removal(threeLeave);
	expect(told.started).toMatchObject([{ kind: 'remove', state: 'initialized', rows: 3 }]);
	expect(told.ended).toMatchObject([{ kind: 'remove', state: 'completed', rows: 3 }]);
	expect(result).toMatchObject({ activities: [{ kind: 'remove', state: 'completed', rows: 3 }] });
});

it.each([
	['nobody leaves', { members: [ada], segment: [ada] }, true],
	['imports are still on the way', threeLeave, false],
])('where %s, nothing is asked for', async (_when, behaviour, allEnded) => {
	const { result, account } = await removal(behaviour, { allEnded });
	expect(result).toEqual({ removed: 0, stayed: 0, leftScratchList: false, activities: [] });
	expect(account.said).toEqual([]);
});

it('the helper list is named after the list, so that the next run knows it, and differs each time', async () => {
	const names: string[] = [];
	for (let run = 0; run < 3; run++)
		await removal({
			...threeLeave,
			overrides: () => ({
				createList: async (name, description) => {
					names.push(name);
					expect(description).toContain('Deleted by this export or the next one');
					return 'scratch';
				},
			}),
		});
	for (const name of names) expect(name).toMatch(/^Leaving list list \(n8n export [0-9a-z]{2,20}\)$/);
	expect(new Set(names).size).toBe(3);
});

it('where nobody notes members, there is no note to take off', async () => {
	const { result, account } = await removal({ ...threeLeave, isNoted: false });
	expect(result).toMatchObject({ removed: 3 });
	expect(account.said).toEqual(['createList', 'page', 'import', 'compare', 'remove', 'deleteList']);
});

describe('a removal that fails leaves everybody noted, so that who leaves by choice before the next run stays off', () => {
	it.each(['failed', 'timed_out', 'cancelled'])('the job ended as %s', async (state) => {
		const { result, onList, noted } = await removal({
			...threeLeave,
			endOf: (job) => (job === 'remove' ? { state } : undefined),
		});
		expect(result).toMatchObject({
			problem: {
				kind: 'activity',
				message: `Constant Contact did not finish taking people off the list (${state.replace('_', ' ')})`,
				advice: 'Run the export again: it finishes what is left.',
			},
		});
		expect([onList, noted]).toEqual([threeLeave.members, threeLeave.members]);
	});

	it.each<ProblemKind>(['forbidden', 'invalid', 'quota'])('it was refused as %s', async (kind) => {
		const { result, noted } = await removal({
			...threeLeave,
			overrides: () => ({ removeMembers: async () => await Promise.reject(problem(kind)) }),
		});
		expect([result, noted]).toEqual([{ problem: problem(kind) }, threeLeave.members]);
	});

	it('the note could not be taken off everybody', async () => {
		const { result, onList, noted, account } = await removal({
			...threeLeave,
			endOf: (job) => (job === 'untag' ? { state: 'failed' } : undefined),
		});
		expect(result).toMatchObject({ problem: { message: expect.stringContaining('(failed)') } });
		expect([onList, noted]).toEqual([threeLeave.members, threeLeave.members]);
		expect(account.said.slice(-2)).toEqual(['untag', 'note again']);
	});
});

describe('nobody is noted again who may be taken off later: they would look as if they had left by choice', () => {
	it.each<[string, Partial<LeaversBehaviour>, string]>([
		[
			'the job is not known any more',
			{ endOf: (job) => (job === 'remove' ? 'unknown' : undefined) },
			'no longer known',
		],
		[
			'the job goes on past the longest wait',
			{ endOf: (job) => (job === 'remove' ? { state: 'processing' } : undefined) },
			'still at work',
		],
	])('%s', async (_what, behaviour, words) => {
		const { result, noted, account } = await removal({ ...threeLeave, ...behaviour });
		expect(result).toMatchObject({ problem: { message: expect.stringContaining(words) } });
		expect([noted, account.said.at(-1)]).toEqual([[ada], 'remove']);
	});

	it.each<ProblemKind>(['noAnswer', 'unavailable', 'cancelled'])(
		'nobody knows whether Constant Contact took the removal in: %s',
		async (kind) => {
			const { result, noted } = await removal({
				...threeLeave,
				overrides: () => ({ removeMembers: async () => await Promise.reject(problem(kind)) }),
			});
			expect([result, noted]).toEqual([{ problem: problem(kind) }, [ada]]);
		},
	);

	it('a removal that ended is reported as it ended; one that is not known, only as started', async () => {
		const ended = await removal({
			...threeLeave,
			endOf: (job) => (job === 'remove' ? { state: 'failed' } : undefined),
		});
		expect(ended.told.ended).toMatchObject([{ kind: 'remove', state: 'failed', rows: 3 }]);
		const unknown = await removal({ ...threeLeave, endOf: (job) => (job === 'remove' ? 'unknown' : undefined) });
		expect([unknown.told.started.length, unknown.told.ended.length]).toEqual([1, 0]);
	});
});

describe('what Constant Contact says of a removal is believed only where it leaves no doubt', () => {
	const counted = (counters: Record<string, number>): Partial<LeaversBehaviour> => ({
		endOf: (job) => (job === 'remove' ? { state: 'completed', counters } : undefined),
	});

	it.each([
		['none at all', {}],
		['fewer than were to leave', { items_completed_count: 2 }],
	])('the list is read once more where its counter is %s', async (_what, counters) => {
		const { result, account } = await removal({ ...threeLeave, ...counted(counters) });
		expect(account.said.slice(-2)).toEqual(['deleteList', 'page']);
		expect(result).toMatchObject({ removed: 3, stayed: 0 });
	});

	it('one person may be the one list that they were gathered on: the list is read', async () => {
		const { account } = await removal({ members: [ada, bob], segment: [ada] });
		expect(account.said.at(-1)).toBe('page');
	});

	it('so it is where the import did not count who was refused', async () => {
		const { account } = await removal({
			...threeLeave,
			hasPages: false,
			endOf: (job) => (job === 'import' ? { state: 'completed', counters: {} } : undefined),
		});
		expect(account.said.slice(-3)).toEqual(['deleteList', 'page', 'export']);
	});

	it('so it is where fewer were on the list than the plan knew of', async () => {
		const { account, onList, noted } = await removal({
			...threeLeave,
			overrides: ({ onList }) => {
				onList.delete(dee);
				return {};
			},
		});
		expect(account.said.slice(-2)).toEqual(['deleteList', 'page']);
		expect([onList, noted]).toEqual([[ada], [ada, dee]]);
	});

	it('who is left on the list although nothing was refused makes the run fail, with everybody noted', async () => {
		const { result, noted } = await removal({
			...threeLeave,
			...counted({ items_completed_count: 2 }),
			overrides: ({ onList }) => ({
				deleteList: async () => {
					onList.add(bob);
					return undefined;
				},
			}),
		});
		expect(result).toMatchObject({
			problem: {
				kind: 'activity',
				message: 'Constant Contact left 1 of 3 people on the list who were to be taken off',
				advice: 'Run the export again: it finishes what is left.',
			},
		});
		expect(noted).toEqual([ada, bob]);
	});

	it('so does who is left beside those who were refused', async () => {
		const { result } = await removal({
			...threeLeave,
			onTooManyLists: [cy],
			overrides: ({ onList }) => ({
				deleteList: async () => {
					onList.add(bob);
					return undefined;
				},
			}),
		});
		expect(result).toMatchObject({
			problem: { message: 'Constant Contact left 2 of 3 people on the list who were to be taken off' },
		});
	});

	it('an empty page proves nothing where somebody must be on the list', async () => {
		let pages = 0;
		const { account } = await removal({
			members: [ada, bob],
			segment: [ada],
			overrides: ({ said, onList }) => ({
				contactsAtOnce: async () => {
					said.push('page');
					return pages++ === 0 ? [...onList].map((email) => ({ email, values: new Map() })) : [];
				},
			}),
		});
		expect(account.said.slice(-2)).toEqual(['page', 'export']);
	});

	it('a list that fits a page after the removal is read by one', async () => {
		const members = Array.from({ length: 600 }, (_, n) => `p${n}@example.com`);
		const { account } = await removal({ members, segment: members.slice(200), ...counted({}) });
		expect([account.said[1], account.said.at(-1)]).toEqual(['export', 'page']);
	});

	it('so does somebody who was not there when the others were gathered, and is there again', async () => {
		const { result } = await removal({
			...threeLeave,
			overrides: ({ onList }) => {
				onList.delete(dee);
				return {
					deleteList: async () => {
						onList.add(dee);
						return undefined;
					},
				};
			},
		});
		expect(result).toMatchObject({
			problem: { message: 'Constant Contact left 1 of 3 people on the list who were to be taken off' },
		});
	});
});

describe('people that Constant Contact does not put on the scratch list stay, since a contact can be on 50 lists at most', () => {
	it('they are counted, and noted again', async () => {
		const { result, onList, noted, account } = await removal({ ...threeLeave, onTooManyLists: [cy] });
		expect(result).toMatchObject({ removed: 2, stayed: 1 });
		expect([onList, noted]).toEqual([
			[ada, cy],
			[ada, cy],
		]);
		expect(account.said.at(-1)).toBe('note again');
	});

	it('in mode remove their profiles are refused, and the others were taken off', async () => {
		const { result, ledger } = await removal({
			members: [ada, bob, cy, dee],
			segment: [bob, cy, dee],
			policy: { sync: syncModes.remove },
			onTooManyLists: [cy],
		});
		expect(result).toMatchObject({ removed: 2, stayed: 1 });
		expect([1, 2, 3].map((row) => ledger.verdict(row))).toEqual([Verdict.sent, Verdict.refused, Verdict.sent]);
	});
});

it('who leaves by themselves while they are gathered keeps the note, and is not counted as taken off', async () => {
	const { result, onList, noted, account } = await removal({
		...threeLeave,
		overrides: ({ onList }) => ({
			membersNotOn: async (...[, , count]) => {
				onList.delete(bob);
				return count === 3 ? [`id of ${bob}`] : undefined;
			},
		}),
	});
	expect(result).toMatchObject({ removed: 2, stayed: 0 });
	expect([onList, noted]).toEqual([[ada], [ada, bob]]);
	expect(account.said).toContain(`untag id of ${bob}`);
});

describe('the helper list goes, whatever becomes of the run', () => {
	it.each<[string, Partial<LeaversBehaviour>, boolean]>([
		['is gone already', { overrides: () => ({ deleteList: async () => undefined }) }, false],
		['cannot be deleted', { endOf: (job) => (job === 'delete' ? { state: 'failed' } : undefined) }, true],
		['is deleted by a job that is not known', { endOf: (job) => (job === 'delete' ? 'unknown' : undefined) }, true],
		[
			'cannot be deleted at the moment',
			{ overrides: () => ({ deleteList: async () => await Promise.reject(problem('unavailable')) }) },
			true,
		],
	])('where it %s, the run goes on, and reports whether it is left: %#', async (_what, behaviour, leftScratchList) => {
		const { result, onList } = await removal({ ...threeLeave, ...behaviour });
		expect([result, onList]).toEqual([expect.objectContaining({ removed: 3, leftScratchList }), [ada]]);
	});

	it.each([
		['the execution is cancelled', problem('cancelled')],
		['something else is wrong', new Error('a fault of ours')],
	])('but not where %s', async (_what, reason) => {
		const { result } = await removal({
			...threeLeave,
			overrides: () => ({ deleteList: async () => await Promise.reject(reason) }),
		});
		expect(result).toEqual({ problem: reason });
	});

	it('where the list itself is gone, since no later run would come by', async () => {
		const { result, account } = await removal({
			...threeLeave,
			overrides: () => ({ removeMembers: async () => await Promise.reject(problem('notFound')) }),
		});
		expect(result).toEqual({ problem: problem('notFound') });
		expect([account.said.at(-1), account.scratch.size]).toEqual(['deleteList', 0]);
	});

	it('where anything else breaks, the next run on this list deletes it', async () => {
		const { account } = await removal({
			...threeLeave,
			overrides: () => ({ removeMembers: async () => await Promise.reject(problem('forbidden')) }),
		});
		expect(account.said).not.toContain('deleteList');
	});
});

it('a page that still shows somebody who was taken off a moment ago is not believed: the list is read in bulk', async () => {
	const late = [ada, bob].map((email) => ({ email, values: new Map() }));
	const { result, account } = await removal({
		members: [ada, bob],
		segment: [ada],
		overrides: ({ said }) => ({
			async contactsAtOnce() {
				said.push('page');
				return late;
			},
		}),
	});
	expect(result).toMatchObject({ removed: 1, stayed: 0 });
	expect(account.said.slice(-3)).toEqual(['deleteList', 'page', 'export']);
});
