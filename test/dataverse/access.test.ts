import { startWithClient } from './client';
import { defaultSwitches } from './index';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started;

beforeAll(async () => {
	started = await startWithClient({ customers: { count: 10, segments: [{ name: 'VIP', members: 0.5 }] } });
});
afterAll(async () => await started.close());
beforeEach(() => {
	const { client, dataverse } = started;
	const { clientId } = dataverse.addConnectedApp();
	client.token = dataverse.entra.issueTokens(clientId).access_token;
	Object.assign(dataverse.switches, defaultSwitches);
});

const memberships = 'msdynci_segmentmemberships?$select=msdynci_customerid';

test('client credentials give a token for the environment, without a refresh token', async () => {
	const { client, dataverse } = started;
	const { tenantId, clientId, clientSecret, environmentUrl } = dataverse.addConnectedApp();
	const form = { grant_type: 'client_credentials', scope: `${environmentUrl}/.default` };
	const basic = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;
	for (const answer of [
		await client.signIn(tenantId, form, { authorization: basic }),
		await client.signIn(tenantId, { ...form, client_id: clientId, client_secret: clientSecret }),
	]) {
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			token_type: 'Bearer',
			expires_in: expect.any(Number),
			ext_expires_in: expect.any(Number),
			access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
		});
		expect(answer.data.expires_in).toBeGreaterThanOrEqual(3_599);
		expect(answer.data.expires_in).toBeLessThanOrEqual(5_399);
		client.token = answer.data.access_token;
		expect((await client.get('WhoAmI')).status).toBe(200);
	}
});

test.each([
	['another tenant', { tenant: 'elsewhere.example.com' }, 400, 90002],
	['an unknown app', { form: { client_id: 'nobody' } }, 400, 700016],
	['a wrong secret', { form: { client_secret: 'guess' } }, 401, 7000215],
	['no secret', { form: { client_secret: '' } }, 401, 7000218],
	['no tenant of its own', { tenant: 'common' }, 400, 50059],
	['offline_access', { form: { scope: 'https://org.crm.dynamics.com/.default offline_access' } }, 400, 70011],
	[
		'a scope that is not .default',
		{ form: { scope: 'https://org.crm.dynamics.com/user_impersonation' } },
		400,
		1002012,
	],
	[
		'an environment that is not the tenant’s',
		{ form: { scope: 'https://other.crm.dynamics.com/.default' } },
		400,
		500011,
	],
	['another grant', { form: { grant_type: 'password' } }, 400, 70003],
])(
	'client credentials with %s are refused by number',
	async (_what, { tenant, form }: { tenant?: string; form?: object }, status, number) => {
		const { client, dataverse } = started;
		const { tenantId, clientId, clientSecret, environmentUrl } = dataverse.addConnectedApp();
		const answer = await client.signIn(tenant ?? tenantId, {
			grant_type: 'client_credentials',
			scope: `${environmentUrl}/.default`,
			client_id: clientId,
			client_secret: clientSecret,
			...form,
		});
		expect(answer.status).toBe(status);
		expect(answer.data).toMatchObject({
			error: expect.any(String),
			error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: .+ Trace ID: .+ Timestamp: `)),
			error_codes: [number],
		});
	},
);

test('without a good token the answer is 401 and says where to get one', async () => {
	const { client, dataverse } = started;
	client.token = 'made up';
	const answer = await client.get(memberships);
	expect(answer.status).toBe(401);
	expect(answer.data).toBe('');
	expect(answer.headers['www-authenticate']).toMatch(
		/^Bearer authorization_uri=https:\/\/login\.microsoftonline\.com\/.+\/oauth2\/authorize, resource_id=https:\/\/org\.crm\.dynamics\.com\/$/,
	);
	dataverse.switches.endedToken = 'json';
	expect((await client.get(memberships)).data.error.code).toBe('0x8005F101');
});

test('an app without an application user is not a member; one without a role is told which right it lacks', async () => {
	const { client, dataverse } = started;
	const { clientId } = dataverse.entra.addApp();
	client.token = dataverse.entra.issueTokens(clientId).access_token;
	const stranger = await client.get(memberships);
	expect([stranger.status, stranger.data.error]).toEqual([
		403,
		{ code: '0x80072560', message: 'The user is not a member of the organization.' },
	]);
	expect((await client.get('WhoAmI')).status).toBe(403);

	dataverse.access.addUser(clientId, ['Basic User']);
	expect((await client.get('WhoAmI')).status).toBe(200);
	const withoutRole = await client.get(memberships);
	expect([withoutRole.status, withoutRole.data.error.code]).toEqual([403, '0x80040220']);
	expect(withoutRole.data.error.message).toMatch(/is missing prvReadmsdynci_segmentmembership privilege/);

	dataverse.access.addUser(clientId, ['Basic User', 'Customer Insights Data Read Access']);
	expect((await client.get(memberships)).status).toBe(200);
	expect((await client.get('mscipriv_segmentmetadatas')).status).toBe(403);
	dataverse.access.addUser(clientId);
	expect((await client.get('mscipriv_segmentmetadatas')).status).toBe(200);
	dataverse.switches.configurationViewerReadsMetadata = false;
	expect((await client.get('mscipriv_segmentmetadatas')).status).toBe(403);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused: nothing here is written', async (method) => {
	const { client, dataverse } = started;
	const answer = await client.http.request({
		method,
		url: `${dataverse.environmentUrl}/api/data/v9.2/msdynci_customerprofiles`,
		data: '{}',
		headers: { authorization: `Bearer ${client.token}` },
	});
	expect(answer.status).toBe(405);
});

test('where Customer Insights is not connected its tables are missing, and the rest is there', async () => {
	const { client, dataverse } = started;
	dataverse.disconnectCustomerInsights();
	const answer = await client.get(memberships);
	expect([answer.status, answer.data.error]).toEqual([
		404,
		{ code: '0x8006088a', message: "Resource not found for the segment 'msdynci_segmentmemberships'." },
	]);
	expect((await client.get('accounts')).status).toBe(200);
});
