/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';

import { clientId, clientSecret, redirectUri, startWithClient, type Answer, type TestClient } from './client';
import { defaultSwitches, type Simulator } from './index';

const server = '/oauth2/default/v1';
const dayMs = 86_400_000;
const basic = (id = clientId, secret = clientSecret) => ({
	authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

let simulator: Simulator;
let client: TestClient;
let close: () => Promise<void>;

beforeAll(async () => ({ simulator, client, close } = await startWithClient()));
afterAll(async () => await close());
afterEach(() => Object.assign(simulator.switches, defaultSwitches));

const consentForm = (changes: Record<string, string> = {}) => ({
	client_id: clientId,
	redirect_uri: redirectUri,
	response_type: 'code',
	scope: 'contact_data offline_access',
	state: 'a&b',
	decision: 'allow',
	...changes,
});

const located = (answer: Answer) => new URL(answer.headers.location as string).searchParams;

async function newCode(changes: Record<string, string> = {}): Promise<string> {
	return located(await client.auth('POST', `${server}/authorize`, consentForm(changes))).get('code') ?? '';
}

const exchange = async (
	code: string,
	changes: Record<string, string> = {},
	headers: Record<string, string> = basic(),
) =>
	await client.auth(
		'POST',
		`${server}/token`,
		{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...changes },
		headers,
	);

const refresh = async (refreshToken: string, headers: Record<string, string> = basic()) =>
	await client.auth('POST', `${server}/token`, { grant_type: 'refresh_token', refresh_token: refreshToken }, headers);

describe('Authorize and token endpoints', () => {
	test('the consent page shows the scopes and sends its form back to itself', async () => {
		const query = new URLSearchParams(consentForm());
		const page = await client.auth('GET', `${server}/authorize?${query}`);
		expect(page.status).toBe(200);
		expect(page.headers['content-type']).toMatch('text/html');
		expect(page.data).toContain('contact_data');
		expect(page.data).toContain('name="state" value="a&amp;b"');
		expect(page.data).toMatch(/<button[^>]+value="allow"/);
	});

	test('Allow redirects with a code and the state; the code is good once', async () => {
		const redirect = await client.auth('POST', `${server}/authorize`, consentForm());
		expect(redirect.status).toBe(302);
		expect(redirect.headers.location).toMatch(`${redirectUri}?code=`);
		expect(located(redirect).get('state')).toBe('a&b');
		const code = located(redirect).get('code') ?? '';
		expect((await exchange(code)).status).toBe(200);
		expect((await exchange(code)).data).toMatchObject({ error: 'invalid_grant' });
	});

	test('a code dies after 5 minutes', async () => {
		const code = await newCode();
		simulator.clock.advance(5 * 60_000);
		expect((await exchange(code)).data.error).toBe('invalid_grant');
	});

	test.each([
		['Deny', { decision: 'deny' }, 'access_denied'],
		['a scope that is not configured', { scope: 'contact_data everything' }, 'invalid_scope'],
		['%2B between scopes', { scope: 'contact_data+offline_access' }, 'invalid_scope'],
		['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
	])('%s redirects with an error', async (_, changes, error) => {
		expect(located(await client.auth('POST', `${server}/authorize`, consentForm(changes))).get('error')).toBe(error);
	});
});

describe('PKCE and device flow', () => {
	const verifier = 'v'.repeat(50);
	const withoutSecret = 'public-client';
	const challenge = {
		client_id: withoutSecret,
		code_challenge: createHash('sha256').update(verifier).digest('base64url'),
		code_challenge_method: 'S256',
	};

	beforeAll(() =>
		simulator.oauth.addClient({ clientId: withoutSecret, redirectUris: [redirectUri], refreshTokens: 'rotating' }),
	);

	test('PKCE S256 needs no secret, and its refresh needs none either', async () => {
		const changes = { client_id: withoutSecret, code_verifier: verifier };
		const tokens = await exchange(await newCode(challenge), changes, {});
		expect(tokens.status).toBe(200);
		const again = await client.auth('POST', `${server}/token`, {
			grant_type: 'refresh_token',
			client_id: withoutSecret,
			refresh_token: tokens.data.refresh_token,
		});
		expect(again.status).toBe(200);
	});

	test.each([
		['a wrong verifier', { code_verifier: 'w'.repeat(50) }, 400],
		['no verifier', {}, 400],
	])('%s is refused', async (_, changes, status) => {
		const parameters = { client_id: withoutSecret, ...changes };
		expect((await exchange(await newCode(challenge), parameters, {})).status).toBe(status);
	});

	test('an app with a secret gets a page with status 400 instead, or is let in by the switch', async () => {
		const form = consentForm({ ...challenge, client_id: clientId });
		const ask = async () => await client.auth('GET', `${server}/authorize?${new URLSearchParams(form)}`);
		const refused = await ask();
		expect([refused.status, refused.headers['content-type']]).toEqual([400, expect.stringMatching('text/html')]);
		simulator.switches.pkceWithSecret = 'accepted';
		expect((await ask()).status).toBe(200);
	});

	test('without PKCE a secret is needed', async () => {
		expect((await exchange(await newCode(), { client_id: clientId }, {})).data.error).toBe('invalid_client');
	});

	test('"plain" is not S256', async () => {
		const answer = await client.auth(
			'POST',
			`${server}/authorize`,
			consentForm({ ...challenge, code_challenge: verifier, code_challenge_method: 'plain' }),
		);
		expect(located(answer).get('error')).toBe('invalid_request');
	});

	const startDevice = async () =>
		(
			await client.auth('POST', `${server}/device/authorize`, {
				client_id: clientId,
				scope: 'contact_data offline_access',
			})
		).data;
	const poll = async (code: string) =>
		(
			await client.auth('POST', `${server}/token`, {
				grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
				client_id: clientId,
				device_code: code,
			})
		).data;

	test('a device waits, is told to slow down, and gets its tokens once the person allows it', async () => {
		const device = await startDevice();
		expect((await poll(device.device_code)).error).toBe('authorization_pending');
		expect((await poll(device.device_code)).error).toBe('slow_down');
		expect((await client.auth('GET', `/activate?user_code=${device.user_code}`)).data).toContain(device.user_code);
		await client.auth('POST', '/activate', { user_code: device.user_code, decision: 'allow' });
		expect(await poll(device.device_code)).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
	});

	test('a device is denied, or waits too long', async () => {
		const denied = await startDevice();
		await client.auth('POST', '/activate', { user_code: denied.user_code, decision: 'deny' });
		expect((await poll(denied.device_code)).error).toBe('access_denied');
		const late = await startDevice();
		simulator.clock.advance(11 * 60_000);
		expect((await poll(late.device_code)).error).toBe('expired_token');
	});
});

describe('Client authentication', () => {
	test.each([
		['Basic header, form body', async (code: string) => await exchange(code)],
		[
			'secret in the form body',
			async (code: string) => await exchange(code, { client_id: clientId, client_secret: clientSecret }, {}),
		],
		[
			'parameters in the query',
			async (code: string) =>
				await client.auth(
					'POST',
					`${server}/token?${new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })}`,
					undefined,
					basic(),
				),
		],
	])('%s is accepted', async (_, send) => {
		expect((await send(await newCode())).status).toBe(200);
	});

	test('a wrong secret is refused as an OAuth error object', async () => {
		const answer = await refresh('whatever', basic(clientId, 'wrong'));
		expect([answer.status, answer.data]).toEqual([
			401,
			{ error: 'invalid_client', error_description: expect.any(String) },
		]);
	});
});

test('Without offline_access there is no refresh token and no error', async () => {
	const answer = await exchange(await newCode({ scope: 'contact_data' }));
	expect(answer.status).toBe(200);
	expect(answer.data).toEqual({
		access_token: expect.any(String),
		token_type: 'Bearer',
		expires_in: 86_400,
		scope: 'contact_data',
	});
});

test('Access tokens look like JWTs of 1,000 to 1,200 characters and live 24 hours', () => {
	for (const scope of ['contact_data', 'contact_data campaign_data account_read account_update offline_access']) {
		const issued = simulator.oauth.issueTokens(clientId, { scope });
		expect(issued.access_token.length).toBeGreaterThanOrEqual(1_000);
		expect(issued.access_token.length).toBeLessThanOrEqual(1_200);
		expect(issued.access_token.split('.')).toHaveLength(3);
		expect(issued.expires_in).toBe(86_400);
		expect(JSON.parse(Buffer.from(issued.access_token.split('.')[1], 'base64url').toString()).cid).toBe(clientId);
	}
});

describe('Refresh tokens', () => {
	test('rotating: each use gives a new one, and every earlier one is dead at once', async () => {
		const first = simulator.oauth.issueTokens(clientId);
		const other = simulator.oauth.issueTokens(clientId);
		const second = await refresh(first.refresh_token!);
		expect(second.data.refresh_token).not.toBe(first.refresh_token);
		expect((await refresh(first.refresh_token!)).data.error).toBe('invalid_grant');
		expect((await refresh(other.refresh_token!)).data.error).toBe('invalid_grant');
		expect((await refresh(second.data.refresh_token)).status).toBe(200);
	});

	test('switch rotationKills: another sign-in of the same app survives', async () => {
		simulator.switches.rotationKills = 'signIn';
		const [first, other] = [simulator.oauth.issueTokens(clientId), simulator.oauth.issueTokens(clientId)];
		await refresh(first.refresh_token!);
		expect((await refresh(first.refresh_token!)).status).toBe(400);
		expect((await refresh(other.refresh_token!)).status).toBe(200);
	});

	test('long-lived: the same value comes back', async () => {
		simulator.oauth.addClient({ clientId: 'long', clientSecret: 'x', redirectUris: [], refreshTokens: 'longLived' });
		const first = simulator.oauth.issueTokens('long');
		for (let round = 0; round < 2; round++) {
			expect((await refresh(first.refresh_token!, basic('long', 'x'))).data.refresh_token).toBe(first.refresh_token);
		}
	});

	test.each([
		[179, 200],
		[181, 400],
	])('unused for %d days: %d', async (days, status) => {
		const issued = simulator.oauth.issueTokens(clientId);
		simulator.clock.advance(days * dayMs);
		expect((await refresh(issued.refresh_token!)).status).toBe(status);
	});

	test('use restarts the 180 days', async () => {
		simulator.oauth.addClient({ clientId: 'used', clientSecret: 'x', redirectUris: [], refreshTokens: 'longLived' });
		const issued = simulator.oauth.issueTokens('used');
		for (let round = 0; round < 2; round++) {
			simulator.clock.advance(150 * dayMs);
			expect((await refresh(issued.refresh_token!, basic('used', 'x'))).status).toBe(200);
		}
	});
});

test.each([400, 401, 403] as const)(
	'A bad refresh token is an invalid_grant object (status %d by switch)',
	async (status) => {
		simulator.switches.invalidGrantStatus = status;
		const answer = await refresh('made-up');
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual({
			error: 'invalid_grant',
			error_description: 'The refresh token is invalid or expired.',
		});
	},
);

test('The token endpoint takes one request a second', async () => {
	const limited = await startWithClient({ limits: { tokensPerSecond: 1 } });
	const send = async () =>
		(await limited.client.auth('POST', `${server}/token`, { grant_type: 'refresh_token', refresh_token: 'x' }, basic()))
			.status;
	const now = jest.spyOn(performance, 'now').mockReturnValue(500_000);
	expect([await send(), await send()]).toEqual([400, 429]);
	now.mockReturnValue(500_999);
	expect(await send()).toBe(429);
	now.mockReturnValue(501_000);
	expect(await send()).toBe(400);
	now.mockRestore();
	await limited.close();
});

test.each([`${redirectUri}/`, redirectUri.replace('localhost', '127.0.0.1'), `${redirectUri}?x=1`])(
	'The redirect URI %s is not the registered one',
	async (uri) => {
		const answer = await client.auth(
			'GET',
			`${server}/authorize?${new URLSearchParams(consentForm({ redirect_uri: uri }))}`,
		);
		expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
	},
);

describe('Scope and privilege', () => {
	const cases: Array<[method: string, path: string, scope: string, privilege: string]> = [
		['GET', '/v3/activities', 'contact_data', 'contacts:write'],
		['POST', '/v3/activities/contacts_json_import', 'contact_data', 'contacts:write'],
		['POST', '/v3/activities/contact_exports', 'contact_data', 'contacts:write'],
		['GET', '/v3/contact_exports/x', 'contact_data', 'contacts:write'],
		['GET', '/v3/contacts', 'contact_data', 'contacts:read'],
		['GET', '/v3/contacts/counts', 'contact_data', 'contacts:read'],
		['POST', '/v3/contacts/sign_up_form', 'contact_data', 'contacts:write'],
		['GET', '/v3/contact_custom_fields', 'contact_data', 'contacts:read'],
		['POST', '/v3/contact_tags', 'contact_data', 'contacts:write'],
		['GET', '/v3/contact_lists', 'contact_data', 'contacts:lists:read'],
		['POST', '/v3/contact_lists', 'contact_data', 'contacts:lists:write'],
		['DELETE', '/v3/contact_lists/x', 'contact_data', 'contacts:lists:write'],
		['GET', '/v3/segments', 'contact_data', 'contacts:lists:read'],
		['GET', '/v3/account/summary', 'account_read', 'account:read'],
	];

	test.each(cases)('%s %s needs scope %s and privilege %s', async (method, path, scope, privilege) => {
		const status = async (scopes: string, privileges: string[]) => {
			const { access_token: accessToken } = simulator.oauth.issueTokens(clientId, { scope: scopes, privileges });
			const answer = await client.api(method, path, method === 'POST' ? {} : undefined, {
				headers: { authorization: `Bearer ${accessToken}` },
			});
			if (answer.status === 403)
				expect(answer.data).toEqual({ error_key: 'access_denied', error_message: expect.any(String) });
			return answer.status;
		};
		expect(await status('campaign_data', [privilege])).toBe(403);
		expect(await status(scope, ['campaign:create'])).toBe(403);
		expect(await status(scope, [privilege])).not.toBe(403);
	});

	test('the privileges endpoint needs neither, and tells the privileges', async () => {
		const { access_token: accessToken } = simulator.oauth.issueTokens(clientId, {
			scope: 'campaign_data',
			privileges: ['contacts:read'],
		});
		const answer = await client.api('GET', '/v3/account/user/privileges', undefined, {
			headers: { authorization: `Bearer ${accessToken}` },
		});
		expect([answer.status, answer.data]).toEqual([
			200,
			[{ privilege_id: expect.any(Number), privilege_name: 'contacts:read' }],
		]);
	});

	test('a deactivated app is refused everywhere', async () => {
		simulator.oauth.addClient({
			clientId: 'off',
			clientSecret: 'x',
			redirectUris: [],
			refreshTokens: 'rotating',
			deactivated: true,
		});
		const { access_token: accessToken } = simulator.oauth.issueTokens('off');
		expect(
			(
				await client.api('GET', '/v3/account/user/privileges', undefined, {
					headers: { authorization: `Bearer ${accessToken}` },
				})
			).status,
		).toBe(403);
	});
});

describe('401 is an object', () => {
	const unauthorized = { error_key: 'unauthorized', error_message: 'Unauthorized' };

	test.each([
		['unknown', 'Bearer nonsense'],
		['missing', ''],
		['Basic', 'Basic eA=='],
	])('%s token', async (_, authorization) => {
		const answer = await client.api('GET', '/v3/contact_lists', undefined, { headers: { authorization } });
		expect([answer.status, answer.data]).toEqual([401, unauthorized]);
	});

	test('expired by time, expired by the test, revoked', async () => {
		const status = async (accessToken: string) =>
			(await client.api('GET', '/v3/contact_lists', undefined, { headers: { authorization: `Bearer ${accessToken}` } }))
				.status;
		const short = simulator.oauth.issueTokens(clientId, { expiresInSeconds: 60 });
		expect(await status(short.access_token)).toBe(200);
		simulator.clock.advance(60_000);
		expect(await status(short.access_token)).toBe(401);
		const expired = simulator.oauth.issueTokens(clientId);
		simulator.oauth.expireAccessTokens();
		expect(await status(expired.access_token)).toBe(401);
		const revoked = simulator.oauth.issueTokens(clientId);
		simulator.oauth.revoke({ clientId });
		expect(await status(revoked.access_token)).toBe(401);
		expect((await refresh(revoked.refresh_token!)).status).toBe(400);
	});
});
