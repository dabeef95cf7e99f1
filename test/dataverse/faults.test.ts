import { startWithClient, type Page } from './client';
import type { FaultKind } from './index';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started;

const emptyPage = { switches: { emptyPage: false } };

beforeAll(async () => {
	started = await startWithClient({
		customers: { count: 60, segments: [{ name: 'VIP', members: 1 }] },
		...emptyPage,
	});
});
afterAll(async () => await started.close());
beforeEach(() => {
	const { client, dataverse } = started;
	client.token = dataverse.entra.issueTokens(dataverse.addConnectedApp().clientId).access_token;
	dataverse.faults.clear();
});

const profiles = 'msdynci_customerprofiles?$select=msdynci_email';
const preferring = { prefer: 'odata.maxpagesize=20' };

test.each<[FaultKind, number, string | undefined]>([
	['tooManyRequests', 429, '0x80072322'],
	['tooMuchExecutionTime', 429, '0x80072321'],
	['tooManyAtOnce', 429, '0x80072326'],
	['unavailable', 503, '0x80044150'],
	['badGateway', 502, undefined],
	['gatewayTimeout', 504, undefined],
	['unauthorized', 401, '0x8005F101'],
	['notAMember', 403, '0x80072560'],
	['missingPrivilege', 403, '0x80040220'],
	['noSuchTable', 404, '0x8006088a'],
	['noSuchColumn', 400, '0x80060888'],
])('the fault %s is answered %i', async (kind, status, code) => {
	const { client, dataverse } = started;
	dataverse.faults.add({ kind, path: /customerprofiles$/ });
	expect((await client.get('WhoAmI')).status).toBe(200);
	const answer = await client.get(profiles);
	expect([answer.status, answer.data.error?.code]).toEqual([status, code]);
	expect((await client.get(profiles)).status).toBe(200);
	expect(dataverse.faults.struck[kind]).toBe(1);
});

test('429 says how long to wait, in seconds, or does not say', async () => {
	const { client, dataverse } = started;
	dataverse.faults.add({ kind: 'tooManyRequests', retryAfterSeconds: 37 });
	expect((await client.get(profiles)).headers['retry-after']).toBe('37');
	dataverse.faults.add({ kind: 'tooManyRequests', retryAfterSeconds: null });
	expect((await client.get(profiles)).headers['retry-after']).toBeUndefined();
});

test('a page may break off, or never come', async () => {
	const { client, dataverse } = started;
	for (const kind of ['cutAnswer', 'resetBefore', 'resetAfter'] as const) {
		dataverse.faults.add({ kind });
		await expect(client.get(profiles)).rejects.toThrow();
	}
	dataverse.faults.add({ kind: 'malformedJson' });
	expect(typeof (await client.get(profiles)).data).toBe('string');
});

test('a fault may strike in the middle of a reading: the token that ends after the first page', async () => {
	const { client, dataverse } = started;
	const stop = dataverse.faults.onRequest(({ query }) => {
		if (query.includes('$skiptoken')) dataverse.entra.expireAccessTokens();
	});
	const first = (await client.get(profiles, preferring)).data as Page;
	expect((await client.get(first['@odata.nextLink']!, preferring)).status).toBe(401);
	stop();
	client.token = dataverse.entra.issueTokens(dataverse.addConnectedApp().clientId).access_token;
	expect((await client.get(first['@odata.nextLink']!, preferring)).status).toBe(200);
});

test('a next link may name another host, which nobody answers for', async () => {
	const { client, dataverse, simulator } = started;
	dataverse.faults.add({ kind: 'foreignNextLink' });
	const first = (await client.get(profiles, preferring)).data as Page;
	expect(first['@odata.nextLink']).toMatch(/^https:\/\/collector\.example\.net\/api\/data\//);
	await expect(client.get(first['@odata.nextLink']!, preferring)).rejects.toThrow();
	expect(simulator.refusedHosts).toContain('collector.example.net:443');
});

test('a next link may lead to the same page again', async () => {
	const { client, dataverse } = started;
	const first = (await client.get(profiles, preferring)).data as Page;
	dataverse.faults.add({ kind: 'sameNextLink' });
	const second = (await client.get(first['@odata.nextLink']!, preferring)).data as Page;
	const again = (await client.get(second['@odata.nextLink']!, preferring)).data as Page;
	expect(again.value).toEqual(second.value);
});

test('a page may be larger than anybody asked for', async () => {
	const { client, dataverse } = started;
	dataverse.faults.add({ kind: 'hugePage' });
	expect(((await client.get(profiles, preferring)).data as Page).value).toHaveLength(60);
});

test('a column that goes between two pages is missed on the second', async () => {
	const { dataverse, client, close } = await startWithClient({
		customers: { count: 60, segments: [{ name: 'VIP', members: 1 }] },
		...emptyPage,
	});
	const first = (await client.get(profiles, preferring)).data as Page;
	dataverse.dropColumn('msdynci_customerprofile', 'msdynci_email');
	const second = await client.get(first['@odata.nextLink']!, preferring);
	expect([second.status, second.data.error]).toEqual([
		400,
		{
			code: '0x80060888',
			message:
				"Could not find a property named 'msdynci_email' on type 'Microsoft.Dynamics.CRM.msdynci_customerprofile'.",
		},
	]);
	await close();
});

test('the log tells each request, its page and how many were under way at once, and no body', async () => {
	const { client, dataverse } = started;
	dataverse.requests.clear();
	await Promise.all([client.get(profiles, preferring), client.get('WhoAmI')]);
	expect(dataverse.requests.of('msdynci_customerprofiles')).toEqual([
		expect.objectContaining({
			host: 'org.crm.dynamics.com',
			method: 'GET',
			path: '/api/data/v9.2/msdynci_customerprofiles',
			query: '$select=msdynci_email',
			prefer: 'odata.maxpagesize=20',
			status: 200,
			rows: 20,
			bytes: expect.any(Number),
		}),
	]);
	expect(dataverse.requests.mostAtOnce).toBeGreaterThanOrEqual(1);
});
