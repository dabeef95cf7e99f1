import { readEnvironment } from '../../../nodes/CustomerInsightsSegments/dataverse/environment';
import type { RequestContext } from '../../../nodes/CustomerInsightsSegments/dataverse/environment';
import { createTransport } from '../../../nodes/CustomerInsightsSegments/dataverse/request';
import { Problem } from '../../../nodes/shared/problem';
import { createManualClock } from '../../support/manualClock';

const origin = 'https://org.crm.dynamics.com';
const url = `${origin}/api/data/v9.2/rows`;

async function* stream(...pieces: Array<string | Buffer | Error>): AsyncGenerator<Uint8Array> {
	for (const piece of pieces) {
		if (piece instanceof Error) throw piece;
		yield Buffer.from(piece);
	}
}

const refused = (status: number, headers: object = {}) =>
	Object.assign(new Error('refused'), { cause: { response: { status, headers, data: stream('{}') } } });

/** Answers request after request. */
function arrange(...answers: unknown[]) {
	const sent: Array<Record<string, unknown>> = [];
	const clock = createManualClock();
	const told: number[] = [];
	const context = {
		helpers: {
			async httpRequestWithAuthentication(this: unknown, credential: string, options: Record<string, unknown>) {
				sent.push({ credential, ...options });
				const answer = answers[Math.min(sent.length, answers.length) - 1];
				if (answer instanceof Error) throw answer;
				return answer;
			},
		},
	} as unknown as RequestContext;
	return { sent, clock, told, transport: createTransport(context, origin, clock, (ms) => told.push(ms)) };
}

it('is a GET with the headers of OData, follows no redirect, and reads the answer piece by piece', async () => {
	const { sent, transport } = arrange(stream('{"va', 'lue":[]}'));
	expect(await transport.get(url, 'odata.maxpagesize=5000')).toEqual({ value: [] });
	expect(sent).toEqual([
		expect.objectContaining({
			credential: 'customerInsightsOAuth2Api',
			method: 'GET',
			url,
			disableFollowRedirect: true,
			encoding: 'stream',
			headers: {
				Accept: 'application/json',
				'OData-Version': '4.0',
				'OData-MaxVersion': '4.0',
				Prefer: 'odata.maxpagesize=5000',
			},
		}),
	]);
});

it.each([65_534, 65_535, 65_536, 200_000])(
	'a long answer is whole where letters of several bytes stand at %d',
	async (at) => {
		const value = `${'a'.repeat(at - '{"value":"'.length)}é€𝄞${'ж'.repeat(70_000)}`;
		const bytes = Buffer.from(JSON.stringify({ value }));
		const { transport } = arrange(stream(bytes.subarray(0, at + 1), bytes.subarray(at + 1)));
		expect(await transport.get(url)).toEqual({ value });
	},
);

it('answers that come at the same time do not get into one another', async () => {
	const { transport } = arrange(stream('{"a":', '1}'), stream('{"b":', '2}'), stream('{"c":3}'));
	expect(await Promise.all([transport.get(url), transport.get(url)])).toEqual([{ a: 1 }, { b: 2 }]);
	expect(await transport.get(url)).toEqual({ c: 3 });
});

it.each([
	'https://org.crm.dynamics.com.example.com/x',
	'http://org.crm.dynamics.com/x',
	'https://org.crm.dynamics.com:8443/x',
	'https://org.crm4.dynamics.com/x',
])('nothing is sent to %s', async (other) => {
	const { sent, transport } = arrange(stream('{}'));
	await expect(transport.get(other)).rejects.toMatchObject({ message: expect.stringContaining('another host') });
	expect(sent).toEqual([]);
});

it('is put off as long as Dataverse asks, minutes too, and the person who runs it is told', async () => {
	const { sent, clock, told, transport } = arrange(refused(429, { 'retry-after': '240' }), stream('{}'));
	await transport.get(url);
	expect(sent).toHaveLength(2);
	expect(clock.now()).toBeGreaterThanOrEqual(240_000);
	expect(told).toHaveLength(1);
});

