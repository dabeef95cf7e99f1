import { startForEachTest, type TestClient } from './client';
import type { Simulator } from './index';

const fields = '/v3/contact_custom_fields';
const tags = '/v3/contact_tags';
const uuid = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a';

let simulator: Simulator;
let client: TestClient;

startForEachTest((started) => ({ simulator, client } = started));

describe('Custom fields', () => {
	test.each([
		['keepCase', 'Shoe_Size_EU'],
		['lowerCase', 'shoe_size_eu'],
	] as const)('the name comes from the label (%s)', async (customFieldNames, name) => {
		simulator.switches.customFieldNames = customFieldNames;
		const answer = await client.post(fields, { label: 'Shoe Size EU', type: 'string' });
		expect([answer.status, answer.data]).toEqual([
			201,
			expect.objectContaining({ label: 'Shoe Size EU', name, type: 'string', custom_field_id: expect.any(String) }),
		]);
	});

	test('limit up to 100, 50 by default; 100 per account; duplicates are a 409', async () => {
		for (let number = 0; number < 100; number++) simulator.account.addCustomField({ label: `F ${number}` });
		expect((await client.get(fields)).data.custom_fields).toHaveLength(50);
		expect((await client.get((await client.get(fields)).data._links.next.href)).data.custom_fields).toHaveLength(50);
		expect((await client.get(`${fields}?limit=100`)).data.custom_fields).toHaveLength(100);
		expect((await client.get(`${fields}?limit=101`)).status).toBe(400);
		expect((await client.post(fields, { label: 'One more', type: 'string' })).status).toBe(400);
		const twin = await client.post(fields, { label: 'f 7', type: 'string' });
		expect([twin.status, twin.data[0].error_key]).toEqual([409, 'contacts.api.conflict']);
	});

	const choices = (count: number) => Array.from({ length: count }, (_, index) => ({ choice_label: `C${index}` }));
	test.each([
		[{ type: 'string' }, 400],
		[{ label: 'x'.repeat(51), type: 'string' }, 400],
		[{ label: 'A', type: 'colour' }, 400],
		[{ label: 'A', type: 'single_select' }, 400],
		[{ label: 'A', type: 'string', choices: choices(1) }, 400],
		[{ label: 'A', type: 'single_select', choices: choices(21), metadata: { display_type: 'radio' } }, 400],
		[{ label: 'A', type: 'number', metadata: { integer: false } }, 400],
		[{ label: 'A', type: 'number', metadata: { integer: false, decimal_places: 2 } }, 201],
		[{ label: 'A', type: 'single_select', choices: choices(100), metadata: { display_type: 'dropdown' } }, 201],
		[{ label: 'A', type: 'date', version: 2 }, 201],
	])('%#: %j', async (body, status) => {
		expect((await client.post(fields, body)).status).toBe(status);
	});

	test.each([
		['newName', 'Boot_size'],
		['keepName', 'Shoe_size'],
	] as const)('renaming (switch: %s)', async (renamedCustomFields, name) => {
		simulator.switches.renamedCustomFields = renamedCustomFields;
		const field = simulator.account.addCustomField({ label: 'Shoe size' });
		expect((await client.api('PUT', `${fields}/${field.id}`, { label: 'Boot size' })).data).toMatchObject({
			label: 'Boot size',
			name,
			type: 'string',
		});
	});

	test('reading, deleting one, deleting many', async () => {
		const [one, two] = [
			simulator.account.addCustomField({ label: 'One' }),
			simulator.account.addCustomField({ label: 'Two' }),
		];
		simulator.account.addContact({ email: 'a@example.com', customFields: { One: 'x', Two: 'y' } });
		expect((await client.get(`${fields}/${one.id}`)).data.name).toBe('One');
		expect((await client.api('DELETE', `${fields}/${one.id}`)).status).toBe(204);
		expect((await client.get(`${fields}/${one.id}`)).status).toBe(404);
		await client.job('/v3/activities/custom_fields_delete', { custom_field_ids: [two.id] });
		expect(simulator.account.contact('a@example.com')?.customFields).toEqual({});
	});
});

