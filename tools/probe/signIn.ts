/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool for maintainers, runs in Node, not in n8n */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

/** The app at whose sign-in page the token was got. */
export interface App {
	readonly clientId: string;
	/** Without one the app is a public client, with PKCE. */
	readonly clientSecret: string | undefined;
}

const server = 'https://authz.constantcontact.com/oauth2/default/v1';
const patienceMs = 5 * 60_000;
const timeout = 60_000;

export class SignInError extends Error {}

/**
 * The OAuth2 authorization code flow with a redirect to this computer (API guide, "server flow" and "PKCE flow").
 * @param redirect registered for the app to the letter; port 0 picks a free port
 * @param show tells the person which address to open
 * @returns the access token
 * @throws SignInError
 */
export async function signIn(
	app: App,
	redirect: URL,
	show: (address: string) => void,
	stop: AbortSignal,
): Promise<string> {
	const state = randomBytes(16).toString('base64url');
	const verifier = randomBytes(32).toString('base64url');
	const listener = createServer();
	await new Promise<void>((resolve, reject) => {
		listener.once('error', () =>
			reject(
				new SignInError(
					`Port ${redirect.port} of this computer is taken. Register another redirect URI for the app and give it by --redirect.`,
				),
			),
		);
		listener.listen(Number(redirect.port), '127.0.0.1', resolve);
	});
	const uri = new URL(redirect);
	uri.port = String((listener.address() as AddressInfo).port);
	try {
		show(authorizeAddress(app, uri.href, state, verifier));
		const code = await new Promise<string>((resolve, reject) => {
			const give = (why: string) => reject(new SignInError(why));
			const timer = setTimeout(() => give('Nobody signed in within five minutes.'), patienceMs);
			listener.once('close', () => clearTimeout(timer));
			stop.addEventListener('abort', () => give('Interrupted.'));
			listener.on('request', (request, answer) => {
				const url = new URL(request.url ?? '/', uri);
				if (url.pathname !== uri.pathname || url.searchParams.get('state') !== state) {
					answer.writeHead(404).end();
					return;
				}
				answer
					.writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' })
					.end('<p>The probe goes on in your terminal. You may close this window.</p>');
				const found = url.searchParams.get('code');
				if (found) resolve(found);
				else give(`Constant Contact did not let the probe in: ${url.searchParams.get('error') ?? 'no code'}.`);
			});
		});
		return await exchange(app, code, uri.href, verifier);
	} finally {
		listener.close();
		listener.closeAllConnections();
	}
}

/** What the authorize page says, before anybody signs in. */
export async function askToAuthorize(
	app: App,
	redirect: URL,
	withPkce: boolean,
): Promise<{ status: number; error: string | undefined }> {
	const [state, verifier] = [randomBytes(16), randomBytes(32)].map((bytes) => bytes.toString('base64url'));
	const address = authorizeAddress(app, redirect.href, state, verifier, withPkce);
	const { status, headers } = await reached(
		axios.get(address, { validateStatus: () => true, maxRedirects: 0, timeout }),
	);
	const location = String(headers.location ?? '');
	return { status, error: /[?&]error=(\w+)/.exec(location)?.[1] };
}

function authorizeAddress(
	app: App,
	redirectUri: string,
	state: string,
	verifier: string,
	withPkce = app.clientSecret === undefined,
): string {
	const url = new URL(`${server}/authorize`);
	const challenge = createHash('sha256').update(verifier).digest('base64url');
	const parameters = {
		response_type: 'code',
		client_id: app.clientId,
		redirect_uri: redirectUri,
		scope: 'contact_data',
		state,
	};
	const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
	for (const [name, value] of Object.entries({ ...parameters, ...(withPkce && pkce) }))
		url.searchParams.set(name, value);
	return url.href;
}

async function exchange(app: App, code: string, redirectUri: string, verifier: string): Promise<string> {
	const { status, body } = await askForToken(app, {
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		...(app.clientSecret === undefined && { code_verifier: verifier }),
	});
	if (status === 200 && typeof body.access_token === 'string') return body.access_token;
	throw new SignInError(
		`Constant Contact gave no access token (status ${status}, ${String(body.error ?? 'without a reason')}). Check the API key and the secret.`,
	);
}

/** One request to the token endpoint; what it answers, whatever the status. */
export async function askForToken(
	app: App,
	parameters: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Record<string, unknown> }> {
	const form = new URLSearchParams({
		...parameters,
		...(app.clientSecret === undefined && { client_id: app.clientId }),
	});
	const basic = Buffer.from(`${app.clientId}:${app.clientSecret ?? ''}`).toString('base64');
	const asking = axios.post<unknown>(`${server}/token`, form.toString(), {
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'application/json',
			...(app.clientSecret !== undefined && { authorization: `Basic ${basic}` }),
		},
		validateStatus: () => true,
		maxRedirects: 0,
		timeout,
	});
	const { status, data } = await reached(asking);
	return { status, body: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {} };
}

/** The error of axios would hold the secret. */
const reached = async <T>(asking: Promise<T>): Promise<T> =>
	await asking.catch(
		async () => await Promise.reject(new SignInError('authz.constantcontact.com could not be reached.')),
	);
