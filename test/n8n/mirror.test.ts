import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { itemsOf, startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { connectedCredential, packedTarball } from './support/world';
import { exportedNode, exportNode, exportWorkflow, rejectedNode } from './support/workflow';
import type { ExportWorkflowOptions } from './support/workflow';

let simulator: Simulator;
let n8n: N8n;
let credential: ReturnType<typeof connectedCredential>;

beforeAll(async () => {
	simulator = await startSimulator();
	credential = connectedCredential(simulator);
	n8n = await startN8n({ tarball: packedTarball(), environment: simulator.environment(), credentials: [credential] });
});

afterAll(async () => {
	await n8n?.stop();
	await simulator?.close();
});

const fields = { email: '={{ $json.email }}', first_name: '={{ $json.name }}' };
const people = (...names: string[]) => names.map((name) => ({ email: `${name}@example.com`, name }));

async function run(
	listId: string,
	profiles: object[],
	parameters: Record<string, unknown>,
	more: Partial<ExportWorkflowOptions> = {},
) {
	const { id, name } = credential;
	const workflow = exportWorkflow({
		source: { pinned: profiles },
		credential: { id, name },
		list: { mode: 'id', value: listId },
		fields,
		parameters,
		...more,
	});
	return await n8n.execute(await n8n.createWorkflow(workflow));
}

it('a mirror takes off who is no longer in the segment, leaves alone who left by choice, and its preview said so before', async () => {
	const { account } = simulator;
	const list = account.addList('Mirrored');
	account.addContact({ email: 'colleague@example.com', lists: [list] });
	const first = await run(list.id, people('ann', 'bob', 'cyd', 'dan', 'eve'), {
		syncMode: 'mirror',
		options: { maximumRemovalPercent: 100 },
	});
	expect(first.error).toBeUndefined();
	expect(account.membersOf(list).sort()).toEqual(people('ann', 'bob', 'cyd', 'dan', 'eve').map(({ email }) => email));

	account.removeFromList('bob@example.com', list);
	const second = people('ann', 'bob', 'cyd', 'dan', 'fay');
	const options = { maximumRemovalPercent: 50 };
	simulator.requests.clear();
	const preview = await run(list.id, second, { operation: 'preview', syncMode: 'mirror', options });
	expect(preview.error).toBeUndefined();
	expect(simulator.requests.writes()).toEqual([]);

	const mirror = await run(list.id, second, { syncMode: 'mirror', options });
	expect(mirror.error).toBeUndefined();
	expect(account.membersOf(list).sort()).toEqual(people('ann', 'cyd', 'dan', 'fay').map(({ email }) => email));
	expect(account.contact('eve@example.com')).toMatchObject({ deleted: false, permission: 'implicit' });
	expect(account.listNamed('Mirrored')).toBeDefined();

	const [exported, previewed] = [mirror, preview].map((execution) => itemsOf(execution, exportedNode)[0].json);
	expect(exported.profiles).toEqual({
		read: 5,
		duplicates: 0,
		rejected: 0,
		optedOut: 1,
		deleted: 0,
		unchanged: 3,
		sent: 1,
		refused: 0,
		removed: 1,
	});
	expect(previewed).toMatchObject({
		operation: 'preview',
		status: 'preview',
		profiles: exported.profiles,
		guard: { tripped: false, leavers: 1, members: 4, percent: 25 },
	});
	for (const execution of [mirror, preview]) {
		expect(itemsOf(execution, rejectedNode).map(({ json }) => json.rejection)).toMatchObject([
			{ code: 'opted_out_of_list', row: 2 },
		]);
	}
});

it('a source that brings half of the segment stops the mirror before anything is changed', async () => {
	const { account } = simulator;
	const list = account.addList('Guarded');
	await run(list.id, people('gil', 'hal', 'ida', 'joe'), {});
	simulator.requests.clear();
	const { status, error } = await run(list.id, people('gil', 'hal'), { syncMode: 'mirror' });
	expect(status).toBe('error');
	expect(error?.message).toContain('2 of 4 members (50 %)');
	expect(simulator.requests.writes()).toEqual([]);
	expect(account.memberCount(list)).toBe(4);
});

it('people are taken off a list, and a second run finds nobody left to take off', async () => {
	const { account } = simulator;
	const list = account.addList('Thinned');
	await run(list.id, people('kay', 'leo', 'mia'), {});
	const parameters = { syncMode: 'remove', options: { maximumRemovalPercent: 100 } };
	const first = await run(list.id, people('kay', 'leo', 'nobody'), parameters);
	expect(first.error).toBeUndefined();
	expect(itemsOf(first, exportedNode)[0].json.profiles).toMatchObject({ read: 3, sent: 2, unchanged: 1, removed: 2 });
	expect(account.membersOf(list)).toEqual(['mia@example.com']);
	const second = await run(list.id, people('kay', 'leo', 'nobody'), parameters);
	expect(itemsOf(second, exportNode.name)[0].json.profiles).toMatchObject({ sent: 0, unchanged: 3, removed: 0 });
});

it('what a contact has no room for is left out and told, and a second run of the same sends nobody', async () => {
	const { account, requests } = simulator;
	const list = account.addList('Crowded');
	const phones = { mobile_phone: '617-555-0101', home_phone: '617-555-0102', work_phone: '617-555-0103' };
	const crowded = [
		{ email: 'phones@example.com', ...phones, other_phone: '617-555-0104' },
		{ email: 'other@example.com', phone: '617-555-0105', other_phone: '617-555-0106' },
		{ email: 'home@example.com', city: 'Boston', home_city: 'Salem' },
		{ email: 'abroad@example.com', sms_number: '+48 601 550 108' },
	];
	const columns = new Set(crowded.flatMap((profile) => Object.keys(profile)));
	const mapping = { fields: Object.fromEntries([...columns].map((name) => [name, `={{ $json.${name} }}`])) };
	const told = { 'Other Phone': 2, 'Home Address: City': 1, 'SMS Number': 1 };
	const summaries: Array<Record<string, unknown>> = [];
	for (let day = 1; day <= 2; day++) {
		requests.clear();
		const { json } = itemsOf(await run(list.id, crowded, {}, mapping), exportNode.name)[0];
		const leftOut = json.valuesLeftOut as Array<{ field: string; count: number }>;
		const counts: Record<string, number> = {};
		for (const { field, count } of leftOut) counts[field] = (counts[field] ?? 0) + count;
		expect(counts).toEqual(told);
		summaries.push(json.profiles as Record<string, unknown>);
	}
	expect(summaries).toMatchObject([
		{ sent: 4, refused: 0 },
		{ sent: 0, unchanged: 4 },
	]);
	expect(requests.writes()).toEqual([]);
	expect(account.contact('other@example.com')?.fields).toMatchObject({ other_phone: '617-555-0105' });
});
