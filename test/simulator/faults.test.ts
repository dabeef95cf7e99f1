/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { startForEachTest, startWithClient, type TestClient } from './client';
import type { Fault, Simulator } from './index';

const lists = '/v3/contact_lists';

let simulator: Simulator;
let client: TestClient;

startForEachTest((started) => ({ simulator, client } = started));

const create = async (name: string) => await client.post(lists, { name });
const outcome = async (name: string) =>
	await create(name).then(
		(answer) => answer.status,
		(error: { code?: string }) => error.code ?? 'error',
	);

describe('Ids and times', () => {
	test('ids look like version-1 UUIDs', async () => {
		expect((await create('A')).data.list_id).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
	});

	test.each([
		['seconds', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
		['milliseconds', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
		['offset', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-04:00$/],
	] as const)('timestamps with %s', async (timestamps, pattern) => {
		simulator.switches.timestamps = timestamps;
		const before = simulator.clock.now();
		const createdAt = (await create('A')).data.created_at;
		expect(createdAt).toMatch(pattern);
		expect(Date.parse(createdAt)).toBeGreaterThan(before - 1_000);
		expect(Date.parse(createdAt)).toBeLessThanOrEqual(simulator.clock.now());
	});
});

describe('Shapes of errors', () => {
	test.each(['/', '/v2/contacts', '/v3'])('outside /v3 (%s) the gateway forbids', async (path) => {
		const answer = await client.get(path);
		expect([answer.status, answer.data]).toEqual([403, { message: 'Forbidden' }]);
	});

	test('an unknown path is a 404 array, a wrong method a 405', async () => {
		expect((await client.get('/v3/nothing')).data).toEqual([
			{ error_key: 'contacts.api.not_found', error_message: expect.any(String) },
		]);
		expect((await client.api('PATCH', lists, {})).status).toBe(405);
	});

	test.each([
		['html500', 500],
		['html503', 503],
		['throttled', 429],
		['quotaExceeded', 429],
		['queueFull', 429],
		['unauthorized', 401],
		['forbidden', 403],
		['notFound', 404],
		['conflict', 409],
	] as const)('%s is answered in its shape, and nothing is done', async (kind, status) => {
		simulator.faults.add({ kind });
		const answer = await create('A');
		expect(answer.status).toBe(status);
		if (status >= 500)
			expect([answer.headers['content-type'], answer.data]).toEqual(['text/html', expect.stringContaining('<html>')]);
		else expect(Array.isArray(answer.data)).toBe([404, 409].includes(status));
		expect(simulator.account.lists.size).toBe(0);
		expect((await create('A')).status).toBe(201);
	});
});

describe('Before and after', () => {
	const cases: Array<[Fault, 'done' | 'not done', number | string]> = [
		[{ kind: 'resetBefore' }, 'not done', 'ECONNRESET'],
		[{ kind: 'resetAfter' }, 'done', 'ECONNRESET'],
		[{ kind: 'cutAnswer' }, 'done', 'ERR_BAD_RESPONSE'],
		[{ kind: 'malformedJson' }, 'done', 201],
		[{ kind: 'slow', delayMs: 80 }, 'done', 201],
		[{ kind: 'status', reply: { status: 418, json: { odd: true } } }, 'not done', 418],
	];

	test.each(cases)('%j: %s', async (fault, done, expected) => {
		simulator.faults.add(fault);
		const started = performance.now();
		expect(await outcome('A')).toBe(expected);
		expect(simulator.account.lists.size).toBe(done === 'done' ? 1 : 0);
		expect(performance.now() - started).toBeGreaterThanOrEqual(fault.delayMs ?? 0);
		expect(await outcome('B')).toBe(201);
	});

	test('malformed JSON cannot be parsed', async () => {
		simulator.faults.add({ kind: 'malformedJson' });
		const { data } = await create('A');
		expect(() => JSON.parse(data)).toThrow(SyntaxError);
	});

	test('no answer: carried out, and silence', async () => {
		simulator.faults.add({ kind: 'noAnswer' });
		const giveUp = new AbortController();
		simulator.requests.onAnswered(() => void setTimeout(() => giveUp.abort(), 100));
		await expect(client.api('POST', lists, { name: 'A' }, { signal: giveUp.signal })).rejects.toMatchObject({
			code: 'ERR_CANCELED',
		});
		expect(simulator.account.lists.size).toBe(1);
	});

	test('a stalled answer: carried out, begun, and then silence', async () => {
		simulator.faults.add({ kind: 'stalledAnswer' });
		const giveUp = new AbortController();
		let received = 0;
		await expect(
			client.api(
				'POST',
				lists,
				{ name: 'A' },
				{
					signal: giveUp.signal,
					onDownloadProgress({ loaded }) {
						received = loaded;
						setTimeout(() => giveUp.abort(), 100);
					},
				},
			),
		).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		expect(received).toBeGreaterThan(0);
		expect(simulator.account.lists.size).toBe(1);
	});

	test('an import may be queued although its answer is lost', async () => {
		const list = simulator.account.addList('L');
		simulator.faults.add({ kind: 'resetAfter', path: /json_import$/ });
		await expect(
			client.post('/v3/activities/contacts_json_import', {
				import_data: [{ email: 'a@example.com' }],
				list_ids: [list.id],
			}),
		).rejects.toThrow();
		await simulator.activities.idle();
		expect((await client.get('/v3/activities')).data.activities).toHaveLength(1);
		expect(simulator.account.memberCount(list)).toBe(1);
	});
});

describe('aiming', () => {
	test('by method and path, after some, a number of times', async () => {
		simulator.faults.add({ kind: 'html503', method: 'POST', path: /^\/v3\/contact_lists$/, after: 1, times: 2 });
		expect((await client.get(lists)).status).toBe(200);
		expect([await outcome('A'), await outcome('B'), await outcome('C'), await outcome('D')]).toEqual([
			201, 503, 503, 201,
		]);
		expect(simulator.faults.struck).toEqual({ html503: 2 });
	});

	test('by app key', async () => {
		const { oauth, faults } = simulator;
		oauth.addClient({ clientId: 'another', clientSecret: 'secret', redirectUris: [], refreshTokens: 'rotating' });
		faults.add({ kind: 'html503', clientId: 'another', times: Infinity });
		expect(await outcome('A')).toBe(201);
		client.token = oauth.issueTokens('another').access_token;
		expect(await outcome('B')).toBe(503);
	});

	test('by chance, the same for the same seed', async () => {
		const run = async () => {
			const parts = await startWithClient({ seed: 7 });
			parts.simulator.faults.add({ kind: 'html503', probability: 0.5, times: Infinity });
			const statuses: number[] = [];
			for (let call = 0; call < 12; call++) statuses.push((await parts.client.get(lists)).status);
			await parts.close();
			return statuses;
		};
		const statuses = await run();
		expect(new Set(statuses)).toEqual(new Set([200, 503]));
		expect(await run()).toEqual(statuses);
	});

	test('onRequest sees each request before it is handled and may drop it or its answer', async () => {
		const seen: string[] = [];
		const stop = simulator.faults.onRequest(({ number, method, path }) => {
			seen.push(`${number} ${method} ${path}`);
			return number === 2 ? 'drop' : number === 3 ? 'dropAnswer' : undefined;
		});
		expect([await outcome('A'), await outcome('B'), await outcome('C')]).toEqual([201, 'ECONNRESET', 'ECONNRESET']);
		expect(seen).toEqual([1, 2, 3].map((number) => `${number} POST ${lists}`));
		stop();
		expect(simulator.account.activeLists().map((list) => list.name)).toEqual(['A', 'C']);
		expect(await outcome('D')).toBe(201);
	});
});
