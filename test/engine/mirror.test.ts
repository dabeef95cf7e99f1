/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { IDataObject } from 'n8n-workflow';
import type { ActivityKind, ContactList } from '../simulator';
import type { SegmentOutcome } from '../support/segmentRun';
import { listTagName, mustRun, notedOn, runSegment, scratchLists } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService();
	list = service.simulator.account.addList('Newsletter');
});
afterEach(async () => await service.close());

const email = (n: number) => `person${n}@example.com`;
const person = (n: number): IDataObject => ({ email: email(n), first_name: `First ${n}`, last_name: `Last ${n}` });
const people = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => person(from + n));
const run = (segment: IDataObject[], options: IDataObject = {}) => ({
	list,
	people: segment,
	credential: service.connect(),
	syncMode: 'mirror' as const,
	options,
});

/** People who are on the list, and noted as such, as after many exports. */
function fill(from: number, to: number): void {
	const { account } = service.simulator;
	const tag = account.addTag(listTagName(list));
	account.addContacts(to - from, (n) => ({
		email: email(from + n),
		fields: { first_name: `First ${from + n}`, last_name: `Last ${from + n}` },
		lists: [list],
		tags: [tag],
	}));
}

const isPoll = ({ method, path }: { method: string; path: string }) => method === 'GET' && path === '/v3/activities';

test('the number of calls does not grow with the number of leavers, up to 40,000 in a list of 200,000', async () => {
	const { account, requests } = service.simulator;
	fill(0, 200_000);
	const told: Array<{ leavers: number; calls: number; polls: number; seconds: number }> = [];
	let gone = 0;
	for (const leavers of [50, 5_000, 39_000]) {
		gone += leavers;
		requests.clear();
		const began = Date.now();
		const { summary } = await mustRun(run(people(gone, 200_000), { maximumRemovalPercent: 25 }));
		expect(summary.profiles).toMatchObject({ unchanged: 200_000 - gone, sent: 0, removed: leavers });
		expect(account.memberCount(list)).toBe(200_000 - gone);
		expect(requests.count(({ path }) => path.endsWith('_json_import'))).toBe(1);
		told.push({
			leavers,
			calls: requests.api().length,
			polls: requests.count(isPoll),
			seconds: (Date.now() - began) / 1000,
		});
	}
	process.stdout.write(
		`${told.map(({ leavers, calls, polls, seconds }) => `${leavers} of 200,000 leave: ${calls} calls, ${polls} of them polls, ${seconds.toFixed(1)} s`).join('\n')}\n`,
	);
	for (const { calls, polls } of told) {
		expect(calls - polls).toBe(told[0].calls - told[0].polls);
		// Of polls a slow machine needs more.
		expect(calls - polls).toBeLessThan(30);
	}
	expect(scratchLists(service.simulator)).toEqual([]);
});

