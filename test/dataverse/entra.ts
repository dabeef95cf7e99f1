import { createHash, randomBytes, randomUUID } from 'node:crypto';

import type { Clock } from '../loopback/clock';
import type { Switches } from './switches';

export interface EntraApp {
	clientId: string;
	clientSecret: string;
	/** Web redirect URIs, as the app registration has them. */
	redirectUris: string[];
	/** Whether the delegated permission Dynamics CRM user_impersonation may be consented to. */
	delegatedPermission?: boolean;
	hasExpiredSecret?: boolean;
}

/** Whom a token speaks for: the application itself, or a person through it. */
export interface Principal {
	kind: 'application' | 'user';
	/** The application's client id, or the person's user name. */
	name: string;
}

export interface Grant {
	principal: Principal;
	clientId: string;
	/** The environment it is good for. */
	audience: string;
	expiresAt: number;
}

export interface TokenAnswer {
	token_type: 'Bearer';
	scope?: string;
	expires_in: number;
	ext_expires_in: number;
	access_token: string;
	refresh_token?: string;
}

interface Refresh {
	principal: Principal;
	clientId: string;
	audience: string;
	scope: string;
	expiresAt: number;
}

interface Code extends Omit<Refresh, 'expiresAt'> {
	redirectUri: string;
	challenge: string | undefined;
	expiresAt: number;
	isRedeemed: boolean;
}

/** An error of the sign-in, with its AADSTS number. */
export class SignInError extends Error {
	constructor(
		readonly status: number,
		readonly error: string,
		readonly number: number,
		readonly text: string,
	) {
		super(error);
	}
}

/** https://learn.microsoft.com/entra/identity-platform/access-tokens: 60 to 90 minutes, 75 on average. */
const accessTokenSeconds = { least: 3_600, most: 5_400 };
/** https://learn.microsoft.com/entra/identity-platform/refresh-tokens */
const refreshTokenMs = 90 * 86_400_000;
/** "Authorization codes are short lived, typically expiring after about 10 minutes." v2-oauth2-auth-code-flow */
const codeMs = 10 * 60_000;

/** Microsoft Entra, for one tenant: apps, codes and tokens. What its pages and its endpoint do is in entraRoutes.ts. */
export class Entra {
	/** The person who signs in on the consent page. */
	userName = 'ann@contoso.example.com';

	readonly counters = { clientCredentials: 0, codes: 0, refreshes: 0, refused: 0 };

	private readonly apps = new Map<string, EntraApp>();

	private readonly grants = new Map<string, Grant>();

	private readonly refreshes = new Map<string, Refresh>();

	private readonly codes = new Map<string, Code>();

	constructor(
		/** A GUID or a domain name. */
		readonly tenantId: string,
		/** Environments that tokens can be got for: `https://` and the host. */
		private readonly resources: ReadonlySet<string>,
		private readonly clock: Clock,
		private readonly switches: Switches,
	) {}

	addApp(app: Partial<EntraApp> = {}): EntraApp {
		const added = {
			clientId: randomUUID(),
			clientSecret: randomBytes(30).toString('base64url'),
			redirectUris: [],
			delegatedPermission: true,
			...app,
		};
		this.apps.set(added.clientId, added);
		return added;
	}

	app(clientId: string): EntraApp | undefined {
		return this.apps.get(clientId);
	}

	/** Tokens as a sign-in would give them, without a way to a page. */
	issueTokens(clientId: string, kind: Principal['kind'] = 'application', expiresInSeconds?: number): TokenAnswer {
		const [audience] = this.resources;
		const principal = { kind, name: kind === 'application' ? clientId : this.userName };
		const scope = kind === 'user' ? `${audience}/user_impersonation offline_access` : '';
		return this.issue({ principal, clientId, audience, scope }, expiresInSeconds);
	}

	grantOf(accessToken: string): Grant | undefined {
		const grant = this.grants.get(accessToken);
		return grant && grant.expiresAt > this.clock.now() ? grant : undefined;
	}

	/** From now on no token given so far is good; new ones are. */
	expireAccessTokens(): void {
		this.grants.clear();
	}

	/** Nobody is signed in any more: refresh tokens end as well. */
	revoke(): void {
		this.grants.clear();
		this.refreshes.clear();
	}

	clientCredentials(app: EntraApp, tenant: string, scope: string): TokenAnswer {
		if (['common', 'organizations', 'consumers'].includes(tenant))
			throw new SignInError(
				400,
				'invalid_request',
				50059,
				'No tenant-identifying information found in either the request or implied by any provided credentials.',
			);
		if (scope.split(' ').includes('offline_access'))
			throw new SignInError(
				400,
				'invalid_scope',
				70011,
				`The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
			);
		if (!scope.endsWith('/.default'))
			throw new SignInError(
				400,
				'invalid_scope',
				1002012,
				`The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
			);
		this.counters.clientCredentials += 1;
		const principal = { kind: 'application' as const, name: app.clientId };
		return this.issue({ principal, clientId: app.clientId, audience: this.mustBeAudience(scope), scope: '' });
	}

