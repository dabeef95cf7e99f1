import { startForEachTest, type TestClient } from './client';
import type { ContactSeed, Simulator } from './index';

const uuid = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a';

let simulator: Simulator;
let client: TestClient;

startForEachTest((started) => ({ simulator, client } = started));

const emailsOf = (data: { contacts: Array<{ email_address: { address: string } }> }) =>
	data.contacts.map((contact) => contact.email_address.address);
const seed = (contact: Partial<ContactSeed> & { email: string }) => simulator.account.addContact(contact);

describe('Paging', () => {
	test('50 by default, 500 at most, opaque relative links that keep the filter', async () => {
		const list = simulator.account.addList('L');
		simulator.account.addContacts(130, (index) => ({ email: `p${index}@example.com`, lists: index % 2 ? [list] : [] }));
		const seen: string[] = [];
		let path = `/v3/contacts?lists=${list.id}&limit=30&include_count=true`;
		while (path) {
			const { data } = await client.get(path);
			expect(data.contacts_count).toBe(65);
			seen.push(...emailsOf(data));
			path = data._links?.next.href;
			if (path) expect(path).toMatch(/^\/v3\/contacts\?limit=30&cursor=[\w-]+==$/);
		}
		expect(seen).toEqual(simulator.account.membersOf(list));
		simulator.switches.contactsCount = 'page';
		expect((await client.get('/v3/contacts?limit=30&include_count=true')).data.contacts_count).toBe(30);
		expect((await client.get('/v3/contacts')).data.contacts).toHaveLength(50);
		expect((await client.get('/v3/contacts?limit=500')).data.contacts).toHaveLength(130);
	});

	test.each([
		'limit=0',
		'limit=501',
		'cursor=x',
		'status=gone',
		'include=everything',
		'lists=1995998026',
		'updated_after=yesterday',
		`lists=${new Array(26).fill(uuid)}`,
		`tags=${new Array(51).fill(uuid)}`,
	])('%s is a 400', async (query) => {
		expect((await client.get(`/v3/contacts?${query}`)).status).toBe(400);
	});
});

test('The default hides deleted and shows unsubscribed; status chooses', async () => {
	seed({ email: 'active@example.com' });
	seed({ email: 'gone@example.com', deleted: true });
	seed({ email: 'out@example.com', permission: 'unsubscribed' });
	seed({ email: 'hold@example.com', permission: 'temp_hold' });
	const by = async (query: string) =>
		emailsOf((await client.get(`/v3/contacts${query}`)).data).map((email) => email.split('@')[0]);
	expect(await by('')).toEqual(['active', 'out', 'hold']);
	expect(await by('?status=all')).toEqual(['active', 'gone', 'out', 'hold']);
	expect(await by('?status=deleted')).toEqual(['gone']);
	expect(await by('?status=active,unsubscribed')).toEqual(['active', 'out']);
});

test('email= is exact whatever the case, + encoded, and hides the deleted', async () => {
	seed({ email: 'A+b@example.com' });
	seed({ email: 'gone@example.com', deleted: true });
	const by = async (query: string) => emailsOf((await client.get(`/v3/contacts?${query}`)).data);
	expect(await by('email=a%2BB%40EXAMPLE.com')).toEqual(['a+b@example.com']);
	expect(await by('email=a')).toEqual([]);
	expect(await by('email=gone@example.com')).toEqual([]);
	expect(await by('email=gone@example.com&status=all')).toEqual(['gone@example.com']);
});

