import { startForEachTest, type TestClient } from './client';
import { type ContactList, type Simulator } from './index';

const add = '/v3/activities/add_list_memberships';
const remove = '/v3/activities/remove_list_memberships';
const uuid = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a';

let simulator: Simulator;
let client: TestClient;

startForEachTest((started) => ({ simulator, client } = started));

describe('Paging', () => {
	test('50 by default, up to 1000, relative next links that keep the filter, none on the last page', async () => {
		for (let number = 0; number < 120; number++) simulator.account.addList(`L${number}`);
		const seen: string[] = [];
		let path = '/v3/contact_lists?include_count=true';
		const sizes: number[] = [];
		while (path) {
			const { data } = await client.get(path);
			expect(data.lists_count).toBe(120);
			sizes.push(data.lists.length);
			seen.push(...data.lists.map((list: { name: string }) => list.name));
			path = data._links?.next?.href;
			if (path) expect(path).toMatch(/^\/v3\/contact_lists\?.*cursor=/);
		}
		expect(sizes).toEqual([50, 50, 20]);
		expect(new Set(seen).size).toBe(120);
		expect((await client.get('/v3/contact_lists?limit=1000')).data.lists).toHaveLength(120);
	});

	test.each([
		'limit=0',
		'limit=1001',
		'limit=ten',
		'include_membership_count=yes',
		'status=gone',
		'include_count=1',
		'cursor=zzz',
	])('%s is a 400 array', async (query) => {
		const answer = await client.get(`/v3/contact_lists?${query}`);
		expect([answer.status, answer.data[0].error_key]).toEqual([400, 'contacts.api.validation.error']);
	});

	test.each([
		['absent', undefined],
		['empty', {}],
		['nullHref', { next: { href: null } }],
	] as const)('switch lastPageLinks: %s', async (lastPageLinks, links) => {
		simulator.switches.lastPageLinks = lastPageLinks;
		expect((await client.get('/v3/contact_lists')).data._links).toEqual(links);
	});
});

test('Name is exact; status shows the deleted; counts are all or active', async () => {
	const { account } = simulator;
	const list = account.addList('News & "Co"/ż', { description: 'd' });
	account.addList('News');
	account.addContact({ email: 'a@example.com', lists: [list] });
	account.addContact({ email: 'b@example.com', lists: [list], permission: 'unsubscribed' });
	const named = async (name: string) =>
		(await client.get(`/v3/contact_lists?name=${encodeURIComponent(name)}`)).data.lists;
	expect(await named('News & "Co"/ż')).toEqual([
		{
			list_id: list.id,
			name: list.name,
			description: 'd',
			favorite: false,
			created_at: expect.any(String),
			updated_at: expect.any(String),
		},
	]);
	expect(await named('news & "co"/ż')).toEqual([]);
	const counted = async (kind: string) =>
		(await client.get(`/v3/contact_lists/${list.id}?include_membership_count=${kind}`)).data.membership_count;
	expect([await counted('all'), await counted('active')]).toEqual([2, 1]);
	account.deleteList(list);
	expect((await client.get('/v3/contact_lists')).data.lists).toHaveLength(1);
	const deleted = (await client.get('/v3/contact_lists?status=deleted')).data.lists;
	expect(deleted).toEqual([expect.objectContaining({ list_id: list.id, deleted_at: expect.any(String) })]);
	expect((await client.get('/v3/contact_lists?status=all')).data.lists).toHaveLength(2);
	expect((await client.get(`/v3/contact_lists/${list.id}`)).status).toBe(404);
});

describe('Creating', () => {
	test('201 with the list; a name that exists is a 409 array', async () => {
		const created = await client.post('/v3/contact_lists', { name: 'Fresh', favorite: true });
		expect([created.status, created.data]).toEqual([
			201,
			expect.objectContaining({ name: 'Fresh', favorite: true, list_id: simulator.account.listNamed('Fresh')?.id }),
		]);
		const again = await client.post('/v3/contact_lists', { name: 'fresh' });
		expect([again.status, again.data[0].error_key]).toEqual([409, 'contacts.api.conflict']);
	});

	test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(256) }], [{ name: 7 }], [{ name: 'a', favorite: 'yes' }]])(
		'%j is a 400',
		async (body) => {
			expect((await client.post('/v3/contact_lists', body)).status).toBe(400);
		},
	);

	test('255 characters are allowed, 1,000 lists are the most', async () => {
		expect((await client.post('/v3/contact_lists', { name: 'x'.repeat(255) })).status).toBe(201);
		for (let number = 1; number < 1_000; number++) simulator.account.addList(`L${number}`);
		expect((await client.post('/v3/contact_lists', { name: 'one more' })).status).toBe(400);
	});

	test('PUT renames; V2 numbers are translated', async () => {
		const list = simulator.account.addList('Old');
		expect((await client.api('PUT', `/v3/contact_lists/${list.id}`, { name: 'New' })).data.name).toBe('New');
		const { data } = await client.get(`/v3/contact_lists/list_id_xrefs?sequence_ids=${list.sequenceId},1`);
		expect(data).toEqual({ xrefs: [{ sequence_id: list.sequenceId, list_id: list.id }] });
		expect((await client.get('/v3/contact_lists/list_id_xrefs')).status).toBe(400);
	});
});

