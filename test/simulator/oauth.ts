import { createHash, randomBytes } from 'node:crypto';

import type { Clock } from '../loopback/clock';
import type { Switches } from './switches';
import { makeAccessToken } from './accessToken';
import {
	OAuthError,
	type Client,
	type Code,
	type Device,
	type Grant,
	type Refresh,
	type TokenAnswer,
} from './oauthTypes';

export const allScopes = [
	'contact_data',
	'campaign_data',
	'account_read',
	'account_update',
	'billing_data',
	'offline_access',
];

/** The account owner's; each endpoint asks for some of them. */
export const allPrivileges = [
	'contacts:read',
	'contacts:write',
	'contacts:lists:read',
	'contacts:lists:write',
	'account:read',
	'account:update',
	'campaign:create',
	'campaign:send',
	'ui:contacts:create',
	'ui:library:file:create',
];

const accessTokenSeconds = 86_400;
const refreshTokenIdleMs = 180 * 86_400_000;
const codeMs = 5 * 60_000;
const deviceMs = 10 * 60_000;
export const devicePollSeconds = 5; // RFC 8628 §3.2

/** Apps, codes and tokens; what the pages and the token endpoint do to them is in oauthRoutes.ts. */
export class OAuth {
	/** Privileges of the person who consents on the page. */
	userPrivileges = [...allPrivileges];

	readonly counters = { refreshes: 0, refusedRefreshes: 0, codes: 0, tokenRequests: 0 };

	private readonly clients = new Map<string, Client>();

	private readonly grants = new Map<string, Grant>();

	private readonly refreshes = new Map<string, Refresh>();

	private readonly codes = new Map<string, Code>();

	private readonly devices = new Map<string, Device>();

	private signIns = 0;

	constructor(
		private readonly clock: Clock,
		readonly switches: Switches,
	) {}

	addClient(client: Client): Client {
		this.clients.set(client.clientId, client);
		return client;
	}

	client(clientId: string): Client | undefined {
		return this.clients.get(clientId);
	}

	/** Tokens as a sign-in by the account's owner would give them. */
	issueTokens(
		clientId: string,
		options: { scope?: string; expiresInSeconds?: number; privileges?: string[] } = {},
	): TokenAnswer {
		const scopes = (options.scope ?? 'contact_data offline_access').split(' ').filter(Boolean);
		const privileges = options.privileges ?? this.userPrivileges;
		return this.issue({ clientId, scopes, privileges, isPublic: false }, options.expiresInSeconds);
	}

	grantOf(accessToken: string): Grant | undefined {
		const grant = this.grants.get(accessToken);
		return grant && grant.expiresAt > this.clock.now() ? grant : undefined;
	}

	expireAccessTokens(): void {
		for (const grant of this.grants.values()) grant.expiresAt = 0;
	}

	/** Without arguments: everything ever issued. An app or user that loses access loses both kinds. */
	revoke(which: { clientId?: string; accessToken?: string; refreshToken?: string } = {}): void {
		const all = Object.keys(which).length === 0;
		for (const [token, grant] of this.grants) {
			if (all || token === which.accessToken || grant.clientId === which.clientId) this.grants.delete(token);
		}
		for (const [token, refresh] of this.refreshes) {
			if (all || token === which.refreshToken || refresh.clientId === which.clientId) this.refreshes.delete(token);
		}
	}

	/** The account's owner takes privileges away from the user behind an app's tokens. */
	withdraw(clientId: string, privileges: readonly string[]): void {
		for (const held of [...this.grants.values(), ...this.refreshes.values()]) {
			if (held.clientId === clientId)
				held.privileges = held.privileges.filter((privilege) => !privileges.includes(privilege));
		}
	}

	newCode(code: Omit<Code, 'expiresAt'>): string {
		const value = randomBytes(24).toString('base64url');
		this.codes.set(value, { ...code, expiresAt: this.clock.now() + codeMs });
		return value;
	}

	exchangeCode(
		client: Client,
		isPublic: boolean,
		code: string,
		redirectUri: string | null,
		verifier: string | null,
	): TokenAnswer {
		const held = this.codes.get(code);
		this.codes.delete(code); // single use, also when the rest is wrong
		if (!held || held.clientId !== client.clientId || held.expiresAt <= this.clock.now()) {
			throw new OAuthError(400, 'invalid_grant', 'The authorization code is invalid or has expired.');
		}
		if (held.redirectUri !== redirectUri)
			throw new OAuthError(
				400,
				'invalid_grant',
				'The redirect URI does not match the one of the authorization request.',
			);
		if (isPublic && held.challenge === undefined)
			throw new OAuthError(401, 'invalid_client', 'Client authentication failed.');
		if (held.challenge !== undefined && s256(verifier ?? '') !== held.challenge) {
			throw new OAuthError(400, 'invalid_grant', 'PKCE verification failed.');
		}
		this.counters.codes += 1;
		return this.issue({ clientId: client.clientId, scopes: held.scopes, privileges: this.userPrivileges, isPublic });
	}

