import type { ActivityKind } from '../simulator/activities';
import type { ActivityFate } from '../simulator/faults';
import type { ContactList } from '../simulator';
import { addNotedList, everybody } from '../support/notedList';
import { mustRun, notedOn, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

// A mirror whose people to take off have lost their note already when something goes wrong.

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	list = addNotedList(service.simulator);
});
afterEach(async () => await service.close());

const mirror = (people: typeof everybody) => ({ list, people, credential: service.connectAlone() });
const members = () => service.simulator.account.membersOf(list).sort();

it.each<[string, ActivityFate]>([
	['the removal fails', { kind: 'removeFromLists', outcome: 'failed' }],
	['the removal fails with half of it done', { kind: 'removeFromLists', outcome: 'failed', share: 0.5 }],
	['the removal is cancelled by a colleague', { kind: 'removeFromLists', outcome: 'cancelled' }],
	['their note is taken off half of them only', { kind: 'removeTags', outcome: 'failed', share: 0.5 }],
])('where %s, everybody who is still on the list is noted again, and stays off if they leave', async (_what, fate) => {
	const { account, faults } = service.simulator;
	faults.activities.add(fate);
	const { error } = await runSegment(mirror(everybody.slice(4)));
	expect(error?.message).toContain('did not finish taking people off the list');
	expect(notedOn(service.simulator, list)).toEqual(members());

	account.removeFromList('p3@example.com', list);
	const { codes } = await mustRun(mirror(everybody));
	expect(codes).toEqual({ 'p3@example.com': 'opted_out_of_list' });
	expect(members()).toHaveLength(19);
});

it('where the removal cannot be started, those who stay are noted again', async () => {
	service.simulator.faults.add({ kind: 'forbidden', method: 'POST', path: /remove_list_memberships$/ });
	const { error } = await runSegment(mirror(everybody.slice(4)));
	expect(error?.message).toContain('does not let this connection work with contacts and lists');
	expect(members()).toHaveLength(20);
	expect(notedOn(service.simulator, list)).toHaveLength(20);
});

it.each([
	['is still at work when the wait is over', 'neverEnds', 'still at work'],
	['is no longer known', 'vanishes', 'no longer known'],
] as const)('where the removal %s, nobody is noted who may be off the list soon', async (_what, outcome, words) => {
	service.simulator.faults.activities.add({ kind: 'removeFromLists', outcome });
	const { error } = await runSegment({ ...mirror(everybody.slice(4)), options: { maximumWait: 0.02 } });
	expect(error?.message).toContain(words);
	expect(notedOn(service.simulator, list)).toHaveLength(16);
});

/** The first job of a kind takes so many milliseconds, or until then. */
function slowDown(kind: ActivityKind, time: number | Promise<unknown>): void {
	let isFirst = true;
	service.simulator.activities.latency = (each) => {
		const isSlow = isFirst && each === kind;
		if (isSlow) isFirst = false;
		return isSlow ? time : 5;
	};
}

it.each<[string, ActivityKind, RegExp, number, number]>([
	['takes notes off', 'removeTags', /contacts_taggings_remove$/, 0, 20],
	['takes people off', 'removeFromLists', /remove_list_memberships$/, 1, 16],
])(
	'where a job that %s runs twice since its answer was lost, both have ended before anybody is noted again',
	async (_what, kind, path, removalsBefore, left) => {
		const { activities, faults } = service.simulator;
		faults.activities.add({ kind: 'removeFromLists', outcome: 'failed', after: removalsBefore });
		faults.add({ kind: 'resetAfter', method: 'POST', path, times: 1 });
		slowDown(kind, 6_000);
		const { error } = await runSegment(mirror(everybody.slice(4)));
		expect(error?.message).toContain('did not finish taking people off the list (failed)');
		await activities.idle();
		expect(members()).toHaveLength(left);
		expect(notedOn(service.simulator, list)).toEqual(members());
	},
);

it('somebody that a removal took off after its run had ended is put back by the next run, which sees the list as it is', async () => {
	service.simulator.switches.membershipsShownAfterSeconds = 20;
	let end: () => void = () => undefined;
	slowDown('removeFromLists', new Promise<void>((resolve) => (end = resolve)));
	const { error } = await runSegment({ ...mirror(everybody.slice(4)), options: { maximumWait: 0.02 } });
	expect(error?.message).toContain('still at work');
	// The next run finds it at work, and waits: the job ends for nobody who goes on all the same.
	let looks = 0;
	let hasGoneOn = false;
	service.simulator.requests.onAnswered(({ method, path }) => {
		hasGoneOn ||= method === 'DELETE';
		if (!hasGoneOn && path.endsWith('/activities') && ++looks === 2) end();
	});
	const { codes, summary } = await mustRun(mirror(everybody));
	expect(codes).toEqual({});
	expect(summary.profiles.sent).toBe(4);
	expect(members()).toHaveLength(20);
});

it('who is on the list in the end and was not gathered is not counted as taken off', async () => {
	const { account, faults, switches } = service.simulator;
	switches.activityCounters = 'absent';
	const [{ email }] = everybody;
	// On the list when the plan is made, not when it is read once more, and on it again in the end.
	faults.onRequest(({ method, path }) => {
		if (method === 'POST' && path.endsWith('/contact_lists')) account.removeFromList(email, list);
		if (method === 'DELETE') account.addToList(email, list);
	});
	const { error } = await runSegment(mirror(everybody.slice(4)));
	expect(error?.message).toContain('left 1 of 4 people on the list');
	expect(members()).toHaveLength(17);
});

it.each(['absent', 'empty', 'total'] as const)(
	'a removal is not believed without counters (%s): the list is looked at once more, and who is still on it is not counted',
	async (activityCounters) => {
		const { account, faults, switches } = service.simulator;
		switches.activityCounters = activityCounters;
		// The scratch list is deleted once the removal has ended.
		faults.onRequest(({ method }) => {
			if (method === 'DELETE') for (const { email } of everybody.slice(0, 2)) account.addToList(email, list);
		});
		const { summary } = await mustRun(mirror(everybody.slice(4)));
		expect(summary.profiles.removed).toBe(2);
		expect(members()).toHaveLength(18);
	},
);
