import type { IDataObject } from 'n8n-workflow';
import type { ContactList, Simulator } from '../simulator';
import type { SegmentOutcome, SegmentRun } from '../support/segmentRun';
import { listTagName, mustRun, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;
beforeEach(async () => {
	service = await startService();
});
afterEach(async () => await service.close());

type State = 'empty' | 'filled by others' | 'in use' | 'up to date';
interface Case {
	readonly syncMode: NonNullable<SegmentRun['syncMode']>;
	readonly state: State;
	readonly options?: IDataObject;
}

const syncModes = ['addOrUpdate', 'mirror', 'remove'] as const;
const states: readonly State[] = ['empty', 'filled by others', 'in use', 'up to date'];
const cases: Case[] = [
	...syncModes.flatMap((syncMode) => states.map((state) => ({ syncMode, state }))),
	{ syncMode: 'addOrUpdate', state: 'in use', options: { onlyChanges: false, maximumBatchRows: 7 } },
	{ syncMode: 'addOrUpdate', state: 'in use', options: { respectOptOuts: false, restoreDeletedContacts: true } },
	{ syncMode: 'addOrUpdate', state: 'filled by others', options: { waitForCompletion: false } },
	{ syncMode: 'mirror', state: 'in use', options: { tags: 'New Tag, Old Tag' } },
	{ syncMode: 'mirror', state: 'filled by others', options: { respectOptOuts: false, tags: ['old tag'] } },
	{
		syncMode: 'mirror',
		state: 'in use',
		options: { onlyChanges: false, duplicateProfiles: 'first', maximumBatchRows: 10 },
	},
	{
		syncMode: 'addOrUpdate',
		state: 'empty',
		options: { onlyChanges: false, respectOptOuts: false, restoreDeletedContacts: true, tags: 'Old Tag' },
	},
];

/** A list of the case and the segment that is to be exported to it; each case has people of its own. */
function arrange(
	{ account }: Simulator,
	{ state, options = {}, syncMode }: Case,
	number: number,
): Omit<SegmentRun, 'credential'> {
	const list = account.addList(`List ${number}`);
	const email = (n: number) => `case${number}-person${String(n).padStart(2, '0')}@example.com`;
	const person = (n: number) => ({ email: email(n), first_name: `First ${n}`, last_name: `Last, "${n}"; Ł` });
	const numbers = Array.from({ length: 40 }, (_, n) => n);
	if (state !== 'empty') fill(account, list, state);
	const people = numbers.slice(0, 30).map(person);
	people[3].email = people[3].email.toUpperCase();
	if (state !== 'up to date')
		people.push(
			{ ...person(5), first_name: 'Twin' },
			{ email: 'nobody', first_name: '', last_name: '' },
			{ ...person(38), last_name: 'x'.repeat(51) },
		);
	return { list, people, syncMode, options: { maximumRemovalPercent: 100, ...options } };

	function fill(store: Simulator['account'], target: ContactList, filling: State): void {
		const tags = filling === 'filled by others' ? [] : [store.addTag(listTagName(target))];
		const isNew = (n: number) => filling !== 'up to date' && n >= 20 && n < 30;
		for (const n of numbers.slice(0, filling === 'up to date' ? 30 : 40)) {
			if (isNew(n)) continue;
			const { first_name, last_name } = person(n);
			store.addContact({
				email: email(n),
				fields: { first_name: filling !== 'up to date' && n < 3 ? 'Old' : first_name, last_name },
				lists: [target],
				tags,
			});
		}
		if (filling === 'up to date') return;
		store.removeFromList(email(10), target);
		store.unsubscribe(email(11));
		store.deleteContact(email(12));
		store.unsubscribe(email(39));
	}
}

test('a preview says what the export right after it does, field by field, in every mode, and sends nothing that changes anything', async () => {
	const { simulator } = service;
	simulator.account.addTag('Old Tag');
	const runs = cases.map((each, number) => arrange(simulator, each, number));
	const before = JSON.stringify(snapshot(simulator));
	const previews = await Promise.all(
		runs.map(async (run) => await mustRun({ ...run, operation: 'preview', credential: service.connectAlone() })),
	);
	expect(simulator.requests.writes()).toEqual([]);
	expect(JSON.stringify(snapshot(simulator))).toBe(before);

	const told = await Promise.all(
		runs.map(async (run) => {
			const credential = service.connectAlone();
			const outcome = await mustRun({ ...run, credential });
			return { outcome, plannedCalls: callsBesidePolls(simulator, String(credential.data.clientId)) };
		}),
	);
	const shown = (outcome: SegmentOutcome) => ({
		profiles: outcome.summary.profiles,
		list: outcome.summary.list,
		syncMode: outcome.summary.syncMode,
		segments: outcome.summary.segments,
		rejected: outcome.rejected,
		hints: outcome.hints,
	});
	const { length } = told.filter(({ outcome }) => outcome.summary.status === 'completed');
	expect(length).toBe(cases.length - 1);
	cases.forEach((each, index) => {
		const { outcome, plannedCalls } = told[index];
		const refusedLater = { ...outcome.summary.profiles, refused: 0 };
		expect({ ...each, ...shown(previews[index]) }).toEqual({
			...each,
			...shown(outcome),
			profiles: refusedLater,
			rejected: outcome.rejected.filter(
				({ json }) => (json.rejection as IDataObject).code !== 'refused_by_constant_contact',
			),
			hints: previews[index].hints,
		});
		expect(previews[index].summary).toMatchObject({
			operation: 'preview',
			status: 'preview',
			activities: [],
			guard: { tripped: false, leavers: outcome.summary.profiles.removed },
		});
		expect({ ...each, plannedCalls: previews[index].summary.plannedCalls }).toEqual({
			...each,
			plannedCalls,
		});
	});
});

/**
 * Requests of the export, but its looks at running jobs; the one for other jobs before people are taken off is none of
 * them.
 */
function callsBesidePolls({ requests }: Simulator, clientId: string): number {
	const own = requests.api().filter((entry) => entry.clientId === clientId);
	const polls = own.filter(({ method, path }) => method === 'GET' && path === '/v3/activities').length;
	return own.length - polls + (own.some(({ path }) => path.endsWith('/remove_list_memberships')) ? 1 : 0);
}

function snapshot({ account }: Simulator): unknown {
	return [
		account.activeLists().map(({ name, members }) => [name, members.size]),
		[...account.tags.values()].map(({ name, contacts }) => [name, contacts.size]),
		account.contacts.map(({ email }) => account.contact(email)),
	];
}

test('a preview of a removal that is too large tells the numbers instead of stopping; the export stops', async () => {
	const { account, requests } = service.simulator;
	const list = account.addList('News');
	account.addContacts(50, (n) => ({ email: `person${n}@example.com`, lists: [list] }));
	const people = Array.from({ length: 25 }, (_, n) => ({ email: `person${n}@example.com` }));
	const run = { list, people, syncMode: 'mirror' as const, credential: service.connect() };
	const { summary } = await mustRun({ ...run, operation: 'preview' });
	expect(summary).toMatchObject({
		status: 'preview',
		guard: { tripped: true, leavers: 25, members: 50, percent: 50 },
		profiles: { read: 25, unchanged: 25, removed: 25 },
	});
	const { error } = await runSegment(run);
	expect(error?.message).toContain('25 of 50');
	expect(requests.writes()).toEqual([]);
});
