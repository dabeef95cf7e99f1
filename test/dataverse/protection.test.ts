import { startWithClient, type Answer } from './client';

const customers = { count: 60, segments: [{ name: 'VIP', members: 1 }] };
const profiles = 'msdynci_customerprofiles?$select=msdynci_email';

const codeOf = ({ status, data }: Answer) => [status, data.error?.code];

test('requests are counted in a window of 300 seconds; who goes on is told to wait longer', async () => {
	const { client, dataverse, close } = await startWithClient({ customers, limits: { requests: 3 } });
	const first = await client.get(profiles);
	expect(first.headers['x-ms-ratelimit-burst-remaining-xrm-requests']).toBe('2');
	await client.get(profiles);
	await client.get(profiles);
	dataverse.clock.advance(200_000);
	const refused = await client.get(profiles);
	expect(codeOf(refused)).toEqual([429, '0x80072322']);
	expect(Number(refused.headers['retry-after'])).toBeGreaterThan(90);
	expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(100);
	expect(Number((await client.get(profiles)).headers['retry-after'])).toBeGreaterThan(180);
	dataverse.clock.advance(100_000);
	expect((await client.get(profiles)).status).toBe(200);
	await close();
});

test('execution time is added up, and judged after the fact', async () => {
	const { client, dataverse, close } = await startWithClient({
		customers,
		limits: { executionSeconds: 100 },
		executionMs: () => 60_000,
	});
	expect((await client.get(profiles)).headers['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('100');
	expect((await client.get(profiles)).headers['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('40');
	const refused = await client.get(profiles);
	expect(codeOf(refused)).toEqual([429, '0x80072321']);
	expect(refused.data.error.message).toMatch(/^Combined execution time of incoming requests exceeded limit/);
	dataverse.clock.advance(300_000);
	expect((await client.get(profiles)).status).toBe(200);
	await close();
});

test('too many at once are refused at once', async () => {
	const { client, close } = await startWithClient({ customers, limits: { concurrent: 2 }, latencyMs: 1_500 });
	const answers = await Promise.all([1, 2, 3, 4].map(async () => await client.get(profiles)));
	const codes = answers.map(({ status }) => status).sort();
	expect(codes).toEqual([200, 200, 429, 429]);
	const refused = answers.find(({ status }) => status === 429)!;
	expect(codeOf(refused)).toEqual([429, '0x80072326']);
	await close();
});

test('each user has limits of their own', async () => {
	const { client, dataverse, close } = await startWithClient({ customers, limits: { requests: 1 } });
	await client.get(profiles);
	expect((await client.get(profiles)).status).toBe(429);
	client.token = dataverse.entra.issueTokens(dataverse.addConnectedApp().clientId).access_token;
	expect((await client.get(profiles)).status).toBe(200);
	await close();
});
