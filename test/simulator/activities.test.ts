/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { clientId, startForEachTest, type TestClient } from './client';
import { type ContactList, type Simulator } from './index';

const jsonImport = '/v3/activities/contacts_json_import';

let simulator: Simulator;
let client: TestClient;
let list: ContactList;

startForEachTest((started) => ({ simulator, client } = started));
beforeEach(() => {
	list = simulator.account.addList('L');
});

const post = async (email = 'a@example.com') =>
	(await client.post(jsonImport, { import_data: [{ email }], list_ids: [list.id] })).data.activity_id as string;
const read = async (id: string) => (await client.get(`/v3/activities/${id}`)).data;

test('Initialized, then processing, then completed; started_at and completed_at come late; the effect is at the end', async () => {
	simulator.activities.latency = { minMs: 100_000, maxMs: 100_000 };
	const id = await post();
	const initialized = await read(id);
	expect(initialized).toMatchObject({ state: 'initialized', percent_done: 1, status: { person_count: 1 } });
	expect(Object.keys(initialized)).not.toContain('started_at');
	simulator.clock.advance(60_000);
	const processing = await read(id);
	expect(processing).toMatchObject({ state: 'processing', started_at: expect.any(String) });
	expect(processing.percent_done).toBeGreaterThan(50);
	expect(Object.keys(processing)).not.toContain('completed_at');
	expect(simulator.account.memberCount(list)).toBe(0);
	simulator.clock.advance(40_000);
	expect(await client.ended(id)).toMatchObject({
		state: 'completed',
		percent_done: 100,
		completed_at: expect.any(String),
	});
	expect(simulator.account.memberCount(list)).toBe(1);
});

test('A later job may end first', async () => {
	simulator.activities.latency = (_, number) => (number === 1 ? 600_000 : 5);
	const [first, second] = [await post(), await post('b@example.com')];
	while ((await read(second)).state !== 'completed') await new Promise((resolve) => setTimeout(resolve, 5));
	expect((await read(first)).state).not.toBe('completed');
});

test('Random latencies end in another order than they began', async () => {
	simulator.activities.latency = { minMs: 60_000, maxMs: 6_000_000 };
	for (let number = 0; number < 12; number++) await post(`p${number}@example.com`);
	for (let minute = 0; minute < 100; minute++) {
		simulator.clock.advance(60_000);
		await new Promise((resolve) => setImmediate(resolve));
	}
	await simulator.activities.idle();
	const ends = simulator.activities.all.map((activity) => activity.end!.at);
	expect(ends).not.toEqual([...ends].sort((a, b) => a - b));
});

describe('Activities that do not complete', () => {
	test.each(['failed', 'timed_out', 'cancelled'] as const)('%s, without effect', async (outcome) => {
		simulator.faults.activities.add({ outcome, kind: 'import' });
		expect(await client.ended(await post())).toMatchObject({ state: outcome });
		expect(simulator.account.memberCount(list)).toBe(0);
		expect(await client.ended(await post())).toMatchObject({ state: 'completed' });
	});

	test('half of the work done', async () => {
		simulator.faults.activities.add({ outcome: 'failed', share: 0.5 });
		const rows = Array.from({ length: 10 }, (_, index) => ({ email: `h${index}@example.com` }));
		expect((await client.job(jsonImport, { import_data: rows, list_ids: [list.id] })).state).toBe('failed');
		expect(simulator.account.memberCount(list)).toBe(5);
	});

	test('one that never ends', async () => {
		simulator.faults.activities.add({ outcome: 'neverEnds', after: 1 });
		const [good, hanging] = [await post(), await post()];
		await simulator.activities.idle();
		simulator.clock.advance(86_400_000 * 2);
		client.token = simulator.oauth.issueTokens(clientId).access_token;
		expect([(await read(good)).state, (await read(hanging)).state]).toEqual(['completed', 'processing']);
	});

	test('one that vanishes', async () => {
		simulator.faults.activities.add({ outcome: 'vanishes', share: 1 });
		const id = await post();
		await simulator.activities.idle();
		expect((await client.get(`/v3/activities/${id}`)).status).toBe(404);
		expect((await client.get('/v3/activities')).data.activities).toEqual([]);
		expect(simulator.account.memberCount(list)).toBe(1);
	});

	test('an export that fails has no results', async () => {
		simulator.faults.activities.add({ outcome: 'failed', kind: 'export' });
		const failed = await client.job('/v3/activities/contact_exports', { list_ids: [list.id] });
		expect(failed._links.results).toBeUndefined();
		expect((await client.get(`/v3/contact_exports/${failed.activity_id}`)).status).toBe(404);
	});
});

