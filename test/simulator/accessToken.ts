import { randomBytes } from 'node:crypto';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Looks like the service's: a JWT of 1,000 to 1,200 characters. Nobody can check its signature, nobody should.
 */
export function makeAccessToken(token: {
	clientId: string;
	scopes: string[];
	now: number;
	expiresInSeconds: number;
}): string {
	const issued = Math.floor(token.now / 1000);
	const head = encode({ kid: randomBytes(32).toString('base64url'), alg: 'RS256' });
	const signature = randomBytes(256).toString('base64url');
	const claims = {
		ver: 1,
		jti: `AT.${randomBytes(32).toString('base64url')}`,
		iss: 'https://identity.constantcontact.com/oauth2/aus1lm3ry9mF7x2Ja0h8',
		aud: 'https://api.cc.email/v3',
		iat: issued,
		exp: issued + token.expiresInSeconds,
		cid: token.clientId.slice(0, 40),
		scp: token.scopes,
		auth_time: issued,
		sub: 'owner@simulator.example',
		platform_user_id: '',
	};
	const spare = 1_100 - head.length - signature.length - encode(claims).length - 2;
	claims.platform_user_id = randomBytes(Math.max(1, Math.ceil((spare * 3) / 8))).toString('hex');
	return `${head}.${encode(claims)}.${signature}`;
}
