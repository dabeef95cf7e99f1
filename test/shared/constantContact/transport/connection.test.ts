import { readConnection } from '../../../../nodes/shared/constantContact/transport/connection';
import type { RequestContext } from '../../../../nodes/shared/constantContact/transport/request';

const contextOf = (credential: object) =>
	({
		getCredentials: async (name: string) => (name === 'constantContactOAuth2Api' ? credential : {}),
	}) as unknown as RequestContext;

it.each([
	[
		{ clientId: 'key', dataPrivacyConsent: true },
		{ appKey: 'key', hasConsent: true },
	],
	[
		{ clientId: 'key', dataPrivacyConsent: false },
		{ appKey: 'key', hasConsent: false },
	],
	[{ clientId: 'key' }, { appKey: 'key', hasConsent: false }],
	[
		{ clientId: 'key', dataPrivacyConsent: 'false' },
		{ appKey: 'key', hasConsent: false },
	],
	[{}, { appKey: '', hasConsent: false }],
])('the credential %j is %j: consent is a switch that was turned on, nothing less', async (credential, connection) => {
	await expect(readConnection(contextOf(credential))).resolves.toEqual(connection);
});
