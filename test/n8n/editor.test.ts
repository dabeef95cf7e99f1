import { defaultSwitches, startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { connectedCredential, packedTarball } from './support/world';
import { exportNode, sourceWorkflow } from './support/workflow';

let simulator: Simulator;
let n8n: N8n;
let credential: ReturnType<typeof connectedCredential>;
let second: ReturnType<typeof connectedCredential>;

beforeAll(async () => {
	simulator = await startSimulator();
	credential = connectedCredential(simulator);
	second = connectedCredential(simulator, { id: 'constantcontact2' });
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: simulator.environment(),
		credentials: [credential, second],
		servesEditor: true,
	});
});

afterAll(async () => {
	await n8n?.stop();
	await simulator?.close();
});

/** What the editor asks while somebody fills in the node's parameters. */
async function ask<T>(what: string, methodName: string, path: string, more: Record<string, unknown> = {}): Promise<T> {
	return await n8n.rest<T>('POST', `/dynamic-node-parameters/${what}`, {
		nodeTypeAndVersion: { name: exportNode.type, version: 1 },
		path,
		methodName,
		currentNodeParameters: {},
		credentials: { [exportNode.credential]: { id: credential.id, name: credential.name } },
		...more,
	});
}

interface NodeType {
	name: string;
	displayName: string;
	outputNames?: string[];
	credentials?: Array<{ name: string }>;
	iconUrl?: unknown;
	codex?: unknown;
}

it('n8n offers the node and the credential of the packed package', async () => {
	const nodes = await n8n.file<NodeType[]>('/types/nodes.json');
	const credentials = await n8n.file<Array<{ name: string; extends?: string[] }>>('/types/credentials.json');
	const node = nodes.find(({ name }) => name === exportNode.type);
	expect(node).toMatchObject({ outputNames: ['Exported', 'Rejected'], credentials: [{ name: exportNode.credential }] });
	expect(node?.iconUrl).toBeDefined();
	// By these the node is found in the editor's panel under other words.
	expect(node?.codex).toMatchObject({
		categories: expect.arrayContaining(['Marketing']) as string[],
		alias: expect.arrayContaining(['newsletter']) as string[],
	});
	expect(credentials.find(({ name }) => name === exportNode.credential)).toMatchObject({ extends: ['oAuth2Api'] });
});

it('the list search goes past the first fifty and narrows as one types', async () => {
	for (let number = 1; number <= 120; number++) simulator.account.addList(`Newsletter ${number}`);
	const vip = simulator.account.addList('Żółci VIP-y');
	interface Found {
		results: Array<{ name: string; value: string }>;
		paginationToken?: unknown;
	}
	const all: Found['results'] = [];
	let paginationToken: unknown;
	do {
		const page: Found = await ask('resource-locator-results', 'searchLists', 'list', { paginationToken });
		all.push(...page.results);
		({ paginationToken } = page);
	} while (paginationToken !== undefined && all.length < 1_000);
	expect(all).toHaveLength(121);
	const narrowed = await ask<Found>('resource-locator-results', 'searchLists', 'list', { filter: 'żółci' });
	expect(narrowed.results).toEqual([
		{ name: 'Żółci VIP-y', value: vip.id, description: expect.stringMatching(/^\d+ members?$/) as string },
	]);
});

it('the field mapper offers the import columns and the custom fields of the account', async () => {
	simulator.account.addCustomField({ label: 'Member Since', type: 'date', version: 2 });
	simulator.account.addCustomField({ label: 'Tier', type: 'single_select', choices: ['Gold', 'Silver'] });
	const { fields } = await ask<{
		fields: Array<{ id: string; displayName: string; required: boolean; type: string; options?: unknown[] }>;
	}>('resource-mapper-fields', 'getContactFields', 'fields');
	const byId = new Map(fields.map((field) => [field.id, field]));
	expect(byId.get('email')).toMatchObject({ required: true });
	for (const id of ['first_name', 'last_name', 'company_name', 'anniversary', 'home_city', 'sms_number'])
		expect(byId.has(id)).toBe(true);
	const name = (label: string) => (defaultSwitches.customFieldNames === 'keepCase' ? label : label.toLowerCase());
	expect(byId.get(`cf:${name('Member_Since')}`)).toMatchObject({ displayName: 'Member Since', type: 'dateTime' });
	expect(byId.get(`cf:${name('Tier')}`)).toMatchObject({
		type: 'options',
		options: [
			{ name: 'Gold', value: 'Gold' },
			{ name: 'Silver', value: 'Silver' },
		],
	});
});

it('other nodes may use the credential, and its token goes to Constant Contact alone', async () => {
	const ask = async (url: string) => {
		const { id, name } = credential;
		const parameters = {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: exportNode.credential,
			options: {},
		};
		const workflow = sourceWorkflow('Any request', 'Request', []);
		Object.assign(workflow.nodes[1], {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters,
			credentials: { [exportNode.credential]: { id, name } },
		});
		return await n8n.execute(await n8n.createWorkflow({ ...workflow, pinData: {} }));
	};
	const elsewhere = await ask(`${n8n.address}/healthz`);
	expect(elsewhere.error?.message ?? '').toContain(n8n.manners.limitsDomains ? 'Domain not allowed' : '');
	const { error, runData } = await ask('https://api.cc.email/v3/contact_lists');
	expect(error).toBeUndefined();
	expect(runData.Request).toHaveLength(1);
});

it('a look-up that fails says so instead of looking like an empty account, and is not remembered', async () => {
	const credentials = { [exportNode.credential]: { id: second.id, name: second.name } };
	simulator.faults.add({ kind: 'forbidden', path: /contact_lists/ });
	await expect(ask('resource-locator-results', 'searchLists', 'list', { credentials })).rejects.toThrow(
		/Constant Contact/,
	);
	expect(await ask('resource-locator-results', 'searchLists', 'list', { credentials })).toMatchObject({
		results: expect.any(Array) as unknown,
	});
});

it('searching costs no request of the quota for each letter, and a list that was chosen and is gone stands first', async () => {
	const credentials = { [exportNode.credential]: { id: second.id, name: second.name } };
	const search = async (filter: string, list: unknown) =>
		await ask<{ results: Array<{ name: string; value: string }> }>('resource-locator-results', 'searchLists', 'list', {
			credentials,
			filter,
			currentNodeParameters: { list },
		});
	const gone = {
		__rl: true,
		mode: 'list',
		value: '0e9b1b54-0000-11ef-9a7b-fa163e123456',
		cachedResultName: 'Old news',
	};
	simulator.requests.clear();
	expect((await search('', gone)).results[0]).toEqual({
		name: "'Old news' was deleted, or is in another account: choose another list",
		value: gone.value,
	});
	for (const typed of ['n', 'ne', 'new']) expect((await search(typed, gone)).results[0].name).toContain('Newsletter');
	expect(simulator.requests.api().length).toBeLessThanOrEqual(1);
});