test('an unchanged segment of 100,000: the second run imports nobody and changes nothing', async () => {
	const { requests } = service.simulator;
	const segment = people(0, 100_000);
	const first = await mustRun(run(segment));
	expect(first.summary.profiles).toMatchObject({ sent: 100_000 });
	requests.clear();
	const began = Date.now();
	const { summary } = await mustRun(run(segment));
	process.stdout.write(`unchanged 100,000: ${summary.apiCalls} calls, ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
	expect(summary.profiles).toMatchObject({ read: 100_000, unchanged: 100_000, sent: 0 });
	expect(requests.writes()).toEqual([]);
});

test('who leaves the segment leaves this list and nothing else: contact, permission, other lists, tags and values stay', async () => {
	const { account } = service.simulator;
	fill(0, 20);
	const other = account.addList('Another');
	const own = account.addTag('VIP');
	for (const n of [0, 1, 2, 15]) account.addToList(email(n), other);
	account.tag(account.mustFind(email(0)), own);
	account.addContact({ email: 'by-hand@example.com', permission: 'explicit', lists: [list] });
	const before = new Map(account.contacts.map((contact) => [contact.email, account.contact(contact.email)]));
	const { summary, rejected } = await mustRun(run(people(2, 20)));
	expect(summary.profiles).toMatchObject({ unchanged: 18, removed: 3 });
	expect(rejected).toEqual([]);
	expect(account.membersOf(list).sort()).toEqual(
		people(2, 20)
			.map((each) => each.email)
			.sort(),
	);
	for (const gone of [email(0), email(1), 'by-hand@example.com']) {
		const { lists, tags, ...was } = before.get(gone)!;
		const now = account.contact(gone)!;
		expect(now).toMatchObject({
			permission: was.permission,
			optInSource: was.optInSource,
			deleted: false,
			leftLists: [],
			fields: was.fields,
		});
		expect(now.lists).toEqual(lists.filter((id) => id !== list.id));
		expect(now.tags).toEqual(tags.filter((name) => name !== listTagName(list)));
	}
	expect(account.contacts).toHaveLength(before.size);
	expect(scratchLists(service.simulator)).toEqual([]);
});

test('a profile that cannot be exported is in the segment all the same: a typo throws nobody off the list', async () => {
	const { account } = service.simulator;
	fill(0, 20);
	const segment = people(1, 20);
	segment[0] = { ...segment[0], first_name: 'x'.repeat(51) };
	segment[1] = { ...segment[1], email: ` ${email(2).toUpperCase()} `, last_name: 'y'.repeat(60) };
	const { summary, codes } = await mustRun(run(segment));
	expect(summary.profiles).toMatchObject({ read: 19, rejected: 2, unchanged: 17, removed: 1 });
	expect(Object.values(codes)).toEqual(['value_too_long', 'value_too_long']);
	expect(account.membersOf(list).sort()).toEqual(
		people(1, 20)
			.map((each) => each.email)
			.sort(),
	);
});

test('unsubscribed people who leave the segment stay as they are', async () => {
	const { account } = service.simulator;
	fill(0, 20);
	account.unsubscribe(email(0));
	const { summary } = await mustRun(run(people(2, 20)));
	expect(summary.profiles.removed).toBe(1);
	expect(account.membersOf(list)).toContain(email(0));
	expect(account.contact(email(0))?.permission).toBe('unsubscribed');
});

test('scratch lists that a broken run left are deleted; those of other lists, and lists of similar names, are not touched', async () => {
	const { account } = service.simulator;
	fill(0, 10);
	const other = account.addList('Another');
	const left = (id: string, unique = 'mabc123xyz') => `Leaving list ${id} (n8n export ${unique})`;
	const ours = [account.addList(left(list.id)), account.addList(left(list.id, 'q1w2e3r4'))];
	for (const { id } of ours) account.addToList(email(3), id);
	const foreign = [
		left(other.id),
		`${left(list.id)} copy`,
		`My ${left(list.id)}`,
		left(list.id, 'kept by hand'),
		`Leaving list ${list.id}`,
	];
	for (const name of foreign) account.addToList(email(4), account.addList(name));
	await mustRun({ ...run(people(0, 12)), syncMode: 'addOrUpdate' });
	expect(
		account
			.activeLists()
			.map(({ name }) => name)
			.sort(),
	).toEqual(['Newsletter', 'Another', ...foreign].sort());
	expect(account.membersOf(list)).toHaveLength(12);
	expect(account.contact(email(4))?.lists).toHaveLength(1 + foreign.length);
});

test('a list that is renamed is mirrored as before, and who left it may come back', async () => {
	const { account } = service.simulator;
	fill(0, 20);
	account.renameList(list, 'Quite another name');
	await mustRun(run(people(2, 20)));
	account.renameList(list, 'Yet another');
	const { summary } = await mustRun(run(people(0, 20)));
	expect(summary.profiles).toMatchObject({ optedOut: 0, sent: 2, unchanged: 18 });
	expect(notedOn(service.simulator, list)).toEqual(
		people(0, 20)
			.map((each) => each.email)
			.sort(),
	);
});

test('a leaver who is on 50 lists cannot be gathered: they stay, are counted as not removed, and the others go', async () => {
	const { account } = service.simulator;
	fill(0, 20);
	for (let n = 0; n < 49; n++) account.addToList(email(0), account.addList(`Other ${n}`));
	const { summary } = await mustRun(run(people(3, 20)));
	expect(summary.profiles.removed).toBe(2);
	expect(account.membersOf(list)).toContain(email(0));
	expect(account.memberCount(list)).toBe(18);
});

test('an import that did not end in time: nobody is taken off before it has, and the next run does it', async () => {
	const { account, activities } = service.simulator;
	fill(0, 20);
	const quick = activities.latency;
	const hour = 3_600_000;
	activities.latency = (kind) => (kind === 'import' ? hour : 20);
	const first = await mustRun(run(people(2, 22), { maximumWait: 0.03 }));
	activities.latency = quick;
	expect(first.summary).toMatchObject({ status: 'processing', profiles: { removed: 0 } });
	expect(account.membersOf(list)).toContain(email(0));

	service.simulator.clock.advance(hour);
	await activities.idle();
	const second = await mustRun(run(people(2, 22)));
	expect(second.summary).toMatchObject({ status: 'completed', profiles: { sent: 0, removed: 2 } });
	expect(account.membersOf(list).sort()).toEqual(
		people(2, 22)
			.map((each) => each.email)
			.sort(),
	);
	expect(scratchLists(service.simulator)).toEqual([]);
});

test.each<ActivityKind>(['import', 'removeTags', 'removeFromLists'])(
	'a job of the removal that fails (%s): the run says so, and the next one finishes it',
	async (kind) => {
		const { account, faults } = service.simulator;
		fill(0, 20);
		faults.activities.add({ kind, outcome: 'failed', share: 0.5 });
		const { error } = await runSegment(run(people(4, 20)));
		expect(error?.message).toContain('off the list');
		await mustRun(run(people(4, 20)));
		expect(account.membersOf(list).sort()).toEqual(
			people(4, 20)
				.map((each) => each.email)
				.sort(),
		);
		expect(scratchLists(service.simulator)).toEqual([]);
		const back: SegmentOutcome = await mustRun(run(people(0, 20)));
		expect(back.codes).toEqual({});
		expect(account.memberCount(list)).toBe(20);
	},
);

test('a scratch list whose deletion does not end well is no matter of the run: people are off the list, and the next run deletes it', async () => {
	const { account, faults } = service.simulator;
	fill(0, 20);
	faults.activities.add({ kind: 'deleteLists', outcome: 'failed' });
	const first = await mustRun(run(people(4, 20)));
	expect(first.summary).toMatchObject({ status: 'completed', profiles: { removed: 4 } });
	expect(account.memberCount(list)).toBe(16);
	expect(scratchLists(service.simulator)).toHaveLength(1);
	await mustRun(run(people(4, 20)));
	expect(scratchLists(service.simulator)).toEqual([]);
});
