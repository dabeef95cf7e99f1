import type { RequestContext } from '../../../nodes/CustomerInsightsSegments/dataverse/environment';
import { readEnvironment } from '../../../nodes/CustomerInsightsSegments/dataverse/environment';

const originOf = async (environmentUrl: unknown) =>
	(await readEnvironment({ getCredentials: async () => ({ environmentUrl }) } as unknown as RequestContext)).origin;

const regions = ['', 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 19, 20, 21].map(
	(region) => `crm${region}.dynamics.com`,
);
const sovereign = ['crm.microsoftdynamics.us', 'crm.appsplatform.us', 'crm.dynamics.cn', 'crm.microsoftdynamics.de'];

it.each([...regions, ...sovereign])('an environment of %s is one', async (cloud) => {
	expect(await originOf(`https://org-1.${cloud}/main.aspx`)).toBe(`https://org-1.${cloud}`);
	expect(await originOf(` ORG.api.${cloud} `)).toBe(`https://org.api.${cloud}`);
});

it.each([
	undefined,
	'',
	'https://admin.powerplatform.microsoft.com/environments',
	'https://home.ci.ai.dynamics.com',
	'https://crm.dynamics.com',
	'https://org.crm.dynamics.com.example.com',
	'https://example.com/org.crm.dynamics.com',
	'https://user@org.crm.dynamics.com',
])('%p is none, and no token goes there', async (environmentUrl) => {
	await expect(originOf(environmentUrl)).rejects.toMatchObject({ kind: 'configuration' });
});
