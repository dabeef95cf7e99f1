import { AxiosError, AxiosHeaders } from 'axios';
import type { IHttpRequestOptions, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import { Problem } from '../../../../nodes/shared/problem';
import type { RequestContext } from '../../../../nodes/shared/constantContact/transport/request';
import { createTransport } from '../../../../nodes/shared/constantContact/transport/request';
import { createManualClock } from '../../../support/manualClock';

const node = {
	id: '1',
	name: 'Export Segment',
	type: 'exportSegment',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** n8n's helper throws an error of its own around what went wrong. */
const inN8n = (error: Error) => new NodeApiError(node, error as unknown as JsonObject);

function refusal(status: number, data?: unknown): Error {
	const config = { headers: new AxiosHeaders() };
	const response = { status, data, statusText: '', headers: {}, config };
	return inN8n(
		new AxiosError(`Request failed with status code ${status}`, 'ERR_BAD_REQUEST', config, undefined, response),
	);
}

/** What is left of it in n8n 1.123 and 2.8. */
const withoutCause = (error: Error): Error =>
	Object.assign(Object.create(Object.getPrototypeOf(error) as object) as Error, error, {
		message: error.message,
		cause: undefined,
	});

let keys = 0;

/** A transport over a line on which these answers come, one after the other; an Error is thrown. */
function lineOf(...answers: unknown[]) {
	const clock = createManualClock(Date.parse('2026-11-24T12:00:00Z'));
	jest.spyOn(Date, 'now').mockImplementation(() => clock.now());
	const sent: Array<{ credential: string; options: IHttpRequestOptions }> = [];
	const httpRequestWithAuthentication = async (credential: string, options: IHttpRequestOptions) => {
		sent.push({ credential, options });
		const answer = sent.length <= answers.length ? answers[sent.length - 1] : answers[answers.length - 1];
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const context = { helpers: { httpRequestWithAuthentication } } as unknown as RequestContext;
	return { clock, sent, transport: createTransport(context, `key ${keys++}`, clock) };
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('what goes out', () => {
	it('is signed by n8n with our credential, to Constant Contact alone', async () => {
		const { transport, sent } = lineOf({ lists: [] });
		await expect(transport.send({ method: 'GET', path: '/contact_lists', query: { limit: 1 } })).resolves.toEqual({
			lists: [],
		});
		expect(sent).toMatchObject([
			{
				credential: 'constantContactOAuth2Api',
				options: {
					method: 'GET',
					url: 'https://api.cc.email/v3/contact_lists',
					qs: { limit: 1 },
					json: true,
					disableFollowRedirect: true,
					headers: { Accept: 'application/json' },
				},
			},
		]);
	});

	it('as bytes goes out byte for byte, and says that it is JSON', async () => {
		const { transport, sent } = lineOf({});
		const body = Buffer.from('{"import_data":[]}');
		await transport.send({ method: 'POST', path: '/activities/contacts_json_import', body });
		expect(sent[0].options).toMatchObject({ json: false, headers: { 'Content-Type': 'application/json' } });
		expect(sent[0].options.body).toBe(body);
	});

	it('is asked for as a stream where the answer is a file', async () => {
		const { transport, sent } = lineOf('bytes');
		await transport.send({ method: 'GET', path: '/contact_exports/1', answer: 'stream' });
		expect(sent[0].options).toMatchObject({ encoding: 'stream', headers: { Accept: 'text/csv' } });
		expect(sent[0].options).not.toHaveProperty('json');
	});

	it('is counted, each attempt, and looks at running jobs apart', async () => {
		const { transport } = lineOf(refusal(503), refusal(503), {});
		await transport.send({ method: 'GET', path: '/activities', isPoll: true });
		await transport.send({ method: 'GET', path: '/contact_lists' });
		expect([transport.calls, transport.polls]).toEqual([4, 3]);
	});

	it('keeps to 4 requests a second', async () => {
		const { transport, clock } = lineOf({});
		const start = clock.now();
		for (let turn = 0; turn < 9; turn++) await transport.send({ method: 'GET', path: '/activities' });
		expect(clock.now() - start).toBeGreaterThan(2_000);
	});
});

const refusals: ReadonlyArray<[string, Error, string]> = [
	['400 with an array', refusal(400, [{ error_key: 'contacts.api.validation.error' }]), 'invalid'],
	['401', refusal(401, { error_key: 'unauthorized' }), 'auth'],
	['403', refusal(403, { error_key: 'access_denied' }), 'forbidden'],
	['404 without a body', refusal(404), 'notFound'],
	['429 for the quota', refusal(429, { error_key: 'quota_exceeded' }), 'quota'],
	[
		'a refresh token that ended',
		inN8n(
			new NodeOperationError(node, 'The credential "CC" needs to be reconnected.', {
				failure: { cause: 'credential-invalid' },
			}),
		),
		'auth',
	],
	['the same in older versions of n8n', inN8n(new Error('The credential "CC" needs to be reconnected.')), 'auth'],
	[
		'a token endpoint that no longer knows the app',
		inN8n(
			Object.assign(new Error('Client authentication failed'), { code: 'EAUTH', body: { error: 'invalid_client' } }),
		),
		'auth',
	],
	["n8n's word that it was never connected", inN8n(new UserError('OAuth credentials not connected')), 'auth'],
];

describe('a refusal', () => {
	it.each([
		...refusals,
		...refusals.map(([what, error, kind]): [string, Error, string] => [
			`${what}, in an n8n that loses the cause`,
			withoutCause(error),
			kind,
		]),
	])('%s is reported as what it is, at once', async (_what, error, kind) => {
		const { transport, sent } = lineOf(error);
		const outcome = await transport
			.send({ method: 'GET', path: '/contact_lists' })
			.catch((problem: unknown) => problem);
		expect(outcome).toBeInstanceOf(Problem);
		expect(outcome).toMatchObject({ kind });
		expect(sent).toHaveLength(1);
	});

	it('of too many requests is waited out, even where sending twice would do harm', async () => {
		const { transport, clock } = lineOf(
			refusal(429, { error_key: 'throttled' }),
			refusal(429, { error_key: 'throttled' }),
			{ activity_id: '1' },
		);
		await expect(
			transport.send({ method: 'POST', path: '/activities/x', body: {}, repeatable: false }),
		).resolves.toEqual({ activity_id: '1' });
		expect(clock.sleeps).toHaveLength(2);
		expect(Math.min(...clock.sleeps)).toBeGreaterThan(1_000);
	});

	it.each([
		['', (error: Error) => error],
		[', in an n8n that loses the cause', withoutCause],
	] as const)('of a busy token endpoint is waited out%s', async (_where, asThere) => {
		const { transport } = lineOf(
			asThere(
				inN8n(
					Object.assign(new Error('HTTP status 429'), {
						code: 'ESTATUS',
						status: 429,
						body: { error_key: 'throttled' },
					}),
				),
			),
			{ lists: [] },
		);
		await expect(transport.send({ method: 'GET', path: '/contact_lists' })).resolves.toEqual({ lists: [] });
	});
});

describe('a request without an answer', () => {
	const reset = inN8n(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));

	it.each([
		['a GET', { method: 'GET' }],
		['a POST that does no harm twice', { method: 'POST', repeatable: true }],
	] as const)('is sent again: %s', async (_what, request) => {
		const { transport } = lineOf(reset, { lists: [] });
		await expect(transport.send({ path: '/x', ...request })).resolves.toEqual({ lists: [] });
	});

	it('is not sent again where that would do harm', async () => {
		const { transport, sent } = lineOf(reset, {});
		await expect(transport.send({ method: 'POST', path: '/x' })).rejects.toMatchObject({ kind: 'noAnswer' });
		expect(sent).toHaveLength(1);
	});

	it.each([
		['reset', reset],
		['not to be read', '{"activity_id":"1",'],
		['empty', ''],
		['cut off in the middle of a yes', refusal(201, '{"activity_id":')],
		['a page of a proxy', '<html>Sign in</html>'],
		['an error that may have come too late', refusal(502, '<html>Bad gateway</html>')],
	])('(%s) is looked for before it is sent again, and taken from there if it is found', async (_what, lost) => {
		const { transport, sent } = lineOf(lost);
		const looks: number[] = [];
		const found = { activity_id: '1' };
		const findLost = async () => (looks.push(sent.length) < 3 ? undefined : found);
		await expect(
			transport.send({ method: 'POST', path: '/activities/x', body: {}, repeatable: true, findLost }),
		).resolves.toBe(found);
		expect(looks).toEqual([1, 2, 3]);
	});

	it('is not sent again where the look for it fails: then nobody knows', async () => {
		const { transport, sent } = lineOf(reset);
		const quota = new Problem({ kind: 'quota', message: 'used up', advice: '' });
		await expect(
			transport.send({
				method: 'POST',
				path: '/x',
				body: {},
				repeatable: true,
				findLost: async () => await Promise.reject(quota),
			}),
		).rejects.toBe(quota);
		expect(sent).toHaveLength(1);
	});

	it('that was refused before it was taken in needs no look', async () => {
		const { transport } = lineOf(refusal(429, { error_key: 'throttled' }), { activity_id: '2' });
		const findLost = async () => await Promise.reject(new Error('looked for'));
		await expect(transport.send({ method: 'POST', path: '/x', body: {}, repeatable: true, findLost })).resolves.toEqual(
			{ activity_id: '2' },
		);
	});

	it('is given up after six attempts', async () => {
		const { transport, sent } = lineOf(reset);
		await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toMatchObject({ kind: 'noAnswer' });
		expect(sent).toHaveLength(6);
	});

	it('in a cancelled execution is reported as the cancellation', async () => {
		const cancelled = new Problem({ kind: 'cancelled', message: 'The export was cancelled', advice: 'Run it again.' });
		const { transport, clock } = lineOf(reset);
		const sending = transport.send({ method: 'POST', path: '/x' });
		clock.cancel(cancelled);
		await expect(sending).rejects.toBe(cancelled);
	});
});
