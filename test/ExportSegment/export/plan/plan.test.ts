import type { SyncMode } from '../../../../nodes/ExportSegment/export/run/syncModes';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import fc from 'fast-check';
import { createLedger, Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { createPeople, Mark } from '../../../../nodes/shared/account/people';
import { planExport } from '../../../../nodes/ExportSegment/export/plan/plan';
import type { ExportPolicy } from '../../../../nodes/ExportSegment/export/run/run';
import { createPorts, runOf } from '../../../support/exportRun';

type MarkName = keyof typeof Mark;

/** A person as the compare leaves them: whether a profile names them, and what Constant Contact says. */
interface Person {
	readonly hasProfile: boolean;
	readonly marks: readonly MarkName[];
}

async function plan(persons: readonly Person[], policy: Partial<ExportPolicy>) {
	const people = createPeople();
	const ledger = createLedger();
	persons.forEach(({ hasProfile, marks }, n) => {
		const person = people.meet(`person${n}@example.com`);
		for (const mark of marks) people.mark(person, Mark[mark]);
		if (!hasProfile) return;
		ledger.open();
		people.setRow(person, ledger.rows);
	});
	const { isLeaver, ...counts } = await planExport(runOf([], policy), ledger, people, createPorts());
	const verdicts = persons
		.map((_person, n) => people.rowOf(n))
		.map((row) => (row === 0 ? undefined : ledger.verdict(row)));
	return { ...counts, verdicts, isLeaver: persons.map((_person, n) => isLeaver(n)) };
}

const careful: Partial<ExportPolicy> = { respectOptOuts: true, restoreDeletedContacts: false, onlyChanges: true };
const bold: Partial<ExportPolicy> = { respectOptOuts: false, restoreDeletedContacts: true, onlyChanges: false };

describe('a profile whose person', () => {
	it.each<[string, MarkName[], Verdict, Verdict]>([
		['is not known', [], Verdict.unsettled, Verdict.unsettled],
		['is on the list with other values', ['onList', 'noted'], Verdict.unsettled, Verdict.unsettled],
		['is on the list with the same values', ['onList', 'noted', 'unchanged'], Verdict.unchanged, Verdict.unsettled],
		['has been on the list and is not now', ['noted'], Verdict.optedOutOfList, Verdict.unsettled],
		['has unsubscribed', ['unsubscribed'], Verdict.unsubscribed, Verdict.unsettled],
		[
			'has unsubscribed and is on the list still',
			['onList', 'noted', 'unchanged', 'unsubscribed'],
			Verdict.unsubscribed,
			Verdict.unsettled,
		],
		['was deleted', ['deleted'], Verdict.deleted, Verdict.unsettled],
		['was deleted after they had left', ['deleted', 'noted'], Verdict.deleted, Verdict.unsettled],
		['was deleted after they had unsubscribed', ['deleted', 'unsubscribed'], Verdict.unsubscribed, Verdict.unsettled],
		['is named by a rejected profile as well', ['named'], Verdict.unsettled, Verdict.unsettled],
	])('%s', async (_what, marks, carefully, boldly) => {
		for (const syncMode of ['addOrUpdate', 'mirror'] as const) {
			expect((await plan([{ hasProfile: true, marks }], { ...careful, sync: syncModes[syncMode] })).verdicts).toEqual([
				carefully,
			]);
			expect((await plan([{ hasProfile: true, marks }], { ...bold, sync: syncModes[syncMode] })).verdicts).toEqual([
				boldly,
			]);
		}
	});

	it('was deleted is restored alone by that choice, and one who left is put back alone by the other', async () => {
		const [deleted, left] = [['deleted'], ['noted']].map((marks) => ({ hasProfile: true, marks: marks as MarkName[] }));
		expect((await plan([deleted, left], { ...careful, restoreDeletedContacts: true })).verdicts).toEqual([
			Verdict.unsettled,
			Verdict.optedOutOfList,
		]);
		expect((await plan([deleted, left], { ...careful, respectOptOuts: false })).verdicts).toEqual([
			Verdict.deleted,
			Verdict.unsettled,
		]);
	});
});

describe('to be taken off', () => {
	const persons: ReadonlyArray<readonly [string, Person]> = [
		['a member in the segment', { hasProfile: true, marks: ['onList', 'noted'] }],
		['a member who is not', { hasProfile: false, marks: ['onList', 'noted'] }],
		['a member who is not noted', { hasProfile: false, marks: ['onList'] }],
		['a member whom a rejected profile names', { hasProfile: false, marks: ['onList', 'named'] }],
		['a member who has unsubscribed', { hasProfile: false, marks: ['onList', 'unsubscribed'] }],
		['a member in the segment who has unsubscribed', { hasProfile: true, marks: ['onList', 'unsubscribed'] }],
		['somebody in the segment who is no member', { hasProfile: true, marks: [] }],
		['somebody who has left', { hasProfile: false, marks: ['noted'] }],
	];
	it.each<[SyncMode, string[], { toSend: number; unnoted: number }]>([
		['addOrUpdate', [], { toSend: 2, unnoted: 4 }],
		['mirror', ['a member who is not', 'a member who is not noted'], { toSend: 2, unnoted: 3 }],
		['remove', ['a member in the segment'], { toSend: 1, unnoted: 4 }],
	])('in mode %s: %j', async (syncMode, names, counts) => {
		const { isLeaver, leavers, toSend, unnoted } = await plan(
			persons.map(([, person]) => person),
			{ ...careful, sync: syncModes[syncMode] },
		);
		expect(persons.filter((_person, n) => isLeaver[n]).map(([name]) => name)).toEqual(names);
		expect({ leavers, toSend, unnoted }).toEqual({ leavers: names.length, ...counts });
	});
});

it('in mode remove, a profile is sent if its person can be taken off, told apart if they have unsubscribed, and else left alone', async () => {
	const persons = [['onList'], ['onList', 'unsubscribed'], ['unsubscribed'], [], ['noted'], ['deleted']].map(
		(marks): Person => ({ hasProfile: true, marks: marks as MarkName[] }),
	);
	expect((await plan(persons, { ...careful, sync: syncModes.remove })).verdicts).toEqual([
		Verdict.unsettled,
		Verdict.unsubscribed,
		Verdict.unchanged,
		Verdict.unchanged,
		Verdict.unchanged,
		Verdict.unchanged,
	]);
});

it('a segment is empty if nobody in it can be exported, be there members or names in rejected profiles', async () => {
	const others: Person[] = [
		{ hasProfile: false, marks: ['onList'] },
		{ hasProfile: false, marks: ['named'] },
	];
	expect(await plan([], careful)).toMatchObject({ isEmpty: true, toSend: 0, leavers: 0, unnoted: 0 });
	expect((await plan(others, careful)).isEmpty).toBe(true);
	expect((await plan([...others, { hasProfile: true, marks: ['unsubscribed'] }], careful)).isEmpty).toBe(false);
});

it('no matter who the people are, each profile is sent or has one verdict, and nobody is sent and taken off, or taken off unsubscribed', async () => {
	const person = fc.record({ hasProfile: fc.boolean(), marks: fc.subarray(Object.keys(Mark) as MarkName[]) });
	const policy = fc.record({
		sync: fc.constantFrom(...Object.values(syncModes)),
		respectOptOuts: fc.boolean(),
		restoreDeletedContacts: fc.boolean(),
		onlyChanges: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(person, { maxLength: 30 }), policy, async (persons, choices) => {
			const { verdicts, toSend, leavers, isLeaver } = await plan(persons, choices);
			expect(verdicts.filter((verdict) => verdict === Verdict.unsettled)).toHaveLength(toSend);
			expect(isLeaver.filter(Boolean)).toHaveLength(leavers);
			persons.forEach(({ marks, hasProfile }, n) => {
				if (!isLeaver[n]) return;
				expect([marks.includes('onList'), marks.includes('unsubscribed'), hasProfile]).toEqual([
					true,
					false,
					!choices.sync.sends,
				]);
			});
		}),
		{ numRuns: 300 },
	);
});
