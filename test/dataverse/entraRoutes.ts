import { randomUUID } from 'node:crypto';

import { type Bugs, type Reply, replyFor } from '../loopback/reply';
import { consentPage, messagePage, sendBack } from '../loopback/signInPages';
import { SignInError, type Entra, type EntraApp } from './entra';

export interface SignInRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	form: URLSearchParams;
	authorization: string | undefined;
}

const ofEntra = { service: 'Microsoft Entra' };
const html = (text: string, status = 200): Reply => ({ status, text, type: 'text/html; charset=utf-8' });

/** What login.microsoftonline.com answers. */
export function answerSignIn(request: SignInRequest, entra: Entra, bugs: Bugs): Reply {
	const [, tenant, endpoint] = /^\/([^/]+)\/oauth2\/v2\.0\/(\w+)$/.exec(request.path) ?? [];
	try {
		if (tenant === undefined) return html(messagePage('404', 'Not found', ofEntra), 404);
		checkTenant(tenant, entra);
		switch (`${request.method} ${endpoint}`) {
			case 'GET authorize':
				return askConsent(request, entra);
			case 'POST authorize':
				return decide(request, entra);
			case 'POST token':
				return token(request, tenant, entra);
			default:
				return html(messagePage('404', 'Not found', ofEntra), 404);
		}
	} catch (error) {
		if (!(error instanceof SignInError)) return replyFor(error, bugs);
		entra.counters.refused += 1;
		return request.path.endsWith('/token')
			? errorJson(error)
			: html(messagePage('Sign-in error', textOf(error), ofEntra), 400);
	}
}

function checkTenant(tenant: string, entra: Entra): void {
	if (![entra.tenantId, 'common', 'organizations', 'consumers'].includes(tenant))
		throw new SignInError(
			400,
			'invalid_request',
			90002,
			`Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
		);
}

function knownApp(clientId: string, entra: Entra): EntraApp {
	const app = entra.app(clientId);
	if (!app)
		throw new SignInError(
			400,
			'unauthorized_client',
			700016,
			`Application with identifier '${clientId}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
		);
	return app;
}

/** An address that is not registered gets a page, never a redirect. */
function checkedRedirect(parameters: URLSearchParams, entra: Entra): { app: EntraApp; redirectUri: string } {
	const app = knownApp(parameters.get('client_id') ?? '', entra);
	const redirectUri = parameters.get('redirect_uri') ?? '';
	if (app.redirectUris.includes(redirectUri)) return { app, redirectUri };
	throw new SignInError(
		400,
		'invalid_request',
		50011,
		`The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'.`,
	);
}

/** Why the app cannot even ask; told to the app. */
function refusalOf(parameters: URLSearchParams, app: EntraApp, entra: Entra): SignInError | undefined {
	if (parameters.get('response_type') !== 'code')
		return new SignInError(
			400,
			'unsupported_response_type',
			700054,
			'response_type is not enabled for the application.',
		);
	const audience = entra.audienceOf(parameters.get('scope') ?? '');
	if (audience instanceof SignInError) return audience;
	if (app.delegatedPermission === false)
		return new SignInError(
			400,
			'invalid_client',
			650057,
			"Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.",
		);
	const challenge = parameters.get('code_challenge');
	if (challenge !== null && parameters.get('code_challenge_method') !== 'S256')
		return new SignInError(400, 'invalid_request', 501491, 'Invalid size of Code_Challenge parameter.');
	return undefined;
}

function askConsent({ query, path }: SignInRequest, entra: Entra): Reply {
	const { app, redirectUri } = checkedRedirect(query, entra);
	const refusal = refusalOf(query, app, entra);
	if (refusal) return sendBack(redirectUri, query, errorOf(refusal));
	return html(consentPage(query, (query.get('scope') ?? '').split(' ').filter(Boolean), { action: path, ...ofEntra }));
}

function decide({ form }: SignInRequest, entra: Entra): Reply {
	const { app, redirectUri } = checkedRedirect(form, entra);
	const declined = new SignInError(400, 'access_denied', 65004, 'User declined to consent to access the app.');
	const refusal = refusalOf(form, app, entra) ?? (form.get('decision') === 'allow' ? undefined : declined);
	if (refusal) return sendBack(redirectUri, form, errorOf(refusal));
	const scope = form.get('scope') ?? '';
	const code = entra.newCode({
		clientId: app.clientId,
		redirectUri,
		scope,
		audience: entra.mustBeAudience(scope),
		challenge: form.get('code_challenge') ?? undefined,
	});
	return sendBack(redirectUri, form, { code, session_state: randomUUID() });
}

function token(request: SignInRequest, tenant: string, entra: Entra): Reply {
	const { form } = request;
	const app = authenticate(request, entra);
	const answer = () => {
		switch (form.get('grant_type')) {
			case 'client_credentials':
				return entra.clientCredentials(app, tenant, form.get('scope') ?? '');
			case 'authorization_code':
				return entra.exchangeCode(app, form.get('code') ?? '', form.get('redirect_uri'), form.get('code_verifier'));
			case 'refresh_token':
				return entra.refresh(app, form.get('refresh_token') ?? '');
			default:
				throw new SignInError(
					400,
					'unsupported_grant_type',
					70003,
					`The app requested an unsupported grant type '${form.get('grant_type')}'.`,
				);
		}
	};
	return { status: 200, json: answer(), headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' } };
}

/** In the Basic header, each part URL-encoded, or among the parameters. */
function authenticate({ authorization, form }: SignInRequest, entra: Entra): EntraApp {
	const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '');
	const [id, secret] = basic
		? Buffer.from(basic[1], 'base64').toString().split(/:(.*)/s).slice(0, 2).map(decodeURIComponent)
		: [form.get('client_id') ?? '', form.get('client_secret')];
	const app = knownApp(id ?? '', entra);
	if (!secret)
		throw new SignInError(
			401,
			'invalid_client',
			7000218,
			"The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
		);
	if (secret !== app.clientSecret)
		throw new SignInError(
			401,
			'invalid_client',
			7000215,
			`Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`,
		);
	if (app.hasExpiredSecret)
		throw new SignInError(
			401,
			'invalid_client',
			7000222,
			`The provided client secret keys for app '${app.clientId}' are expired. Visit the Azure portal to create new keys for your app.`,
		);
	return app;
}

function textOf({ number, text }: SignInError): string {
	const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
	return `AADSTS${number}: ${text} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${now}Z`;
}

function errorOf(error: SignInError): Record<string, string> {
	return { error: error.error, error_description: textOf(error) };
}

function errorJson(error: SignInError): Reply {
	return {
		status: error.status,
		json: {
			...errorOf(error),
			error_codes: [error.number],
			timestamp: `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`,
			trace_id: randomUUID(),
			correlation_id: randomUUID(),
			error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
		},
	};
}
