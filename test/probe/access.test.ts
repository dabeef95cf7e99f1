/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

import { questions } from '../../tools/probe/questions';
import { addressOf, contactKeys, longestAddress, newRun } from '../../tools/probe/scratch';
import { signIn } from '../../tools/probe/signIn';
import { app, owned, startProbing, type Probing } from './support/probing';

let probing: Probing;

beforeAll(async () => (probing = await startProbing()));
afterAll(async () => await probing.close());

async function freePort(): Promise<number> {
	const server = http.createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** What somebody does in the browser: reads the consent page, presses a button, and is sent back. */
async function answerConsent(address: string, decision: 'allow' | 'deny'): Promise<string> {
	const page = await axios.get<string>(address);
	const hidden = [...page.data.matchAll(/name="([^"]+)" value="([^"]*)"/g)].filter(([, name]) => name !== 'decision');
	const form = new URLSearchParams(
		Object.fromEntries(hidden.map(([, name, value]) => [name, value.replaceAll('&amp;', '&')])),
	);
	form.set('decision', decision);
	const sent = await axios.post('https://authz.constantcontact.com/oauth2/default/v1/authorize', form.toString(), {
		maxRedirects: 0,
		validateStatus: () => true,
	});
	const back = String(sent.headers.location);
	return (await axios.get<string>(back, { validateStatus: () => true, proxy: false })).data;
}

async function signInAs(
	who: { clientId: string; clientSecret: string | undefined },
	decision: 'allow' | 'deny' = 'allow',
): Promise<{ token: string; page: string; asked: URL }> {
	const redirect = new URL(`http://127.0.0.1:${await freePort()}/back`);
	probing.simulator.oauth.addClient({ ...who, redirectUris: [redirect.href], refreshTokens: 'rotating' });
	let page: Promise<string> | undefined;
	let asked = '';
	const token = await signIn(
		who,
		redirect,
		(address) => {
			asked = address;
			page = answerConsent(address, decision);
		},
		new AbortController().signal,
	);
	return { token, page: await page!, asked: new URL(asked) };
}

test.each([
	['with the secret', 'a-secret', false],
	['without a secret, by PKCE', undefined, true],
] as const)(
	'signing in %s gives a token that opens the account, and none to renew it',
	async (_how, clientSecret, hasChallenge) => {
		const { simulator, probe } = probing;
		const { token, page, asked } = await signInAs({ clientId: `app-${String(clientSecret)}`, clientSecret });
		expect(page).toMatch(/close this window/);
		expect(asked.searchParams.has('code_challenge')).toBe(hasChallenge);
		expect(asked.searchParams.get('scope')).toBe('contact_data');
		expect(simulator.oauth.grantOf(token)?.scopes).toEqual(['contact_data']);
		const { code } = await probe(['--address', owned, '--only', 'shapes', '--yes'], {
			environment: { CONSTANT_CONTACT_ACCESS_TOKEN: token },
		});
		expect(code).toBe(0);
	},
);

test('the whole command signs in by the address that it prints', async () => {
	const { simulator, probe } = probing;
	const redirect = `http://127.0.0.1:${await freePort()}/`;
	simulator.oauth.addClient({ ...app, redirectUris: [redirect], refreshTokens: 'rotating' });
	const going = probe(
		['--address', owned, '--only', 'invalid-grant', '--yes', '--client-id', app.clientId, '--redirect', redirect],
		{
			environment: { CONSTANT_CONTACT_CLIENT_SECRET: app.clientSecret },
			onPrinted: (text) => {
				const address = /https:\/\/authz\S+/.exec(text)?.[0];
				if (address) void answerConsent(address, 'allow');
			},
		},
	);
	const { code, stderr, stdout } = await going;
	expect(stdout).toMatch(/"invalid_grant".*400 +400 +yes/);
	expect(stderr).not.toContain(app.clientSecret);
	expect(code).toBe(0);
});

test('who says no on the consent page is told so', async () => {
	await expect(signInAs({ clientId: 'app-no', clientSecret: 'x' }, 'deny')).rejects.toThrow(/access_denied/);
});

test('an answer with another state is not taken', async () => {
	const redirect = new URL(`http://127.0.0.1:${await freePort()}/back`);
	const stop = new AbortController();
	let status: number | undefined;
	const going = signIn(
		app,
		redirect,
		() => {
			void axios
				.get(`${redirect.href}?code=stolen&state=guessed`, { validateStatus: () => true, proxy: false })
				.then((answer) => {
					({ status } = answer);
					stop.abort();
				});
		},
		stop.signal,
	);
	await expect(going).rejects.toThrow(/Interrupted/);
	expect(status).toBe(404);
});

test('a taken port is reported', async () => {
	const server = http.createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await expect(
		signIn(app, new URL(`http://127.0.0.1:${port}/`), () => undefined, new AbortController().signal),
	).rejects.toThrow(/is taken/);
	server.close();
});

test.each([
	['no address', [], /Give one to three addresses/],
	['four addresses', ['a', 'b', 'c', 'd'].flatMap((name) => ['--address', `${name}@example.com`]), /one to three/],
	['something that is no address', ['--address', 'olga'], /no e-mail address/],
	['an address that is too long', ['--address', `${'o'.repeat(longestAddress)}@example.com`], /too long/],
	['an unknown question', ['--address', owned, '--only', 'weather'], /no question "weather"/],
	['an unknown option', ['--address', owned, '--token', 'abc'], /--token/],
	['a redirect to elsewhere', ['--address', owned, '--redirect', 'https://example.com/'], /address of this computer/],
	['no access', ['--address', owned], /There is no access/],
	['an empty stdin', ['--address', owned, '--token-stdin'], /No token came in/],
])('%s is a message, not a stack', async (_what, args, message) => {
	const { code, stderr, stdout } = await probing.probe(args, { environment: {} });
	expect(stderr).toMatch(message);
	expect(stderr).not.toMatch(/ at .*\.ts/);
	expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('a token that the account does not take, or that may not write, is reported', async () => {
	const { simulator, probe } = probing;
	const { stderr } = await probe(['--address', owned, '--yes'], {
		environment: { CONSTANT_CONTACT_ACCESS_TOKEN: 'not-a-token' },
	});
	expect(stderr).toMatch(/does not take this access token/);
	const narrow = simulator.oauth.issueTokens(app.clientId, { scope: 'account_read' }).access_token;
	expect(
		(await probe(['--address', owned, '--yes'], { environment: { CONSTANT_CONTACT_ACCESS_TOKEN: narrow } })).stderr,
	).toMatch(/may not read contacts and lists/);
});

test('--help tells every question, and what it does to the account', async () => {
	const { code, stdout } = await probing.probe(['--help'], { environment: {} });
	for (const { name, about } of questions) expect(stdout).toContain(`${name.padEnd(14)} ${about}`);
	expect(stdout).toMatch(/asks, before it writes/);
	expect(code).toBe(0);
});

test('addresses of the probe are plus forms of those given, and within the limits that they are not about', () => {
	const long = `${'o'.repeat(longestAddress - '@example.com'.length)}@example.com`;
	for (const given of [[owned], [owned, 'otto@example.org', long], ['olga+shop@example.com']]) {
		const run = newRun();
		const made = contactKeys.map((key) => addressOf(run, given, key));
		expect(new Set(made).size).toBe(contactKeys.length);
		for (const [index, address] of made.entries()) {
			const [local, domain] = address.split('@');
			const base = given[index % given.length].split('@');
			expect(local.startsWith(base[0].includes('+') ? `${base[0]}-` : `${base[0]}+`)).toBe(true);
			expect(domain).toBe(base[1]);
			expect(local.length).toBeLessThanOrEqual(64);
			if (contactKeys[index] === 'long') expect(address).toHaveLength(60);
			else expect(address.length).toBeLessThanOrEqual(50);
		}
	}
});