test('Sub-resources only when included; a deleted contact shows deleted_at and no lists', async () => {
	const list = simulator.account.addList('L');
	const tag = simulator.account.addTag('T');
	const field = simulator.account.addCustomField({ label: 'Shoe size' });
	const contact = seed({
		email: 'a@example.com',
		lists: [list],
		tags: [tag],
		customFields: { Shoe_size: '42' },
		fields: { first_name: 'Ann', home_phone: '1', home_zip: '02451', birthday_month: '5', birthday_day: '6' },
	});
	const bare = (await client.get('/v3/contacts')).data.contacts[0];
	expect(Object.keys(bare).sort()).toEqual([
		'birthday_day',
		'birthday_month',
		'contact_id',
		'create_source',
		'created_at',
		'email_address',
		'first_name',
		'update_source',
		'updated_at',
	]);
	const full = (
		await client.get(
			`/v3/contacts/${contact.contactId}?include=custom_fields,list_memberships,phone_numbers,street_addresses,taggings,notes`,
		)
	).data;
	expect(full).toMatchObject({
		birthday_month: 5,
		list_memberships: [list.id],
		taggings: [tag.id],
		notes: [],
		custom_fields: [{ custom_field_id: field.id, value: '42' }],
		phone_numbers: [{ phone_number: '1', kind: 'home' }],
		street_addresses: [{ kind: 'home', postal_code: '02451' }],
	});
	expect((await client.api('DELETE', `/v3/contacts/${contact.contactId}`)).status).toBe(204);
	const deleted = (await client.get(`/v3/contacts/${contact.contactId}?include=list_memberships`)).data;
	expect(deleted).toMatchObject({
		deleted_at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		email_address: { permission_to_send: 'implicit' },
	});
	expect(Object.keys(deleted)).not.toContain('list_memberships');
	expect((await client.get(`/v3/contacts/${uuid}`)).data[0].error_key).toBe('contacts.api.not_found');
});

describe('GET /contacts', () => {
	test('by tag, and by time of opting out', async () => {
		const tag = simulator.account.addTag('T');
		seed({ email: 'a@example.com', tags: [tag] });
		seed({ email: 'b@example.com' });
		expect(emailsOf((await client.get(`/v3/contacts?tags=${tag.id}`)).data)).toEqual(['a@example.com']);
		const before = new Date(simulator.clock.now() - 1_000).toISOString();
		simulator.clock.advance(5_000);
		simulator.account.unsubscribe('b@example.com', 'too many mails');
		const answer = (await client.get(`/v3/contacts?status=unsubscribed&optout_after=${before}`)).data;
		expect(answer.contacts[0].email_address).toMatchObject({
			address: 'b@example.com',
			opt_out_source: 'Contact',
			opt_out_reason: 'too many mails',
		});
		expect((await client.get(`/v3/contacts?optout_before=${before}`)).data.contacts).toEqual([]);
	});

	test('segment_id goes with limit only, and answers 202 while it is computed', async () => {
		seed({ email: 'a@example.com' });
		seed({ email: 'b@example.com' });
		const segment = simulator.account.addSegment('S', ['b@example.com']);
		expect((await client.get(`/v3/contacts?segment_id=${segment.number}&status=all`)).status).toBe(400);
		const first = await client.get(`/v3/contacts?segment_id=${segment.number}&limit=10`);
		expect([first.status, first.data.status]).toEqual([202, 'processing']);
		expect(emailsOf((await client.get(`/v3/contacts?segment_id=${segment.number}&limit=10`)).data)).toEqual([
			'b@example.com',
		]);
		expect((await client.get('/v3/segments')).data.segments[0].segment_id).toBe(segment.number);
	});
});

