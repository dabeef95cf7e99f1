import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { sentOnlyTo } from './sentOnlyTo';

/**
 * Endpoints and scopes: API guide, "OAuth2 flows". Everybody brings an app of their own: new ones are private, and each
 * has its own quota.
 */
export class ConstantContactOAuth2Api implements ICredentialType {
	name = 'constantContactOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Constant Contact OAuth2 API';

	icon: Icon = { light: 'file:constantContact.svg', dark: 'file:constantContact.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-constant-contact/n8n-nodes-constant-contact?tab=readme-ov-file#connect-constant-contact';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode', description: 'For an app with a client secret' },
				{ name: 'PKCE', value: 'pkce', description: 'For an app without a client secret' },
			],
			default: 'authorizationCode',
			description:
				'Must match the OAuth2 flow chosen for the app in Constant Contact. If its window shows an error (400 Bad Request) instead of the sign-in, choose the other one.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			hint: 'The API key of your app, from My Applications in the Constant Contact developer portal',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			// PKCE has none: the base credential would ask for it all the same.
			displayOptions: { show: { grantType: ['authorizationCode'] } },
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://authz.constantcontact.com/oauth2/default/v1/token',
			required: true,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// Without offline_access there is no refresh token, and the connection would end after a day.
			default: 'contact_data offline_access',
		},
		...sentOnlyTo('api.cc.email'),
		{
			displayName:
				'Exporting sends personal data of your customers (email addresses, names and whatever else you map) from this n8n to Constant Contact, a service outside your organization, where its own terms and privacy notice apply. Make sure that you may do so and that these people agreed to hear from you. You can stop at any time by deleting this credential.',
			name: 'dataPrivacyNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'I Agree',
			name: 'dataPrivacyConsent',
			type: 'boolean',
			default: false,
			required: true,
			description: 'Whether you consent to sending customer data to Constant Contact. Without it, nothing is sent.',
		},
	];
}