	refresh(client: Client, isPublic: boolean, token: string): TokenAnswer {
		const held = this.refreshes.get(token);
		const now = this.clock.now();
		if (
			!held ||
			held.clientId !== client.clientId ||
			(isPublic && !held.isPublic) ||
			now - held.lastUsedAt > refreshTokenIdleMs
		) {
			this.counters.refusedRefreshes += 1;
			throw new OAuthError(
				this.switches.invalidGrantStatus,
				'invalid_grant',
				'The refresh token is invalid or expired.',
			);
		}
		this.counters.refreshes += 1;
		if (client.refreshTokens === 'longLived') {
			held.lastUsedAt = now;
			return this.issue(held, accessTokenSeconds, token);
		}
		// No grace, every earlier one dies.
		for (const [other, refresh] of this.refreshes) {
			const killed =
				this.switches.rotationKills === 'client' ? refresh.clientId === held.clientId : refresh.signIn === held.signIn;
			if (killed) this.refreshes.delete(other);
		}
		return this.issue(held);
	}

	newDevice(clientId: string, scopes: string[]): { deviceCode: string; userCode: string; expiresInSeconds: number } {
		const deviceCode = randomBytes(24).toString('base64url');
		const userCode = randomBytes(4).toString('hex').toUpperCase();
		this.devices.set(deviceCode, {
			clientId,
			scopes,
			userCode,
			expiresAt: this.clock.now() + deviceMs,
			polledAt: -Infinity,
			answer: 'pending',
		});
		return { deviceCode, userCode, expiresInSeconds: deviceMs / 1000 };
	}

	/** What the person does with the code on the activation page. */
	answerDevice(userCode: string, answer: 'approved' | 'denied'): boolean {
		const device = [...this.devices.values()].find((held) => held.userCode === userCode.trim().toUpperCase());
		if (device) device.answer = answer;
		return device !== undefined;
	}

	/** RFC 8628 §3.5. */
	pollDevice(client: Client, deviceCode: string): TokenAnswer {
		const device = this.devices.get(deviceCode);
		const now = this.clock.now();
		if (!device || device.clientId !== client.clientId)
			throw new OAuthError(400, 'invalid_grant', 'The device code is invalid.');
		if (device.expiresAt <= now) throw new OAuthError(400, 'expired_token', 'The device code has expired.');
		const tooSoon = now - device.polledAt < devicePollSeconds * 1000;
		device.polledAt = now;
		if (device.answer === 'denied') throw new OAuthError(400, 'access_denied', 'The user denied the request.');
		if (device.answer === 'pending') {
			if (tooSoon) throw new OAuthError(400, 'slow_down', 'The device is polling too frequently.');
			throw new OAuthError(
				400,
				'authorization_pending',
				'The device authorization is pending. Please try again later.',
			);
		}
		this.devices.delete(deviceCode);
		return this.issue({
			clientId: device.clientId,
			scopes: device.scopes,
			privileges: this.userPrivileges,
			isPublic: true,
		});
	}

	private issue(
		grant: Omit<Refresh, 'lastUsedAt' | 'signIn'> & { signIn?: number },
		expiresInSeconds = accessTokenSeconds,
		keptRefreshToken?: string,
	): TokenAnswer {
		const { clientId, scopes, privileges, isPublic } = grant;
		const now = this.clock.now();
		const accessToken = makeAccessToken({ clientId, scopes, now, expiresInSeconds });
		this.grants.set(accessToken, { clientId, scopes, privileges, expiresAt: now + expiresInSeconds * 1000 });
		const answer: TokenAnswer = {
			access_token: accessToken,
			token_type: 'Bearer',
			expires_in: expiresInSeconds,
			scope: scopes.join(' '),
		};
		if (!scopes.includes('offline_access')) return answer; // no error, just none
		if (keptRefreshToken !== undefined) return { ...answer, refresh_token: keptRefreshToken };
		const refreshToken = randomBytes(32).toString('base64url');
		const signIn = grant.signIn ?? (this.signIns += 1);
		this.refreshes.set(refreshToken, { clientId, scopes, privileges, isPublic, signIn, lastUsedAt: now });
		return { ...answer, refresh_token: refreshToken };
	}
}

function s256(verifier: string): string {
	return createHash('sha256').update(verifier).digest('base64url');
}
