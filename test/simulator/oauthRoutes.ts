import { type Bugs, type Reply, replyFor } from '../loopback/reply';
import { allScopes, devicePollSeconds, type OAuth } from './oauth';
import { OAuthError, type Client } from './oauthTypes';
import { activationPage, consentPage, messagePage, sendBack } from '../loopback/signInPages';
import type { RateLimits } from './rateLimits';
import { authHost } from './hosts';

const base = '/oauth2/default/v1';
const ofConstantContact = { service: 'Constant Contact', action: `${base}/authorize` };
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export interface AuthRequest {
	at: number;
	method: string;
	path: string;
	query: URLSearchParams;
	/** Form body; for the token endpoint together with the query. */
	form: URLSearchParams;
	authorization: string | undefined;
}

const html = (text: string, status = 200): Reply => ({ status, text, type: 'text/html; charset=utf-8' });

/** What authz.constantcontact.com answers. */
export function answerAuth(request: AuthRequest, oauth: OAuth, limits: RateLimits, bugs: Bugs): Reply {
	try {
		switch (`${request.method} ${request.path}`) {
			case `GET ${base}/authorize`:
				return askConsent(request.query, oauth);
			case `POST ${base}/authorize`:
				return decide(request.form, oauth);
			case `POST ${base}/token`:
				return token(request, oauth, limits);
			case `POST ${base}/device/authorize`:
				return device(request, oauth);
			case 'GET /activate':
				return html(activationPage(request.query.get('user_code') ?? '', ofConstantContact));
			case 'POST /activate': {
				const known = oauth.answerDevice(
					request.form.get('user_code') ?? '',
					request.form.get('decision') === 'allow' ? 'approved' : 'denied',
				);
				return known
					? html(messagePage('Done', 'You may close this window.', ofConstantContact))
					: html(messagePage('Unknown code', 'Check the code on your device.', ofConstantContact), 400);
			}
			default:
				return html(messagePage('404', 'Not found', ofConstantContact), 404);
		}
	} catch (error) {
		if (error instanceof OAuthError)
			return { status: error.status, json: { error: error.error, error_description: error.description } };
		return replyFor(error, bugs);
	}
}

/** An address that is not registered to the letter, or PKCE for an app with a secret, gets a page, never a redirect. */
function checkedRedirect(parameters: URLSearchParams, oauth: OAuth): { client: Client; redirectUri: string } | Reply {
	const client = oauth.client(parameters.get('client_id') ?? '');
	if (!client)
		return html(messagePage('Identity error', 'Invalid value for client_id parameter.', ofConstantContact), 400);
	const redirectUri = parameters.get('redirect_uri') ?? '';
	const mayUsePkce = client.clientSecret === undefined || oauth.switches.pkceWithSecret === 'accepted';
	if (parameters.has('code_challenge') && !mayUsePkce)
		return html(messagePage('Bad request', 'The app is not set up for the PKCE flow.', ofConstantContact), 400);
	if (client.redirectUris.includes(redirectUri)) return { client, redirectUri };
	return html(
		messagePage(
			'Identity error',
			"The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
			ofConstantContact,
		),
		400,
	);
}

function refusalOf(parameters: URLSearchParams, client: Client): Record<string, string> | undefined {
	if (parameters.get('response_type') !== 'code') {
		return {
			error: 'unsupported_response_type',
			error_description: 'The response type is not supported by the authorization server.',
		};
	}
	const configured = client.scopes ?? allScopes;
	const scopes = (parameters.get('scope') ?? '').split(' ').filter(Boolean);
	if (scopes.length === 0 || !scopes.every((scope) => configured.includes(scope))) {
		return {
			error: 'invalid_scope',
			error_description: 'One or more scopes are not configured for the authorization server resource.',
		};
	}
	const challenge = parameters.get('code_challenge');
	if (challenge !== null && parameters.get('code_challenge_method') !== 'S256') {
		return { error: 'invalid_request', error_description: 'The code challenge method must be S256.' };
	}
	if (challenge === null && client.clientSecret === undefined) {
		return { error: 'invalid_request', error_description: 'PKCE code challenge is required.' };
	}
	return undefined;
}