describe('GET /activities', () => {
	test.each(['limit=0', 'limit=501', 'limit=x', 'state=initialized', 'state=done', 'cursor=x'])(
		'%s is a 400',
		async (query) => {
			expect((await client.get(`/v3/activities?${query}`)).status).toBe(400);
		},
	);

	test('newest first, paged by 50, filtered by state', async () => {
		for (let number = 0; number < 60; number++) simulator.activities.submit('import', () => []);
		await simulator.activities.idle();
		simulator.activities.latency = { minMs: 60_000, maxMs: 60_000 };
		simulator.activities.submit('import', () => []);
		simulator.clock.advance(40_000);
		const first = (await client.get('/v3/activities')).data;
		expect(first.activities).toHaveLength(50);
		expect(first.activities[0].state).toBe('processing');
		const second = (await client.get(first._links.next.href)).data;
		expect([second.activities.length, second._links]).toEqual([11, undefined]);
		expect(new Set([...first.activities, ...second.activities].map((activity) => activity.activity_id)).size).toBe(61);
		const completed = (await client.get('/v3/activities?state=completed&limit=500')).data;
		expect(completed.activities).toHaveLength(60);
		expect((await client.get('/v3/activities?state=processing')).data.activities).toHaveLength(1);
	});
});

test('An activity is kept for 10 days', async () => {
	const id = await post();
	await simulator.activities.idle();
	const status = async () => {
		client.token = simulator.oauth.issueTokens(clientId).access_token;
		return [
			(await client.get(`/v3/activities/${id}`)).status,
			(await client.get('/v3/activities')).data.activities.length,
		];
	};
	simulator.clock.advance(10 * 86_400_000 - 60_000);
	expect(await status()).toEqual([200, 1]);
	simulator.clock.advance(60_000);
	expect(await status()).toEqual([404, 0]);
});

test('The same POST twice is two activities', async () => {
	expect(await post()).not.toBe(await post());
	await simulator.activities.idle();
	expect(simulator.activities.all).toHaveLength(2);
});

test('An unknown or malformed id is a 404 array', async () => {
	for (const id of ['04fe9a97-a579-43c5-bb1a-58ed29bf0a6a', 'x']) {
		const answer = await client.get(`/v3/activities/${id}`);
		expect([answer.status, answer.data[0].error_key]).toEqual([404, 'contacts.api.not_found']);
	}
});

test.each([
	['objects', { message: expect.any(String) }],
	['strings', expect.any(String)],
] as const)('switch tagActivityErrors: %s', async (tagActivityErrors, expected) => {
	Object.assign(simulator.switches, { tagActivityErrors });
	const tags = Array.from({ length: 50 }, (_, index) => simulator.account.addTag(`T${index}`));
	const contact = simulator.account.addContact({ email: 'full@example.com', tags });
	const job = await client.job('/v3/activities/contacts_taggings_add', {
		source: { contact_ids: [contact.contactId] },
		tag_ids: [simulator.account.addTag('more').id],
	});
	expect(job.activity_errors).toEqual([expected]);
	expect(job.status).toEqual({ items_total_count: 1, items_completed_count: 0 });
});
