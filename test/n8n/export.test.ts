import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { badOfEveryKind, sampleColumns, sampleSegment } from '../support/sampleProfiles';
import { itemsOf, startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import {
	addSampleCustomFields,
	connectedCredential,
	packedTarball,
	peopleOn,
	serveCsv,
	serveJson,
} from './support/world';
import type { Served } from './support/world';
import { exportNode, exportWorkflow, exportedNode, fieldsFromColumns, rejectedNode } from './support/workflow';
import type { ExportWorkflowOptions } from './support/workflow';

let simulator: Simulator;
let n8n: N8n;
let profiles: Served;
const fields = fieldsFromColumns(sampleColumns);
const sample = sampleSegment({ total: 10_000, bad: badOfEveryKind, duplicates: 500, seed: 2 });
const someProfiles = [
	{ email: 'ana@example.com', firstName: 'Ana', lastName: 'Lis' },
	{ email: 'bo@example.com', firstName: 'Bo', lastName: 'Li' },
];
const names = { email: '={{ $json.email }}', first_name: '={{ $json.firstName }}', last_name: '={{ $json.lastName }}' };
let credentials: Record<'connected' | 'withoutConsent', ReturnType<typeof connectedCredential>>;

beforeAll(async () => {
	simulator = await startSimulator();
	addSampleCustomFields(simulator);
	profiles = await serveJson(sample.profiles);
	credentials = {
		connected: connectedCredential(simulator),
		withoutConsent: connectedCredential(simulator, { id: 'withoutconsent1', consent: false }),
	};
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: simulator.environment(),
		credentials: Object.values(credentials),
	});
});

afterAll(async () => {
	await n8n?.stop();
	await profiles?.close();
	await simulator?.close();
});

async function run(options: Partial<ExportWorkflowOptions> & Pick<ExportWorkflowOptions, 'list'>) {
	const { id, name } = credentials.connected;
	const workflow = exportWorkflow({
		source: { pinned: someProfiles },
		credential: { id, name },
		fields: names,
		...options,
	});
	return await n8n.execute(await n8n.createWorkflow(workflow));
}

describe('10,000 profiles, 300 of them bad and 500 twice, with names in many scripts', () => {
	it('land person by person with their exact values, and every bad one leaves with its reason', async () => {
		const list = simulator.account.addList('Everybody');
		const execution = await run({
			source: { url: profiles.url },
			list: { mode: 'list', value: list.id },
			fields,
			parameters: { options: { invalidValues: 'reject' } },
		});
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');

		const people = peopleOn(simulator, list.id);
		expect(people.size).toBe(sample.expected.size);
		expect(people).toEqual(sample.expected);

		const [{ json: summary }] = itemsOf(execution, exportedNode);
		expect(summary).toMatchObject({
			operation: 'export',
			status: 'completed',
			list: { id: list.id, name: 'Everybody' },
			profiles: {
				read: 10_000,
				duplicates: 500,
				rejected: 300,
				optedOut: 0,
				deleted: 0,
				unchanged: 0,
				sent: 9_200,
				refused: 0,
				removed: 0,
			},
		});

		const rejected = itemsOf(execution, exportNode.name, 1);
		const told = rejected.map(({ pairedItem, json: { rejection, ...profile } }) => ({
			pairedItem,
			profile,
			rejection,
		}));
		const expected = [...sample.rejections].map(([row, code]) => ({
			pairedItem: { item: row },
			profile: JSON.parse(JSON.stringify(sample.profiles[row])) as unknown,
			rejection: expect.objectContaining({ code, reason: expect.any(String) as string, row: row + 1 }) as unknown,
		}));
		expect(told).toEqual(expected);
		expect(itemsOf(execution, rejectedNode)).toHaveLength(300);
	});
});

