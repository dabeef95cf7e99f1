import type { IDataObject } from 'n8n-workflow';
import type { ContactList } from '../simulator';
import type { SegmentRun } from '../support/segmentRun';
import { listTagName, mustRun, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService();
	const { account } = service.simulator;
	list = account.addList('Newsletter');
	const tag = account.addTag(listTagName(list));
	account.addContacts(1_500, (n) => ({
		email: people[n].email,
		fields: { first_name: 'A', last_name: 'B' },
		lists: [list],
		tags: [tag],
	}));
});
afterEach(async () => await service.close());

const people = Array.from({ length: 1_600 }, (_, n) => ({
	email: `person${n}@example.com`,
	first_name: 'A',
	last_name: 'B',
}));
const mirror = (segment: IDataObject[], options: IDataObject = {}): SegmentRun => ({
	list,
	people: segment,
	credential: service.connect(),
	syncMode: 'mirror',
	options,
});

function expectNothingChanged(): void {
	expect(service.simulator.requests.writes()).toEqual([]);
	expect(service.simulator.account.memberCount(list)).toBe(1_500);
}

test.each<[string, IDataObject[], string[]]>([
	['half of the profiles', people.slice(0, 750), ['750 of 1,500 members', '50 %', '20 % allowed']],
	[
		'half of the profiles, and new ones',
		[...people.slice(0, 750), ...people.slice(1_500)],
		['750 of 1,500 members', '50 %'],
	],
	["one member more than the user's percentage", people.slice(301, 1_500), ['301 of 1,500 members', '20 % allowed']],
	['the placeholder of an empty result', [{}], ['segment is empty', '1,500 members']],
	[
		'an error instead of profiles',
		[{ error: 'The database is gone' }],
		['A node before this one has failed for 1 item'],
	],
	[
		'profiles without a usable address',
		people.map(({ first_name }) => ({ first_name, email: 'n/a' })),
		['segment is empty', '1,500 members'],
	],
])('a mirror of a source that brings %s changes nothing at all, and says why', async (_what, segment, told) => {
	const { error, exported } = await runSegment(mirror(segment));
	expect(exported).toEqual([]);
	for (const part of told) expect(error?.message).toContain(part);
	expectNothingChanged();
});

test('by an expression the guard lets nobody be taken off while the segment has members without a profile', async () => {
	const options = { maximumRemovalPercent: '={{ $json.withoutProfile > 0 ? 0 : 20 }}' };
	const segment = people.slice(1, 1_500).map((person) => ({ ...person, withoutProfile: 1 }));
	const { error } = await runSegment(mirror(segment, options));
	expect(error?.message).toContain('1 of 1,500 members');
	expectNothingChanged();
});

test('the same with "Continue (using error output)": one item with the message, and nothing changed', async () => {
	const { failed, exported } = await runSegment({ ...mirror(people.slice(0, 700)), onError: 'continueErrorOutput' });
	expect(exported).toEqual([]);
	expect(failed.map(({ json }) => json)).toMatchObject([
		{
			error: expect.stringContaining('800 of 1,500 members'),
			details: expect.stringContaining('Maximum Removal Percent'),
		},
	]);
	expectNothingChanged();
});

test('no items at all: n8n does not run the node, so nothing changes either', async () => {
	await runSegment(mirror([]));
	expect(service.simulator.requests.api()).toEqual([]);
});

test('an empty segment is never mirrored, however high the percentage', async () => {
	const { error } = await runSegment(mirror([{}], { maximumRemovalPercent: 100 }));
	expect(error?.message).toContain('1,500 members');
	expectNothingChanged();
});

test("just the user's percentage is allowed, and one that the user raised", async () => {
	const { summary } = await mustRun(mirror(people.slice(300, 1_500)));
	expect(summary.profiles).toMatchObject({ unchanged: 1_200, removed: 300 });
	const second = await mustRun(mirror(people.slice(700, 1_500), { maximumRemovalPercent: 60 }));
	expect(second.summary.profiles).toMatchObject({ unchanged: 800, removed: 400 });
	expect(service.simulator.account.memberCount(list)).toBe(800);
});

test('removing profiles stands under the same guard', async () => {
	const { error } = await runSegment({ ...mirror(people.slice(0, 400)), syncMode: 'remove' });
	expect(error?.message).toContain('400 of 1,500 members');
	expectNothingChanged();
});

test('unsubscribed people count neither as members nor as leavers', async () => {
	for (const { email } of people.slice(0, 1_000)) service.simulator.account.unsubscribe(email);
	const { error } = await runSegment(mirror(people.slice(1_200, 1_500)));
	expect(error?.message).toContain('200 of 500 members');
	expectNothingChanged();
});