it('what puts one request off puts the others off', async () => {
	const { clock, transport } = arrange(refused(429, { 'retry-after': '60' }), stream('{}'), stream('{}'));
	const first = transport.get(url);
	await clock.advance(0);
	const second = transport.get(url);
	await Promise.all([first, second]);
	expect(clock.sleeps.filter((ms) => ms > 50_000).length).toBeGreaterThanOrEqual(2);
});

it('after half an hour of it the reason is given', async () => {
	const { clock, transport } = arrange(refused(429, { 'retry-after': '300' }));
	await expect(transport.get(url)).rejects.toMatchObject({ kind: 'throttled' });
	expect(clock.now()).toBeGreaterThan(20 * 60_000);
	expect(clock.now()).toBeLessThanOrEqual(30 * 60_000);
});

it.each([
	['an answer that breaks off', stream('{"value', new Error('aborted'))],
	['half an answer that looks whole', stream('{"value":[')],
	['a page of a proxy', stream('<html>')],
	['no answer at all', new Error('socket hang up')],
	['503', refused(503)],
])('%s is asked for again', async (_what, answer) => {
	const { transport } = arrange(answer, stream('{"value":[]}'));
	expect(await transport.get(url)).toEqual({ value: [] });
	expect(transport.requests).toBe(2);
});

it('is given up after six times', async () => {
	const { transport } = arrange(new Error('socket hang up'));
	await expect(transport.get(url)).rejects.toMatchObject({ kind: 'noAnswer' });
	expect(transport.requests).toBe(6);
});

it('more than 64 MB at a time is not read, nor asked for again', async () => {
	const piece = Buffer.alloc(8_000_001);
	const { transport } = arrange(stream(...Array.from({ length: 9 }, () => piece)));
	await expect(transport.get(url)).rejects.toMatchObject({ message: expect.stringContaining('64 MB') });
	expect(transport.requests).toBe(1);
});

it('ends at once where the execution is cancelled', async () => {
	const cancelled = new Problem({ kind: 'cancelled', message: 'stopped', advice: '' });
	const { clock, transport } = arrange(refused(429, { 'retry-after': '300' }));
	const reading = transport.get(url);
	reading.catch(() => undefined);
	clock.cancel(cancelled);
	await expect(reading).rejects.toBe(cancelled);
});

describe('the environment of a credential', () => {
	const read = async (environmentUrl: unknown) =>
		await readEnvironment({ getCredentials: async () => ({ environmentUrl, clientId: 'app' }) } as never);

	it.each([
		'https://org.crm4.dynamics.com',
		'https://org.crm4.dynamics.com/',
		' HTTPS://Org.crm4.dynamics.com/main.aspx?appid=1 ',
		'org.crm4.dynamics.com',
		'http://org.crm4.dynamics.com:443?appid=1#x',
	])('%j', async (given) => {
		expect(await read(given)).toEqual({ origin: 'https://org.crm4.dynamics.com', clientId: 'app' });
	});

	it.each([
		'https://org.api.crm12.dynamics.com',
		'https://org.crm9.dynamics.com',
		'https://org.crm.microsoftdynamics.us',
		'https://org.crm.appsplatform.us',
		'https://org-1.crm.dynamics.cn',
	])('%j in any of the clouds', async (given) => {
		expect(await read(given)).toMatchObject({ origin: given });
	});

	it.each([
		'',
		' ',
		'https://make.powerapps.com/environments/11111111-2222-3333-4444-555555555555/home',
		'https://admin.powerplatform.microsoft.com/manage/environments',
		'https://home.ci.ai.dynamics.com/app',
		'https://org.operations.dynamics.com',
		'https://org.crm4.dynamics.com.example.org',
		'https://org.crm4.dynamics.com@example.org',
		'ftp://org.crm.dynamics.com',
		'org',
		'https://',
		'a b.c',
		null,
		7,
		{},
	])('%j is none', async (given) => {
		await expect(read(given)).rejects.toMatchObject({ kind: 'configuration' });
	});
});
