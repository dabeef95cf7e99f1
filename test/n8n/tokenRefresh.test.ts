import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { sampleColumns, sampleSegment } from '../support/sampleProfiles';
import { itemsOf, prepareN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { addSampleCustomFields, connectedCredential, packedTarball, peopleOn, serveJson } from './support/world';
import type { Served } from './support/world';
import { exportWorkflow, exportedNode, fieldsFromColumns } from './support/workflow';

let simulator: Simulator;
let n8n: N8n;
let profiles: Served;
const sample = sampleSegment({ total: 5_000, seed: 3 });

beforeEach(async () => {
	simulator = await startSimulator();
	addSampleCustomFields(simulator);
	profiles = await serveJson(sample.profiles);
	n8n = await prepareN8n({ tarball: packedTarball(), environment: simulator.environment() });
});

afterEach(async () => {
	await n8n?.stop();
	await profiles?.close();
	await simulator?.close();
});

it('a token that expires in the middle is renewed once, n8n keeps the new one, and nothing is lost or sent twice', async () => {
	const list = simulator.account.addList('Renewed');
	const credential = connectedCredential(simulator);
	const workflow = exportWorkflow({
		id: 'renewed',
		source: { url: profiles.url },
		credential: { id: credential.id, name: credential.name },
		list: { mode: 'id', value: list.id },
		fields: fieldsFromColumns(sampleColumns),
		parameters: { options: { maximumBatchRows: 1_000 } },
	});
	await n8n.importCredentials([credential]);
	await n8n.importWorkflows([workflow]);
	const isImport = ({ method, path }: { method: string; path: string }) =>
		method === 'POST' && path.endsWith('/contacts_json_import');
	let imports = 0;
	simulator.requests.onAnswered((entry) => {
		if (isImport(entry) && ++imports === 2) simulator.oauth.expireAccessTokens();
	});

	const execution = await n8n.executeByCli('renewed');

	expect(execution.error).toBeUndefined();
	expect(itemsOf(execution, exportedNode)[0].json).toMatchObject({
		status: 'completed',
		profiles: { read: 5_000, sent: 5_000 },
	});
	expect(peopleOn(simulator, list.id)).toEqual(sample.expected);
	expect(simulator.oauth.counters.refreshes).toBe(1);
	expect(simulator.oauth.counters.refusedRefreshes).toBe(0);
	const taken = simulator.requests.entries.filter((entry) => isImport(entry) && entry.status < 300);
	expect(taken).toHaveLength(5);
	expect(simulator.requests.count((entry) => entry.status === 401)).toBe(1);

	const { oauthTokenData } = (await n8n.exportCredentials(credential.id)) as typeof credential.data;
	expect(oauthTokenData.access_token).not.toBe(credential.data.oauthTokenData.access_token);
	expect(oauthTokenData.refresh_token).not.toBe(credential.data.oauthTokenData.refresh_token);
	expect(simulator.oauth.grantOf(oauthTokenData.access_token)).toBeDefined();
});