describe('POST', () => {
	const body = (address: string) => ({
		email_address: { address, permission_to_send: 'implicit' },
		create_source: 'Account',
		first_name: 'Ann',
	});

	test('201 and the contact', async () => {
		const answer = await client.post('/v3/contacts', body('New@Example.com'));
		expect([answer.status, answer.data.email_address.address]).toEqual([201, 'new@example.com']);
	});

	test.each([false, true])("an address that exists is a 409 with the contact's id (deleted: %s)", async (deleted) => {
		const contact = seed({ email: 'a@example.com', deleted });
		const answer = await client.post('/v3/contacts', body('A@example.com'));
		expect([answer.status, answer.data[0].error_key]).toEqual([409, 'contacts.api.conflict']);
		expect(answer.data[0].error_message).toContain(contact.contactId);
	});

	test.each([
		[{ first_name: 'A' }],
		[{ create_source: 'Account' }],
		[{ ...body('bad'), first_name: undefined }],
		[{ ...body('a@example.com'), first_name: 'x'.repeat(51) }],
		[{ ...body('a@example.com'), list_memberships: [uuid] }],
		[{ ...body('a@example.com'), birthday_month: 2 }],
		[{ create_source: 'Account', email_address: 'a@example.com' }],
	])('%j is a 400', async (wrong) => {
		expect((await client.post('/v3/contacts', wrong)).status).toBe(400);
	});

	test('text/plain is a 415', async () => {
		expect((await client.api('POST', '/v3/contacts', '{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(
			415,
		);
	});
});

describe('PUT', () => {
	test('left-out core properties become null, left-out sub-resources stay, given ones are replaced', async () => {
		const [one, two] = [simulator.account.addList('1'), simulator.account.addList('2')];
		const field = simulator.account.addCustomField({ label: 'F' });
		const contact = seed({
			email: 'a@example.com',
			lists: [one],
			customFields: { F: 'x' },
			fields: { first_name: 'Ann', last_name: 'Lee', home_phone: '1' },
		});
		const put = async (body: unknown) => await client.api('PUT', `/v3/contacts/${contact.contactId}`, body);
		expect((await put({ first_name: 'Anna' })).status).toBe(400);
		await put({ first_name: 'Anna', update_source: 'Account' });
		expect(simulator.account.contact('a@example.com')).toMatchObject({
			fields: { first_name: 'Anna', home_phone: '1' },
			lists: [one.id],
			customFields: { F: 'x' },
		});
		expect(simulator.account.contact('a@example.com')?.fields.last_name).toBeUndefined();
		await put({
			update_source: 'Account',
			list_memberships: [two.id],
			custom_fields: [{ custom_field_id: field.id, value: 'y' }],
		});
		expect(simulator.account.contact('a@example.com')).toMatchObject({ lists: [two.id], customFields: { F: 'y' } });
	});

	test('revives the deleted, unsubscribes, and refuses an address of somebody else', async () => {
		const contact = seed({ email: 'a@example.com', deleted: true });
		seed({ email: 'b@example.com' });
		const put = async (body: object) =>
			(await client.api('PUT', `/v3/contacts/${contact.contactId}`, { update_source: 'Account', ...body })).status;
		expect(await put({})).toBe(200);
		expect(simulator.account.contact('a@example.com')?.deleted).toBe(false);
		expect(await put({ email_address: { address: 'b@example.com' } })).toBe(409);
		expect(await put({ email_address: { address: 'a@example.com', permission_to_send: 'unsubscribed' } })).toBe(200);
		expect(await put({ email_address: { address: 'a@example.com', permission_to_send: 'implicit' } })).toBe(200);
		expect(simulator.account.contact('a@example.com')?.permission).toBe('unsubscribed');
	});
});

describe('sign_up_form', () => {
	const send = async (body: object) => {
		const list = simulator.account.listNamed('Sign-up') ?? simulator.account.addList('Sign-up');
		return await client.post('/v3/contacts/sign_up_form', {
			email_address: 'a@example.com',
			list_memberships: [list.id],
			...body,
		});
	};

	test('creates with 201, updates in part with 200, adds lists, re-subscribes with explicit permission', async () => {
		const created = await send({ first_name: 'Ann', last_name: 'Lee' });
		expect([created.status, created.data]).toEqual([201, { contact_id: expect.any(String), action: 'created' }]);
		simulator.account.unsubscribe('a@example.com');
		const updated = await send({ first_name: 'Anna' });
		expect([updated.status, updated.data.action]).toEqual([200, 'updated']);
		expect(simulator.account.contact('a@example.com')).toMatchObject({
			permission: 'explicit',
			optInSource: 'Contact',
			fields: { first_name: 'Anna', last_name: 'Lee' },
		});
	});

	test('switch confirmedOptIn: new contacts are pending', async () => {
		simulator.switches.confirmedOptIn = true;
		await send({});
		expect(simulator.account.contact('a@example.com')?.permission).toBe('pending_confirmation');
	});

	test('two at once for one contact: one 409', async () => {
		const statuses = (await Promise.all([send({}), send({})])).map((answer) => answer.status);
		expect(statuses.sort()).toEqual([201, 409]);
	});

	test.each([
		[{ email_address: { address: 'a@example.com' } }],
		[{ list_memberships: [] }],
		[{ email_address: `${'a'.repeat(39)}@example.com` }],
		[{ street_address: { city: 'X' } }],
	])('%j is a 400', async (body) => {
		expect((await send(body)).status).toBe(400);
	});
});

describe('Asking to subscribe again', () => {
	test('resubscribe asks once, and only the answer subscribes', async () => {
		const list = simulator.account.addList('L');
		const contact = seed({ email: 'a@example.com', permission: 'unsubscribed' });
		const ask = async () =>
			(await client.api('PUT', `/v3/contacts/resubscribe/${contact.contactId}`, { list_ids: [list.id] })).status;
		expect([await ask(), await ask()]).toEqual([200, 409]);
		expect(simulator.account.contact('a@example.com')?.permission).toBe('unsubscribed');
		simulator.account.confirmResubscribe('a@example.com');
		expect(simulator.account.contact('a@example.com')).toMatchObject({ permission: 'explicit', lists: [list.id] });
	});

	test('counts', async () => {
		for (const [index, permission] of (
			['explicit', 'implicit', 'implicit', 'pending_confirmation', 'unsubscribed'] as const
		).entries())
			seed({ email: `${index}@example.com`, permission });
		seed({ email: 'gone@example.com', deleted: true });
		expect((await client.get('/v3/contacts/counts')).data).toMatchObject({
			total: 5,
			explicit: 1,
			implicit: 2,
			pending: 1,
			unsubscribed: 1,
		});
	});

	test('contact_delete: up to 500 ids or 50 lists, not both; soft', async () => {
		const list = simulator.account.addList('L');
		seed({ email: 'a@example.com', lists: [list] });
		const other = seed({ email: 'b@example.com' });
		const remove = '/v3/activities/contact_delete';
		for (const body of [
			{},
			{ contact_ids: [uuid], list_ids: [uuid] },
			{ contact_ids: new Array(501).fill(uuid) },
			{ list_ids: new Array(51).fill(uuid) },
		]) {
			expect((await client.post(remove, body)).status).toBe(400);
		}
		await client.job(remove, { list_ids: [list.id] });
		expect((await client.job(remove, { contact_ids: [other.contactId] })).status).toEqual({
			items_total_count: 1,
			items_completed_count: 1,
		});
		expect([
			simulator.account.contact('a@example.com')?.deleted,
			simulator.account.contact('b@example.com')?.deleted,
			simulator.account.memberCount(list),
		]).toEqual([true, true, 0]);
	});
});

describe('opt-outs and deletions as a poll sees them', () => {
	const found = async (query: string) =>
		emailsOf((await client.get(`/v3/contacts?${query}`)).data).map((email) => email.split('@')[0]);
	const iso = (ms: number) => new Date(ms).toISOString();

	test('optout_after finds them by their date, whatever the status; the contact itself was not updated', async () => {
		const { account, clock } = simulator;
		seed({ email: 'ann@example.com', createdAt: new Date(clock.now() - 86_400_000) });
		seed({ email: 'gone@example.com' });
		account.unsubscribe('ann@example.com', 'Enough');
		account.unsubscribe('gone@example.com');
		account.deleteContact('gone@example.com');
		const before = iso(clock.now() - 60_000);
		expect(await found(`status=all&optout_after=${before}`)).toEqual(['ann', 'gone']);
		expect(await found(`status=unsubscribed&updated_after=${before}`)).toEqual([]);
		const [ann] = (await client.get('/v3/contacts?email=ann%40example.com')).data.contacts;
		expect(ann.email_address).toMatchObject({
			permission_to_send: 'unsubscribed',
			opt_out_source: 'Contact',
			opt_out_reason: 'Enough',
			updated_at: ann.email_address.opt_out_date,
		});
		expect(Date.parse(ann.updated_at)).toBeLessThan(Date.parse(ann.email_address.opt_out_date));
		simulator.switches.optOutsUpdateContacts = true;
		account.unsubscribe('ann@example.com');
		expect(await found(`status=unsubscribed&updated_after=${before}`)).toEqual(['ann']);
	});

	test('who subscribes again shows no opt-out, or still shows it by a switch', async () => {
		seed({ email: 'ann@example.com', permission: 'unsubscribed' });
		simulator.switches.resubscribedKeepOptOutDate = true;
		simulator.account.confirmResubscribe('ann@example.com');
		const [ann] = (await client.get('/v3/contacts?optout_after=2020-01-01')).data.contacts;
		expect(ann.email_address).toMatchObject({ permission_to_send: 'explicit', opt_out_date: expect.any(String) });
		simulator.switches.resubscribedKeepOptOutDate = false;
		simulator.account.unsubscribe('ann@example.com');
		simulator.account.confirmResubscribe('ann@example.com');
		expect(await found('optout_after=2020-01-01')).toEqual([]);
	});

	test('filters leave the moment itself out, or take it in by a switch; an index may lag', async () => {
		seed({ email: 'ann@example.com', permission: 'unsubscribed' });
		const { opt_out_date: moment } = (await client.get('/v3/contacts?optout_after=2020-01-01')).data.contacts[0]
			.email_address;
		expect(await found(`optout_after=${moment}`)).toEqual([]);
		simulator.switches.dateFiltersIncludeTheMoment = true;
		expect(await found(`optout_after=${moment}`)).toEqual(['ann']);
		simulator.switches.optOutsFoundAfterSeconds = 60;
		expect(await found(`optout_after=${moment}`)).toEqual([]);
		simulator.clock.advance(60_000);
		expect(await found(`optout_after=${moment}`)).toEqual(['ann']);
	});

	test('lists and tags are shown at once, or as they were by a switch', async () => {
		const { account, clock, switches } = simulator;
		const [list, tag] = [account.addList('News'), account.addTag('VIP')];
		switches.membershipsShownAfterSeconds = 20;
		seed({ email: 'ann@example.com' });
		account.addToList('ann@example.com', list);
		account.tag(account.mustFind('ann@example.com'), tag);
		expect([await found(`lists=${list.id}`), await found(`tags=${tag.id}`)]).toEqual([[], []]);
		clock.advance(21_000);
		account.removeFromList('ann@example.com', list);
		expect([await found(`lists=${list.id}`), await found(`tags=${tag.id}`)]).toEqual([['ann'], ['ann']]);
		const { data } = await client.get(`/v3/contacts?lists=${list.id}&include=list_memberships`);
		expect(data.contacts[0].list_memberships).toEqual([list.id]);
		clock.advance(21_000);
		expect([await found(`lists=${list.id}`), await found(`tags=${tag.id}`)]).toEqual([[], ['ann']]);
		switches.membershipsShownAfterSeconds = 0;
	});

	test('a deletion leaves updated_at alone, or touches it by a switch', async () => {
		const { account, clock } = simulator;
		const dayBefore = new Date(clock.now() - 86_400_000);
		for (const name of ['ann', 'bo']) seed({ email: `${name}@example.com`, createdAt: dayBefore });
		account.deleteContact('ann@example.com');
		simulator.switches.deletionsUpdateContacts = true;
		account.deleteContact('bo@example.com');
		expect(await found(`status=deleted&updated_after=${iso(clock.now() - 60_000)}`)).toEqual(['bo']);
	});

	test('pages come in either order, none twice', async () => {
		simulator.account.addContacts(5, (index) => ({ email: `p${index}@example.com` }));
		simulator.switches.contactsOrder = 'newestFirst';
		const first = (await client.get('/v3/contacts?limit=3')).data;
		expect(emailsOf(first)).toEqual(['p4@example.com', 'p3@example.com', 'p2@example.com']);
		const second = (await client.get(first._links.next.href)).data;
		expect(emailsOf(second)).toEqual(['p1@example.com', 'p0@example.com']);
		expect(second._links).toBeUndefined();
	});
});
