import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { sentOnlyTo } from './sentOnlyTo';

/** The environment's host, from an address as people copy it: with a path behind it, or without https:// before it. */
const host = '$self["environmentUrl"].trim().replace(/^https?:\\/\\//i, "").split(/[\\/?#:]/)[0].toLowerCase()';

/**
 * Where people of the environment's cloud sign in: the United States' government and China have clouds of their own
 * ("National clouds", learn.microsoft.com/entra/identity-platform/authentication-national-cloud).
 */
const signIn = `(${host}.endsWith(".cn") ? "https://login.partner.microsoftonline.cn/" : ${host}.endsWith(".us") ? "https://login.microsoftonline.us/" : "https://login.microsoftonline.com/") + $self["tenantId"].trim() + "/oauth2/v2.0/"`;

/**
 * A connection to one Dataverse environment. n8n's own credential for Dataverse is closed to packages: a node may use
 * those of its own package only.
 */
export class CustomerInsightsOAuth2Api implements ICredentialType {
	name = 'customerInsightsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Customer Insights OAuth2 API';

	icon: Icon = { light: 'file:customerInsights.svg', dark: 'file:customerInsights.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-constant-contact/n8n-nodes-constant-contact/blob/main/docs/customer-insights.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode', description: 'A person signs in' },
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'The app itself signs in, as an application user of the environment',
				},
			],
			default: 'authorizationCode',
		},
		{
			displayName: 'Environment URL',
			name: 'environmentUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://yourorg.crm.dynamics.com',
			hint: 'The Dataverse environment that Customer Insights - Data is connected to, from the Power Platform admin center',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. contoso.onmicrosoft.com',
			hint: "The Directory (tenant) ID on your app's page in Microsoft Entra, or a domain of your organization",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			hint: "The Application (client) ID on your app's page in Microsoft Entra",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'The value of a client secret, not its ID',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${signIn} + "authorize" }}`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${signIn} + "token" }}`,
			required: true,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// An app that signs in itself is refused with offline_access (AADSTS70011); a person's access ends after an hour
			// without it.
			default: `={{ "https://" + ${host} + "/.default" + ($self["grantType"] === "clientCredentials" ? "" : " offline_access") }}`,
		},
		...sentOnlyTo(`={{ ${host} }}`),
	];

	/** Shows at once an app that is no user of the environment: Entra gives it a token all the same. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ "https://" + ${host.replace('$self', '$credentials')} }}`,
			url: '/api/data/v9.2/WhoAmI',
		},
	};
}