	/** The environment that a scope is about; scopes of OpenID Connect aside; or why there is none. */
	audienceOf(scope: string): string | SignInError {
		const own = scope.split(' ').filter((part) => part.startsWith('https://'));
		const resources = new Set(own.map((part) => part.slice(0, part.indexOf('/', 'https://'.length)).toLowerCase()));
		if (resources.size === 0)
			return new SignInError(
				400,
				'invalid_scope',
				70011,
				`The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
			);
		if (resources.size > 1)
			return new SignInError(
				400,
				'invalid_request',
				28000,
				`Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
			);
		const [audience] = resources;
		if (!this.resources.has(audience))
			return new SignInError(
				400,
				'invalid_resource',
				500011,
				`The resource principal named ${audience} was not found in the tenant named ${this.tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
			);
		return audience;
	}

	mustBeAudience(scope: string): string {
		const audience = this.audienceOf(scope);
		if (audience instanceof SignInError) throw audience;
		return audience;
	}

	newCode(code: Omit<Code, 'expiresAt' | 'isRedeemed' | 'principal'>): string {
		const value = `0.A${randomBytes(400).toString('base64url')}`;
		const principal = { kind: 'user' as const, name: this.userName };
		this.codes.set(value, { ...code, principal, expiresAt: this.clock.now() + codeMs, isRedeemed: false });
		return value;
	}

	exchangeCode(app: EntraApp, value: string, redirectUri: string | null, verifier: string | null): TokenAnswer {
		const code = this.codes.get(value);
		if (!code || code.clientId !== app.clientId)
			throw new SignInError(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
		if (code.isRedeemed)
			throw new SignInError(
				400,
				'invalid_grant',
				54005,
				'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
			);
		if (code.expiresAt <= this.clock.now())
			throw new SignInError(
				400,
				'invalid_grant',
				70008,
				'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
			);
		if (code.redirectUri !== redirectUri)
			throw new SignInError(
				400,
				'invalid_grant',
				500112,
				`The reply address '${redirectUri}' does not match the reply address '${code.redirectUri}' provided when requesting Authorization code.`,
			);
		if (code.challenge !== undefined && s256(verifier ?? '') !== code.challenge)
			throw new SignInError(
				400,
				'invalid_grant',
				501481,
				'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
			);
		code.isRedeemed = true;
		this.counters.codes += 1;
		return this.issue(code);
	}

	refresh(app: EntraApp, token: string): TokenAnswer {
		const held = this.refreshes.get(token);
		if (!held || held.clientId !== app.clientId)
			throw new SignInError(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
		if (held.expiresAt <= this.clock.now())
			throw new SignInError(
				400,
				'invalid_grant',
				700082,
				'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
			);
		this.counters.refreshes += 1;
		if (this.switches.usedRefreshTokens === 'revoked') this.refreshes.delete(token);
		return this.issue(held);
	}

	private issue(grant: Omit<Refresh, 'expiresAt'>, expiresInSeconds?: number): TokenAnswer {
		const { principal, clientId, audience, scope } = grant;
		const { least, most } = accessTokenSeconds;
		const seconds = expiresInSeconds ?? least + (randomBytes(2).readUInt16BE() % (most - least)) - 1;
		const now = this.clock.now();
		const accessToken = accessTokenOf(this.tenantId, grant, now, seconds);
		this.grants.set(accessToken, { principal, clientId, audience, expiresAt: now + seconds * 1_000 });
		const answer: TokenAnswer = {
			token_type: 'Bearer',
			...(scope !== '' && { scope: scope.replace(/\boffline_access\b/, '').trim() }),
			expires_in: seconds,
			ext_expires_in: seconds,
			access_token: accessToken,
		};
		if (!scope.split(' ').includes('offline_access')) return answer;
		const refreshToken = `1.A${randomBytes(600).toString('base64url')}`;
		this.refreshes.set(refreshToken, { principal, clientId, audience, scope, expiresAt: now + refreshTokenMs });
		return { ...answer, refresh_token: refreshToken };
	}
}

/** Looks like Entra's: a JWT. Nobody but Dataverse should look into it. */
function accessTokenOf(tenantId: string, grant: Omit<Refresh, 'expiresAt'>, now: number, seconds: number): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const issued = Math.floor(now / 1_000);
	const head = encode({ typ: 'JWT', alg: 'RS256', kid: randomBytes(20).toString('base64url') });
	const claims = encode({
		aud: grant.audience,
		iss: `https://sts.windows.net/${tenantId}/`,
		iat: issued,
		nbf: issued,
		exp: issued + seconds,
		appid: grant.clientId,
		idtyp: grant.principal.kind === 'application' ? 'app' : 'user',
		...(grant.principal.kind === 'user' && { scp: 'user_impersonation', upn: grant.principal.name }),
		tid: tenantId,
		uti: randomBytes(16).toString('base64url'),
		ver: '1.0',
	});
	return `${head}.${claims}.${randomBytes(256).toString('base64url')}`;
}

function s256(verifier: string): string {
	return createHash('sha256').update(verifier).digest('base64url');
}