describe('Tags', () => {
	test('pages of up to 500, 50 by default; counts on request', async () => {
		for (let number = 0; number < 60; number++) simulator.account.addTag(`T${number}`);
		simulator.account.addContact({ email: 'a@example.com', tags: ['T0'] });
		const first = (await client.get(`${tags}?include_count=true`)).data;
		expect([first.tags.length, first.tags[0].contacts_count]).toEqual([50, 1]);
		expect((await client.get(first._links.next.href)).data.tags).toHaveLength(10);
		expect((await client.get(`${tags}?limit=500`)).data.tags).toHaveLength(60);
		expect((await client.get(`${tags}?limit=501`)).status).toBe(400);
	});

	test('names of 1 to 255, 409 on a duplicate, PUT renames, DELETE is a 202 and takes it off everybody', async () => {
		const created = await client.post(tags, { name: 'Gold' });
		expect([created.status, created.data.name]).toEqual([201, 'Gold']);
		expect((await client.post(tags, { name: 'gold' })).status).toBe(409);
		for (const name of ['', 'x'.repeat(256)]) expect((await client.post(tags, { name })).status).toBe(400);
		simulator.account.addContact({ email: 'a@example.com', tags: ['Gold'] });
		expect((await client.api('PUT', `${tags}/${created.data.tag_id}`, { name: 'Silver' })).data.name).toBe('Silver');
		const deleted = await client.api('DELETE', `${tags}/${created.data.tag_id}`);
		expect(deleted.status).toBe(202);
		await simulator.activities.idle();
		expect((await client.get(`${tags}/${created.data.tag_id}`)).status).toBe(404);
		expect(simulator.account.contact('a@example.com')?.tags).toEqual([]);
	});

	test('tagging and untagging by contacts, by list, by tag', async () => {
		const { account } = simulator;
		const list = account.addList('L');
		const [gold, silver] = [account.addTag('Gold'), account.addTag('Silver')];
		const ann = account.addContact({ email: 'ann@example.com', lists: [list] });
		account.addContact({ email: 'bob@example.com', lists: [list] });
		await client.job('/v3/activities/contacts_taggings_add', {
			source: { list_ids: [list.id] },
			exclude: { contact_ids: [ann.contactId] },
			tag_ids: [gold.id],
		});
		expect(account.taggedWith('Gold')).toEqual(['bob@example.com']);
		await client.job('/v3/activities/contacts_taggings_add', {
			source: { contact_ids: [ann.contactId] },
			tag_ids: [gold.id, silver.id],
		});
		const job = await client.job('/v3/activities/contacts_taggings_remove', {
			source: { tag_ids: [silver.id] },
			tag_ids: [gold.id],
		});
		expect(job.status).toEqual({ items_total_count: 1, items_completed_count: 1 });
		expect([account.taggedWith('Gold'), account.taggedWith('Silver')]).toEqual([
			['bob@example.com'],
			['ann@example.com'],
		]);
	});

	test.each([
		[{ source: { contact_ids: new Array(501).fill(uuid) }, tag_ids: [uuid] }, 400],
		[{ source: { contact_ids: [uuid] }, tag_ids: new Array(51).fill(uuid) }, 400],
		[{ source: { list_ids: [uuid], all_active_contacts: true }, tag_ids: [uuid] }, 400],
		[{ source: { segment_id: 1 }, tag_ids: [uuid] }, 400],
		[{ source: { all_active_contacts: true }, tag_ids: [uuid] }, 404],
	])('%#: %j', async (body, status) => {
		for (const kind of ['add', 'remove'])
			expect((await client.post(`/v3/activities/contacts_taggings_${kind}`, body)).status).toBe(status);
	});

	test('contacts_tags_delete takes up to 500', async () => {
		const [gold] = [simulator.account.addTag('Gold')];
		expect(
			(await client.post('/v3/activities/contacts_tags_delete', { tag_ids: new Array(501).fill(uuid) })).status,
		).toBe(400);
		await client.job('/v3/activities/contacts_tags_delete', { tag_ids: [gold.id] });
		expect(simulator.account.tags.size).toBe(0);
	});
});