describe('rows 45 to 47: memberships', () => {
	let target: ContactList;
	let other: ContactList;
	beforeEach(() => {
		target = simulator.account.addList('Target');
		other = simulator.account.addList('Other');
	});

	const sources: Array<[string, unknown]> = [
		['no source', {}],
		['two sources', { list_ids: [uuid], contact_ids: [uuid] }],
		['an empty source', { contact_ids: [] }],
		['501 contacts', { contact_ids: new Array(501).fill(uuid) }],
		['51 lists', { list_ids: new Array(51).fill(uuid) }],
		['an id that is no UUID', { contact_ids: ['17'] }],
		['an unknown engagement level', { engagement_level: 'mad' }],
	];
	test.each(sources)('45: %s is a 400 for both', async (_, source) => {
		for (const path of [add, remove])
			expect((await client.post(path, { source, list_ids: [target.id] })).status).toBe(400);
	});

	test('45: segments are no source for removal; exclude goes with lists only', async () => {
		simulator.account.addSegment('S');
		expect((await client.post(remove, { source: { segment_id: 1 }, list_ids: [target.id] })).status).toBe(400);
		expect((await client.post(add, { source: { segment_id: 1 }, list_ids: [target.id] })).status).toBe(201);
		expect(
			(
				await client.post(add, {
					source: { contact_ids: [uuid] },
					exclude: { contact_ids: [uuid] },
					list_ids: [target.id],
				})
			).status,
		).toBe(400);
	});

	test('45: an unknown target is a 400 when adding, a 404 when removing', async () => {
		const body = { source: { list_ids: [other.id] }, list_ids: [uuid] };
		expect([(await client.post(add, body)).status, (await client.post(remove, body)).status]).toEqual([400, 404]);
	});

	test.each([
		[50, 400],
		[100, 201],
	] as const)('45: switch removeSourceListCap: %d', async (removeSourceListCap, status) => {
		simulator.switches.removeSourceListCap = removeSourceListCap;
		const body = { source: { list_ids: new Array(51).fill(other.id) }, list_ids: [target.id] };
		expect((await client.post(remove, body)).status).toBe(status);
	});

	test('46: members of the source list leave the target; contact, permission and other lists stay', async () => {
		const { account } = simulator;
		const both = { lists: [target, other] };
		account.addContact({ email: 'a@example.com', permission: 'explicit', ...both });
		const kept = account.addContact({ email: 'b@example.com', ...both });
		account.addContact({ email: 'c@example.com', lists: [target] });
		const job = await client.job(remove, {
			source: { list_ids: [other.id] },
			exclude: { contact_ids: [kept.contactId] },
			list_ids: [target.id],
		});
		expect(job.status).toEqual({ items_total_count: 1, items_completed_count: 1, list_count: 1 });
		expect(account.membersOf(target).sort()).toEqual(['b@example.com', 'c@example.com']);
		expect(account.contact('a@example.com')).toMatchObject({
			permission: 'explicit',
			deleted: false,
			lists: [other.id],
			leftLists: [],
		});
	});

	test.each([
		[true, 1],
		[false, 2],
	])('47: adding revives the deleted and leaves out the unsubscribed (%s)', async (addRefusesUnsubscribed, members) => {
		Object.assign(simulator.switches, { addRefusesUnsubscribed });
		const deleted = simulator.account.addContact({ email: 'd@example.com', deleted: true });
		const unsubscribed = simulator.account.addContact({ email: 'u@example.com', permission: 'unsubscribed' });
		await client.job(add, {
			source: { contact_ids: [deleted.contactId, unsubscribed.contactId, uuid] },
			list_ids: [target.id],
		});
		expect(simulator.account.memberCount(target)).toBe(members);
		expect(simulator.account.contact('d@example.com')?.deleted).toBe(false);
		expect(simulator.account.contact('u@example.com')?.permission).toBe('unsubscribed');
	});

	test('by tag, and all active contacts', async () => {
		const tag = simulator.account.addTag('T');
		simulator.account.addContact({ email: 't@example.com', tags: [tag] });
		simulator.account.addContact({ email: 'x@example.com', permission: 'unsubscribed' });
		simulator.account.addContact({ email: 'y@example.com' });
		await client.job(add, { source: { tag_ids: [tag.id] }, list_ids: [target.id] });
		await client.job(add, { source: { all_active_contacts: true }, list_ids: [other.id] });
		expect(simulator.account.membersOf(target)).toEqual(['t@example.com']);
		expect(simulator.account.membersOf(other)).toEqual(['t@example.com', 'y@example.com']);
	});
});

describe('Deleting', () => {
	test('DELETE answers 202 with an activity; members stay contacts', async () => {
		const list = simulator.account.addList('L');
		simulator.account.addContact({ email: 'a@example.com', lists: [list] });
		const answer = await client.api('DELETE', `/v3/contact_lists/${list.id}`);
		expect([answer.status, answer.data.state]).toEqual([202, 'initialized']);
		expect(answer.headers.location).toBe(answer.data._links.self.href);
		expect((await client.ended(answer.data.activity_id)).state).toBe('completed');
		expect((await client.get(`/v3/contact_lists/${list.id}`)).status).toBe(404);
		expect(simulator.account.contact('a@example.com')?.lists).toEqual([]);
		expect((await client.api('DELETE', `/v3/contact_lists/${list.id}`)).status).toBe(404);
		expect((await client.post('/v3/contact_lists', { name: 'L' })).status).toBe(201);
	});

	test('list_delete takes up to 100', async () => {
		const ids = Array.from({ length: 101 }, (_, index) => simulator.account.addList(`L${index}`).id);
		expect((await client.post('/v3/activities/list_delete', { list_ids: ids })).status).toBe(400);
		expect((await client.job('/v3/activities/list_delete', { list_ids: ids.slice(0, 100) })).status).toEqual({
			list_count: 100,
		});
		expect((await client.get('/v3/contact_lists')).data.lists).toHaveLength(1);
	});
});