function askConsent(parameters: URLSearchParams, oauth: OAuth): Reply {
	const checked = checkedRedirect(parameters, oauth);
	if ('status' in checked) return checked;
	const refusal = refusalOf(parameters, checked.client);
	if (refusal) return sendBack(checked.redirectUri, parameters, refusal);
	return html(consentPage(parameters, (parameters.get('scope') ?? '').split(' ').filter(Boolean), ofConstantContact));
}

function decide(form: URLSearchParams, oauth: OAuth): Reply {
	const checked = checkedRedirect(form, oauth);
	if ('status' in checked) return checked;
	const { client, redirectUri } = checked;
	const refusal =
		refusalOf(form, client) ??
		(form.get('decision') === 'allow'
			? undefined
			: { error: 'access_denied', error_description: 'The resource owner denied the request.' });
	if (refusal) return sendBack(redirectUri, form, refusal);
	const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean);
	const code = oauth.newCode({
		clientId: client.clientId,
		redirectUri,
		scopes,
		challenge: form.get('code_challenge') ?? undefined,
	});
	return sendBack(redirectUri, form, { code });
}

function token(request: AuthRequest, oauth: OAuth, limits: RateLimits): Reply {
	const parameters = new URLSearchParams([...request.query, ...request.form]);
	oauth.counters.tokenRequests += 1;
	const { client, isPublic } = authenticate(request.authorization, parameters, oauth);
	// Its body is not known; the API's own is the nearest guess.
	if (!limits.allowsToken(client.clientId, request.at))
		return { status: 429, json: { error_key: 'throttled', error_message: 'Too Many Requests' } };
	const answer = grant(parameters, client, isPublic, oauth);
	return { status: 200, json: answer, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } };
}

function grant(parameters: URLSearchParams, client: Client, isPublic: boolean, oauth: OAuth) {
	switch (parameters.get('grant_type')) {
		case 'authorization_code':
			return oauth.exchangeCode(
				client,
				isPublic,
				parameters.get('code') ?? '',
				parameters.get('redirect_uri'),
				parameters.get('code_verifier'),
			);
		case 'refresh_token':
			return oauth.refresh(client, isPublic, parameters.get('refresh_token') ?? '');
		case deviceGrant:
			return oauth.pollDevice(client, parameters.get('device_code') ?? '');
		default:
			throw new OAuthError(
				400,
				'unsupported_grant_type',
				'The authorization grant type is not supported by the authorization server.',
			);
	}
}

/** Basic header or parameters; without a secret the request counts as one of a public client. */
function authenticate(
	authorization: string | undefined,
	parameters: URLSearchParams,
	oauth: OAuth,
): { client: Client; isPublic: boolean } {
	let id = parameters.get('client_id') ?? '';
	let secret = parameters.get('client_secret') ?? undefined;
	const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '');
	if (basic) {
		const [user, ...rest] = Buffer.from(basic[1], 'base64').toString('utf8').split(':');
		id = user;
		secret = rest.join(':');
	}
	const client = oauth.client(id);
	if (!client || (secret !== undefined && secret !== client.clientSecret)) {
		throw new OAuthError(401, 'invalid_client', 'The client credentials are invalid.');
	}
	return { client, isPublic: secret === undefined };
}

function device(request: AuthRequest, oauth: OAuth): Reply {
	const parameters = new URLSearchParams([...request.query, ...request.form]);
	const { client } = authenticate(request.authorization, parameters, oauth);
	const scopes = (parameters.get('scope') ?? '').split(' ').filter(Boolean);
	const configured = client.scopes ?? allScopes;
	if (scopes.length === 0 || !scopes.every((scope) => configured.includes(scope))) {
		throw new OAuthError(
			400,
			'invalid_scope',
			'One or more scopes are not configured for the authorization server resource.',
		);
	}
	const { deviceCode, userCode, expiresInSeconds } = oauth.newDevice(client.clientId, scopes);
	const activation = `https://${authHost}/activate`;
	return {
		status: 200,
		json: {
			device_code: deviceCode,
			user_code: userCode,
			verification_uri: activation,
			verification_uri_complete: `${activation}?user_code=${userCode}`,
			expires_in: expiresInSeconds,
			interval: devicePollSeconds,
		},
	};
}
