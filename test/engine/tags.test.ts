import type { IDataObject } from 'n8n-workflow';
import type { ContactList } from '../simulator';
import { listTagName, mustRun, notedOn, runSegment } from '../support/segmentRun';
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
const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({ email: email(n), first_name: 'A', last_name: 'B' }));
const run = (segment: IDataObject[], tags: string | string[], more: IDataObject = {}) => ({
	list,
	people: segment,
	credential: service.connect(),
	syncMode: 'addOrUpdate' as const,
	options: { tags, ...more },
});

test('tags are chosen by name whatever their case, or made, and put on everybody by one bulk call', async () => {
	const { account, requests } = service.simulator;
	account.addTag('Spring 2027');
	const { summary } = await mustRun(run(people(5), ' spring 2027, New One,, New One '));
	for (const name of ['Spring 2027', 'New One', listTagName(list)])
		expect(account.taggedWith(name).sort()).toEqual(people(5).map((each) => each.email));
	expect([...account.tags.values()].map(({ name }) => name).sort()).toEqual(
		[listTagName(list), 'New One', 'Spring 2027'].sort(),
	);
	expect(requests.count(({ path }) => path.endsWith('/contacts_taggings_add'))).toBe(1);
	expect(summary.activities.map(({ kind, state, rows }) => ({ kind, state, rows }))).toEqual([
		{ kind: 'import', state: 'completed', rows: 5 },
		{ kind: 'tag', state: 'completed', rows: 5 },
	]);
});

test('an unchanged segment is tagged, too: the tags may be new', async () => {
	const { account, requests } = service.simulator;
	await mustRun(run(people(3), ''));
	requests.clear();
	await mustRun(run(people(3), ['Later']));
	expect(account.taggedWith('Later').sort()).toEqual(people(3).map((each) => each.email));
	expect(requests.writes().map(({ path }) => path)).toEqual([
		'/v3/contact_tags',
		'/v3/activities/contacts_taggings_add',
	]);
});

test('the tags are there without any protection, and then nothing is read before', async () => {
	const { account, requests } = service.simulator;
	await mustRun(run(people(3), 'Plain', { respectOptOuts: false, onlyChanges: false, restoreDeletedContacts: true }));
	expect(account.taggedWith('Plain')).toHaveLength(3);
	expect(notedOn(service.simulator, list)).toEqual([]);
	// The look at who has landed, which the counters do not tell.
	expect(requests.count(({ path }) => path.endsWith('/contacts'))).toBe(1);
});

test('a mirror tags who is on the list after the leavers are off it', async () => {
	const { account } = service.simulator;
	await mustRun(run(people(20), ''));
	await mustRun({ ...run(people(18), 'Mirrored'), syncMode: 'mirror' });
	expect(account.taggedWith('Mirrored').sort()).toEqual(
		people(18)
			.map((each) => each.email as string)
			.sort(),
	);
	expect(notedOn(service.simulator, list)).toEqual(
		people(18)
			.map((each) => each.email as string)
			.sort(),
	);
});

test('a contact who has 50 tags: the job says so, and the others are tagged', async () => {
	const { account } = service.simulator;
	const tags = Array.from({ length: 50 }, (_, n) => account.addTag(`Tag ${n}`));
	account.addContact({ email: email(0), tags });
	const { summary } = await mustRun(run(people(3), 'One More'));
	expect(account.taggedWith('One More').sort()).toEqual([email(1), email(2)]);
	expect(JSON.stringify(summary.activities)).toContain('more than 50 tags');
});

test('tagging that does not end well is an error, not a silence', async () => {
	service.simulator.faults.activities.add({ kind: 'addTags', outcome: 'failed' });
	const { error } = await runSegment(run(people(3), 'Some'));
	expect(error?.message).toContain('tagging');
	expect(error?.description).toContain('Run the export again');
});
