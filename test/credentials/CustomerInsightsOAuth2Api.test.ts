import { CustomerInsightsOAuth2Api } from '../../credentials/CustomerInsightsOAuth2Api.credentials';
import { evaluateInN8n } from '../support/n8nEvaluation';

const { properties, test } = new CustomerInsightsOAuth2Api();

/** What a hidden field comes to for somebody's entries. */
function hidden(name: string, entries: object): unknown {
	const self = { environmentUrl: 'https://org.crm4.dynamics.com', tenantId: 'contoso.example.com', ...entries };
	return evaluateInN8n(String(properties.find((property) => property.name === name)?.default), {}, self);
}

it.each([
	['https://org.crm.dynamics.com', 'login.microsoftonline.com'],
	['https://org.crm9.dynamics.com', 'login.microsoftonline.com'],
	['https://org.crm.microsoftdynamics.us', 'login.microsoftonline.us'],
	['https://org.crm.appsplatform.us/', 'login.microsoftonline.us'],
	['ORG.crm.dynamics.cn', 'login.partner.microsoftonline.cn'],
])('people of %s sign in at %s', (environmentUrl, host) => {
	const entries = { environmentUrl, tenantId: ' contoso.example.com ' };
	const base = `https://${host}/contoso.example.com/oauth2/v2.0`;
	expect(hidden('authUrl', entries)).toBe(`${base}/authorize`);
	expect(hidden('accessTokenUrl', entries)).toBe(`${base}/token`);
});

it.each([
	'https://org.crm4.dynamics.com',
	' Org.crm4.dynamics.com/ ',
	'https://org.crm4.dynamics.com/main.aspx?a=/b',
	'http://org.crm4.dynamics.com:443?appid=1',
])('however the address %j is written, the token is for its host, and goes nowhere else', (environmentUrl) => {
	const scope = 'https://org.crm4.dynamics.com/.default';
	expect(hidden('scope', { environmentUrl, grantType: 'clientCredentials' })).toBe(scope);
	expect(hidden('scope', { environmentUrl, grantType: 'authorizationCode' })).toBe(`${scope} offline_access`);
	expect(hidden('allowedDomains', { environmentUrl })).toBe('org.crm4.dynamics.com');
});

it('anybody who uses the credential cannot have it sent to any host but the environment', () => {
	expect(properties.find(({ name }) => name === 'allowedHttpRequestDomains')).toMatchObject({
		type: 'hidden',
		default: 'domains',
	});
});

it('n8n tries it by asking the environment who it is', () => {
	expect(test.request.url).toBe('/api/data/v9.2/WhoAmI');
	expect(test.request.baseURL).toContain('$credentials["environmentUrl"]');
});
