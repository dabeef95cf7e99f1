export interface Client {
	clientId: string;
	/** Without: a public client, PKCE only. */
	clientSecret?: string;
	redirectUris: string[];
	refreshTokens: 'rotating' | 'longLived';
	/** Scopes that the app is configured for; all when left out. */
	scopes?: string[];
	deactivated?: boolean;
}

export interface Grant {
	clientId: string;
	scopes: string[];
	privileges: string[];
	expiresAt: number;
}

export interface TokenAnswer {
	access_token: string;
	token_type: 'Bearer';
	expires_in: number;
	scope: string;
	refresh_token?: string;
}

export interface Refresh extends Omit<Grant, 'expiresAt'> {
	lastUsedAt: number;
	signIn: number;
	/** Given without a client secret, so it may be used without. */
	isPublic: boolean;
}

export interface Code {
	clientId: string;
	redirectUri: string;
	scopes: string[];
	challenge: string | undefined;
	expiresAt: number;
}

export interface Device {
	clientId: string;
	scopes: string[];
	userCode: string;
	expiresAt: number;
	polledAt: number;
	answer: 'pending' | 'approved' | 'denied';
}

export class OAuthError extends Error {
	constructor(
		readonly status: number,
		readonly error: string,
		readonly description: string,
	) {
		super(error);
	}
}
