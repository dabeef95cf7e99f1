import { createHash } from 'node:crypto';

import { startWithClient, type Answer } from './client';
import { defaultSwitches, type EntraApp } from './index';

type Started = Awaited<ReturnType<typeof startWithClient>>;

const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
const scope = 'https://org.crm.dynamics.com/user_impersonation offline_access';

let started: Started;
let app: EntraApp;

beforeAll(async () => {
	started = await startWithClient({ customers: { count: 10, segments: [{ name: 'VIP', members: 1 }] } });
});
afterAll(async () => await started.close());
beforeEach(() => {
	const { dataverse } = started;
	Object.assign(dataverse.switches, defaultSwitches);
	app = dataverse.entra.addApp({ redirectUris: [redirectUri] });
	dataverse.access.addUser(dataverse.entra.userName);
});

const authorizeUrl = (tenant: string) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`;

function question(changes: Record<string, string> = {}): Record<string, string> {
	return {
		client_id: app.clientId,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope,
		state: 'a state',
		...changes,
	};
}

async function open(changes: Record<string, string> = {}): Promise<Answer> {
	const { client, dataverse } = started;
	return await client.http.get(`${authorizeUrl(dataverse.entra.tenantId)}?${new URLSearchParams(question(changes))}`);
}

/** What the page's form sends. */
async function press(decision: 'allow' | 'deny', changes: Record<string, string> = {}): Promise<URLSearchParams> {
	const { client, dataverse } = started;
	const form = new URLSearchParams({ ...question(changes), decision }).toString();
	const answer = await client.http.post(authorizeUrl(dataverse.entra.tenantId), form);
	expect(answer.status).toBe(302);
	return new URL(String(answer.headers.location)).searchParams;
}

async function token(form: Record<string, string>): Promise<Answer> {
	const { client, dataverse } = started;
	const own = { client_id: app.clientId, client_secret: app.clientSecret };
	return await client.signIn(dataverse.entra.tenantId, { ...own, ...form });
}

const exchange = async (code: string, more: Record<string, string> = {}) =>
	await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });
const refresh = async (refreshToken: string) =>
	await token({ grant_type: 'refresh_token', refresh_token: refreshToken });

test('the consent page asks for what the app wants; who allows it comes back with a code for tokens', async () => {
	const page = await open();
	expect(page.data).toContain(app.clientId);
	expect(page.data).toContain('user_impersonation');
	expect(page.data).toContain('Microsoft Entra simulator');
	const back = await press('allow');
	expect(back.get('state')).toBe('a state');
	const answer = await exchange(back.get('code')!);
	expect(answer.data).toMatchObject({
		token_type: 'Bearer',
		scope: 'https://org.crm.dynamics.com/user_impersonation',
		access_token: expect.any(String),
		refresh_token: expect.any(String),
	});
	const { client } = started;
	client.token = answer.data.access_token;
	expect((await client.get('WhoAmI')).status).toBe(200);
});

test('who declines comes back with access_denied', async () => {
	const back = await press('deny');
	expect(back.get('error')).toBe('access_denied');
	expect(back.get('error_description')).toMatch(/^AADSTS65004: /);
});

test('an address that is not registered gets a page and no redirect', async () => {
	const answer = await open({ redirect_uri: 'https://elsewhere.example.com/callback' });
	expect(answer.status).toBe(400);
	expect(answer.data).toContain('AADSTS50011');
});

test.each([
	['an environment nobody knows', { scope: 'https://other.crm.dynamics.com/.default' }, 'invalid_resource'],
	['no environment', { scope: 'openid' }, 'invalid_scope'],
	['another answer than a code', { response_type: 'token' }, 'unsupported_response_type'],
])('an app that asks for %s is told so at its own address', async (_what, changes, error) => {
	const answer = await open(changes);
	expect(answer.status).toBe(302);
	expect(new URL(String(answer.headers.location)).searchParams.get('error')).toBe(error);
});

test('a code is good once, for its address, and for ten minutes', async () => {
	const { dataverse } = started;
	const code = (await press('allow')).get('code')!;
	expect((await exchange(code, { redirect_uri: 'http://localhost:1/' })).data.error_codes).toEqual([500112]);
	expect((await exchange(code)).status).toBe(200);
	expect((await exchange(code)).data).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
	const late = (await press('allow')).get('code')!;
	dataverse.clock.advance(10 * 60_000 + 1);
	expect((await exchange(late)).data).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
});

test('a code that was asked for with a challenge needs its verifier', async () => {
	const verifier = 'a verifier that nobody else knows, of forty-three characters';
	const challenge = createHash('sha256').update(verifier).digest('base64url');
	const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
	const code = (await press('allow', pkce)).get('code')!;
	expect((await exchange(code)).data.error_codes).toEqual([501481]);
	expect((await exchange(code, { code_verifier: verifier })).status).toBe(200);
});

test('a refresh gives a new refresh token; the used one stays good, or not', async () => {
	const { dataverse } = started;
	const first = (await exchange((await press('allow')).get('code')!)).data.refresh_token as string;
	const second = (await refresh(first)).data.refresh_token as string;
	expect(second).not.toBe(first);
	expect((await refresh(first)).status).toBe(200);
	dataverse.switches.usedRefreshTokens = 'revoked';
	expect((await refresh(second)).status).toBe(200);
	expect((await refresh(second)).data.error).toBe('invalid_grant');
});

test('a refresh token ends after 90 days', async () => {
	const { dataverse } = started;
	const { refresh_token: held } = (await exchange((await press('allow')).get('code')!)).data;
	dataverse.clock.advance(90 * 86_400_000);
	expect((await refresh(held)).data.error_codes).toEqual([700082]);
});

test('an access token ends after 60 to 90 minutes', async () => {
	const { client, dataverse } = started;
	const { access_token: held } = (await exchange((await press('allow')).get('code')!)).data;
	client.token = held;
	dataverse.clock.advance(59 * 60_000);
	expect((await client.get('WhoAmI')).status).toBe(200);
	dataverse.clock.advance(31 * 60_000);
	expect((await client.get('WhoAmI')).status).toBe(401);
});

test('a person without a user in the environment is not a member of it', async () => {
	const { client, dataverse } = started;
	dataverse.access.removeUser(dataverse.entra.userName);
	client.token = (await exchange((await press('allow')).get('code')!)).data.access_token;
	expect((await client.get('WhoAmI')).data.error.code).toBe('0x80072560');
});
