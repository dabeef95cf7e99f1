import type { IDataObject } from 'n8n-workflow';
import type { ContactList } from '../simulator';
import { listTagName, mustRun, notedOn, runSegment, scratchLists } from '../support/segmentRun';
import type { Service } from '../support/service';
import { mapped, startService } from '../support/service';

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService();
	const { account } = service.simulator;
	list = account.addList('Newsletter');
	const tag = account.addTag(listTagName(list));
	account.addContacts(20, (n) => ({ email: email(n), lists: [list], tags: [tag] }));
});
afterEach(async () => await service.close());

const email = (n: number) => `person${n}@example.com`;
const people = (...numbers: number[]): IDataObject[] => numbers.map((n) => ({ email: email(n) }));
const run = (segment: IDataObject[], options: IDataObject = {}) => ({
	list,
	people: segment,
	credential: service.connect(),
	syncMode: 'remove' as const,
	fields: mapped({ email: '={{ $json.email }}' }),
	options,
});

test('the profiles are taken off the list; those who are not on it are counted, and become no contacts', async () => {
	const { account } = service.simulator;
	account.removeFromList(email(3), list);
	account.unsubscribe(email(4));
	account.deleteContact(email(5));
	const segment = [...people(0, 1, 3, 4, 5, 900), { email: email(1).toUpperCase() }, { email: 'nobody' }];
	const { summary, codes } = await mustRun(run(segment));
	expect(summary.profiles).toEqual({
		read: 8,
		duplicates: 1,
		rejected: 1,
		optedOut: 1,
		deleted: 0,
		unchanged: 3,
		sent: 2,
		refused: 0,
		removed: 2,
	});
	expect(codes).toEqual({ nobody: 'email_invalid', [email(4)]: 'unsubscribed' });
	expect(account.contact(email(900))).toBeUndefined();
	expect(account.contacts).toHaveLength(20);
	expect(account.membersOf(list).sort()).toEqual(
		Array.from({ length: 20 }, (_, n) => n)
			.filter((n) => ![0, 1, 3, 5].includes(n))
			.map(email)
			.sort(),
	);
	expect(account.contact(email(0))).toMatchObject({ permission: 'implicit', deleted: false, leftLists: [] });
	expect(account.contact(email(4))?.permission).toBe('unsubscribed');
	expect([account.restoredContacts, scratchLists(service.simulator)]).toEqual([0, []]);
});

test('the note goes first, so an export may bring them back; who left by choice stays away', async () => {
	const { account } = service.simulator;
	account.removeFromList(email(2), list);
	await mustRun(run(people(0, 1, 2)));
	expect(notedOn(service.simulator, list)).not.toContain(email(0));
	const { codes } = await mustRun({ ...run(people(0, 1, 2)), syncMode: 'addOrUpdate' });
	expect(codes).toEqual({ [email(2)]: 'opted_out_of_list' });
	expect(account.memberCount(list)).toBe(19);
});

test('nobody of the segment is on the list: nothing is changed', async () => {
	const { summary } = await mustRun(run(people(100, 101)));
	expect(summary.profiles).toMatchObject({ unchanged: 2, sent: 0, removed: 0 });
	expect(service.simulator.requests.writes()).toEqual([]);
});

test("more than 20 % only by the user's own number", async () => {
	const { error } = await runSegment(run(people(0, 1, 2, 3, 4)));
	expect(error?.message).toContain('5 of 20 members');
	expect(service.simulator.requests.writes()).toEqual([]);
	const { summary } = await mustRun(
		run(people(...Array.from({ length: 20 }, (_, n) => n)), { maximumRemovalPercent: 100 }),
	);
	expect(summary.profiles.removed).toBe(20);
	expect(service.simulator.account.memberCount(list)).toBe(0);
});

test('more leavers than one import takes: several imports, one removal', async () => {
	const { account, requests } = service.simulator;
	account.addContacts(45_000, (n) => ({ email: `many${n}@example.com`, lists: [list] }));
	const { summary } = await mustRun(
		run(
			Array.from({ length: 45_000 }, (_, n) => ({ email: `many${n}@example.com` })),
			{ maximumRemovalPercent: 100 },
		),
	);
	expect(summary.profiles).toMatchObject({ sent: 45_000, removed: 45_000 });
	expect(account.memberCount(list)).toBe(20);
	expect(requests.count(({ path }) => path.endsWith('_json_import'))).toBe(2);
	expect(requests.count(({ path }) => path.endsWith('/remove_list_memberships'))).toBe(1);
});

test('it cannot be had without waiting, and says so before anything is read', async () => {
	const { error } = await runSegment(run(people(0), { waitForCompletion: false }));
	expect(error?.message).toContain('Wait for Completion');
	expect(service.simulator.requests.writes()).toEqual([]);
});