describe('something that stands in the way is reported, and nothing is written', () => {
	let listId: string;

	beforeAll(() => {
		listId = simulator.account.addList('Untouched').id;
	});

	beforeEach(() => simulator.requests.clear());

	afterEach(() => {
		expect(simulator.requests.writes()).toEqual([]);
		expect(simulator.account.memberCount(listId)).toBe(0);
	});

	const list = () => ({ mode: 'list', value: listId }) as const;

	it('without consent', async () => {
		const { id, name } = credentials.withoutConsent;
		const { status, error } = await run({ list: list(), credential: { id, name } });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/consent/i);
		expect(error?.description).toMatch(/I Agree/);
		expect(simulator.requests.api()).toEqual([]);
	});

	it('with a list that does not exist', async () => {
		const { status, error } = await run({ list: { mode: 'id', value: '06a0b5a8-1d4c-11ef-9a7b-fa163e123456' } });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/no list/i);
		expect(error?.description).toBeTruthy();
	});

	it('with a list name that does not exist', async () => {
		const { error } = await run({ list: { mode: 'name', value: 'Nobody knows it' } });
		expect(error?.message).toMatch(/Nobody knows it/);
	});

	it('with no list chosen', async () => {
		const { error } = await run({ list: { mode: 'list', value: '' } });
		expect(error?.message).toMatch(n8n.manners.refusesIncompleteWorkflows ? /has issues/ : /list/i);
	});

	it('with no email mapped', async () => {
		const { status, error } = await run({ list: list(), fields: { first_name: names.first_name } });
		expect(status).toBe('error');
		expect(error?.message).toMatch(n8n.manners.refusesIncompleteWorkflows ? /has issues/ : /email/i);
	});

	it('with a file that is not there', async () => {
		const { status, error } = await run({ list: list(), parameters: { source: 'file', inputBinaryField: 'data' } });
		expect(status).toBe('error');
		expect(error?.message).toBe("There is no file in the input field 'data'");
		expect(error?.description).toMatch(/Incoming Items/);
	});

	it('with an empty input', async () => {
		const { status, error } = await run({ list: list(), source: { code: 'return [];' } });
		expect(error).toBeUndefined();
		expect(status).toBe('success');
	});
});

describe('the list is found', () => {
	it.each(['id', 'url'] as const)('by an ID pasted with the address of its page, as %s', async (mode) => {
		const { id } = simulator.account.addList(`Pasted as ${mode}`);
		const { error } = await run({
			list: { mode, value: ` https://app.constantcontact.com/pages/contacts/ui#contacts/${id.toUpperCase()}?page=1 ` },
		});
		expect(error).toBeUndefined();
		expect(simulator.account.memberCount(id)).toBe(2);
	});

	it('by its name', async () => {
		const { id } = simulator.account.addList('Weekly “Best of”');
		const { error } = await run({ list: { mode: 'name', value: 'weekly “best of”' } });
		expect(error).toBeUndefined();
		expect(simulator.account.memberCount(id)).toBe(2);
	});
});

it('a file that a node before has fetched is streamed from where n8n keeps it', async () => {
	const { id } = simulator.account.addList('From a file');
	const rows = Array.from({ length: 5_000 }, (_, row) => `file.${row}@example.com;"Ann ""${row}""";Łukasz`);
	const csv = await serveCsv(['E-mail;First Name;Last Name', ...rows, 'nobody;No;Body'].join('\r\n'));
	const execution = await run({
		list: { mode: 'id', value: id },
		source: { url: csv.url, asFile: true },
		fields: undefined,
		parameters: { source: 'file', inputBinaryField: 'data' },
	});
	await csv.close();
	expect(execution.error).toBeUndefined();
	expect(itemsOf(execution, exportedNode)[0].json.profiles).toMatchObject({
		read: 5_001,
		rejected: 1,
		sent: 5_000,
		refused: 0,
	});
	expect(simulator.account.memberCount(id)).toBe(5_000);
	expect(simulator.account.contact('file.4999@example.com')?.fields).toMatchObject({
		first_name: 'Ann "4999"',
		last_name: 'Łukasz',
	});
	expect(itemsOf(execution, rejectedNode)).toMatchObject([
		{ json: { 'E-mail': 'nobody', rejection: { code: 'email_invalid', row: 5_001 } } },
	]);
});

it('columns with the usual names find their fields by themselves', async () => {
	const { id } = simulator.account.addList('Mapped automatically');
	const pinned = [
		{ 'E-mail': 'zoe@example.com', 'First Name': 'Zoë', surname: 'Øre', 'Loyalty Tier': 'Gold', colour: 'red' },
	];
	const { error } = await run({ list: { mode: 'id', value: id }, source: { pinned }, fields: undefined });
	expect(error).toBeUndefined();
	expect(simulator.account.contact('zoe@example.com')).toMatchObject({
		lists: [id],
		fields: { first_name: 'Zoë', last_name: 'Øre' },
		customFields: { loyalty_tier: 'Gold' },
	});
});
