/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { performance } from 'node:perf_hooks';

import { clientId, startWithClient } from './client';
import { Clock } from '../loopback/clock';
import { defaultSwitches, type SimulatorOptions } from './index';
import { documentedLimits, RateLimits } from './rateLimits';

const lists = '/v3/contact_lists?limit=1';

/** Requests arrive at this moment, however long a machine takes over them. */
const arriveAt = (ms: number) => void jest.spyOn(performance, 'now').mockReturnValue(ms);
afterEach(() => void jest.restoreAllMocks());

async function withSimulator(
	options: SimulatorOptions,
	run: (parts: Awaited<ReturnType<typeof startWithClient>>) => Promise<void>,
): Promise<void> {
	const parts = await startWithClient(options);
	try {
		await run(parts);
	} finally {
		await parts.close();
	}
}

test('Four requests in any sliding second, per app key over all its tokens', async () => {
	await withSimulator({ limits: { perSecond: 4 } }, async ({ simulator, client }) => {
		const other = simulator.oauth.issueTokens(clientId).access_token;
		simulator.oauth.addClient({ clientId: 'second', clientSecret: 'x', redirectUris: [], refreshTokens: 'rotating' });
		arriveAt(500_000);
		const answers = await Promise.all(
			Array.from({ length: 6 }, async (_, call) => {
				client.token = call % 2 ? other : client.token;
				return await client.get(lists);
			}),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429, 429]);
		for (const { status, data } of answers)
			if (status === 429) expect(data).toEqual({ error_key: 'throttled', error_message: 'Too Many Requests' });
		client.token = simulator.oauth.issueTokens('second').access_token;
		expect((await client.get(lists)).status).toBe(200);
		client.token = other;
		arriveAt(500_999);
		expect((await client.get(lists)).status).toBe(429);
		arriveAt(501_000);
		expect((await client.get(lists)).status).toBe(200);
		expect(simulator.requests.mostInAnyWindow(1_000)).toBe(8);
	});
});

test('The second slides, it is not a clock second', () => {
	const clock = new Clock();
	const limits = new RateLimits(documentedLimits, clock, { ...defaultSwitches });
	const allowed = [0, 100, 600, 650, 700, 999.9, 1_000, 1_050, 1_100, 1_150, 1_599, 1_600].filter(
		(at) => limits.judge('app', at) === undefined,
	);
	expect(allowed).toEqual([0, 100, 600, 650, 1_000, 1_100, 1_600]);
	clock.close();
});

test("The day's quota is per app key and comes back at 00:00 UTC", async () => {
	await withSimulator({ limits: { perDay: 3 } }, async ({ simulator, client }) => {
		for (let call = 0; call < 3; call++) expect((await client.get(lists)).status).toBe(200);
		const refused = await client.get(lists);
		expect([refused.status, refused.data]).toEqual([
			429,
			{ error_key: 'quota_exceeded', error_message: 'Limit Exceeded' },
		]);
		const untilMidnight = 86_400_000 - (simulator.clock.now() % 86_400_000);
		simulator.clock.advance(untilMidnight - 2_000);
		client.token = simulator.oauth.issueTokens(clientId).access_token;
		expect((await client.get(lists)).status).toBe(429);
		simulator.clock.advance(2_000);
		expect((await client.get(lists)).status).toBe(200);
	});
});

test('The documented 10,000 hold by default', async () => {
	await withSimulator({}, async ({ simulator, client }) => {
		simulator.rateLimits.setUsedToday(clientId, 9_999);
		expect([(await client.get(lists)).status, (await client.get(lists)).status]).toEqual([200, 429]);
	});
});

test('No header tells about limits', async () => {
	await withSimulator({ limits: { perDay: 1 } }, async ({ client }) => {
		for (const status of [200, 429]) {
			const answer = await client.get(lists);
			expect(answer.status).toBe(status);
			expect(Object.keys(answer.headers).filter((name) => /retry|rate|limit|quota/i.test(name))).toEqual([]);
		}
	});
});

test.each([
	['day', 5],
	['never', 4],
	['dayAndSecond', 5],
] as const)('Refused calls count (%s)', async (refusedCallsCount, used) => {
	await withSimulator({ limits: { perSecond: 4 }, switches: { refusedCallsCount } }, async ({ simulator, client }) => {
		arriveAt(500_000);
		await Promise.all(Array.from({ length: 5 }, async () => await client.get(lists)));
		expect(simulator.rateLimits.usedToday(clientId)).toBe(used);
	});
});

test.each(['object', 'array', 'empty'] as const)(
	'The 1,001st unfinished activity is refused (body: %s)',
	async (queueFullBody) => {
		await withSimulator(
			{ switches: { queueFullBody }, latency: { minMs: 60_000, maxMs: 60_000 } },
			async ({ simulator, client }) => {
				const list = simulator.account.addList('L');
				for (let number = 1; number <= 999; number++) simulator.activities.submit('import', () => []);
				const send = async () =>
					await client.post('/v3/activities/contacts_json_import', {
						import_data: [{ email: 'a@example.com' }],
						list_ids: [list.id],
					});
				expect((await send()).status).toBe(201);
				const refused = await send();
				expect(refused.status).toBe(429);
				if (queueFullBody === 'object') expect(refused.data.error_message).toMatch('1,000 queued activities');
				if (queueFullBody === 'array') expect(refused.data).toHaveLength(1);
				if (queueFullBody === 'empty') expect(refused.data).toBe('');
				simulator.clock.advance(60_000);
				await simulator.activities.idle();
				expect((await send()).status).toBe(201);
			},
		);
	},
);
