/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { caseFile } from '../support/caseFile';
import { itemsOf, startN8n } from './support/n8n';
import type { CredentialJson, Execution, N8n } from './support/n8n';
import { until } from './support/processes';
import { installedServices, postgresLogin, startPostgres } from './support/services';
import type { Service } from './support/services';
import { connectedCredential, packedTarball } from './support/world';
import { exportNode, exportWorkflow, exportedNode, mapperValue } from './support/workflow';
import type { WorkflowJson, WorkflowNode } from './support/workflow';

/**
 * Values, files and columns as people's systems write them (test/cases), in a real n8n: days from its Postgres node in
 * four settings of zones, while another workflow in another zone moves luxon's zone to and fro, and files of every
 * kind. They run side by side, each with an app, a list and people of its own.
 */

/** The zones of n8n's process: none is set in n8n's image, which is UTC. */
const processZones = ['UTC', 'Europe/Warsaw'] as const;
const zoneOfFiles = 'UTC';
const workflowZones = ['America/New_York', 'Europe/Warsaw'] as const;
const settings = processZones.flatMap((process) => workflowZones.map((workflow) => ({ process, workflow })));

const fileCases = [
	'apostrophe-escapes.csv',
	'miller-second-header.csv',
	'people.csv.gz',
	'utf16le-bom.csv',
	'google-contacts.csv',
	'no-email-column.csv',
	'salesforce-report.csv',
	'day-first.csv',
	'found/psql.txt',
	'found/facebook-leads.csv',
] as const;
type FileCase = (typeof fileCases)[number];

let simulator: Simulator;
let database: Service;
let server: Server;
const n8ns = new Map<string, N8n>();
const connections = new Map<string, ReturnType<typeof connectedCredential>>();
/** The database's credential in each n8n. */
const databases = new Map<string, CredentialJson>();
const busy = new Map<string, string>();

const nameOf = ({ process, workflow }: (typeof settings)[number], way: string) =>
	`${way} with TZ ${process} and the workflow in ${workflow}`;
const ways = ['a DATE', 'a DATE after Edit Fields', 'a TIMESTAMP of the newest Postgres node'] as const;

/** What is tried in the n8n of a zone. */
const namesIn = (zone: string): string[] => [
	...(zone === zoneOfFiles ? fileCases : []),
	...settings.flatMap((each) => (each.process === zone ? ways.map((way) => nameOf(each, way)) : [])),
];

beforeAll(async () => {
	[simulator, database] = await Promise.all([startSimulator(), installedServices().then(startPostgres)]);
	server = createServer((request, response) => {
		const name = decodeURIComponent((request.url ?? '').slice(1)) as FileCase;
		response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(contentOf(name));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	for (const [index, name] of processZones.flatMap(namesIn).entries())
		connections.set(name, connectedCredential(simulator, { id: `case${index}` }));
	const data = { host: '127.0.0.1', port: database.port, ssl: 'disable', password: '', ...postgresLogin };
	await Promise.all(
		processZones.map(async (zone) => {
			const environment = { ...simulator.environment(), TZ: zone };
			const customers = { id: 'customers', name: 'Customers', type: 'postgres', data };
			databases.set(zone, customers);
			const credentials = [...namesIn(zone).map(connection), customers];
			const n8n = await startN8n({ tarball: packedTarball(), environment, credentials });
			n8ns.set(zone, n8n);
			busy.set(zone, await n8n.createWorkflow(busyWorkflow()));
			await n8n.publishWorkflow(busy.get(zone) ?? '');
			await until(async () => (await n8n.executionsOf(busy.get(zone) ?? '')).length > 0, 'it begins to evaluate');
		}),
	);
});

afterAll(async () => {
	await Promise.all([...n8ns.values()].map(async (n8n) => await n8n.stop()));
	await database?.stop();
	await simulator?.close();
	server?.close();
});

/** The people of a case are its own: they all live in one account. */
const hostOf = (name: string) => `case${[...connections.keys()].indexOf(name)}.example.com`;

function contentOf(name: FileCase): Uint8Array {
	const file = caseFile(name);
	const moved = (text: string) => text.replaceAll('example.com', hostOf(name));
	if (name.endsWith('.gz')) return gzipSync(moved(gunzipSync(file).toString()));
	return file[0] === 0xff
		? Buffer.from(moved(file.toString('utf16le')), 'utf16le')
		: Buffer.from(moved(file.toString()));
}

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode => ({
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** Evaluates an expression every second, in a zone of its own. */
function busyWorkflow(): WorkflowJson {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
	return {
		name: 'Another workflow',
		nodes: [
			node('Every second', 'scheduleTrigger', 1.2, { rule }),
			node('Now', 'set', 3.4, { mode: 'raw', jsonOutput: '={{ { now: $now.toISO() } }}', options: {} }),
		],
		connections: { 'Every second': { main: [[{ node: 'Now', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'America/Los_Angeles' },
	};
}

/** Trigger → Postgres (→ Edit Fields) → Export Segment. */
function daysWorkflow(
	name: string,
	way: (typeof ways)[number],
	postgres: CredentialJson,
	timezone: string,
	listId: string,
): WorkflowJson {
	const isNewest = way.includes('newest');
	const query = `SELECT 'ann@${hostOf(name)}' AS email, ${isNewest ? 'TIMESTAMP' : 'DATE'} '1990-05-17' AS born`;
	const nodes = [
		node('Start', 'manualTrigger', 1, {}),
		{
			...node('Postgres', 'postgres', isNewest ? 2.7 : 2.6, { operation: 'executeQuery', query, options: {} }),
			credentials: { postgres: { id: postgres.id, name: postgres.name } },
		},
		...(way.includes('Edit Fields')
			? [node('Edit Fields', 'set', 3.4, { includeOtherFields: true, assignments: { assignments: [] }, options: {} })]
			: []),
		{
			...node(exportNode.name, '', 1, {
				list: { __rl: true, mode: 'id', value: listId },
				fields: mapperValue({ email: '={{ $json.email }}', birthday: '={{ $json.born }}' }),
			}),
			type: exportNode.type,
			credentials: { [exportNode.credential]: { id: connection(name).id, name: connection(name).name } },
		},
	];
	const connectionsOf = nodes
		.slice(1)
		.map(({ name: target }, index) => [
			nodes[index].name,
			{ main: [[{ node: target, type: 'main' as const, index: 0 }]] },
		]);
	return { name, nodes, connections: Object.fromEntries(connectionsOf), settings: { executionOrder: 'v1', timezone } };
}

function connection(name: string) {
	const found = connections.get(name);
	if (found === undefined) throw new Error(`there is no connection ${name}`);
	return found;
}

const n8nIn = (zone: string): N8n => {
	const n8n = n8ns.get(zone);
	if (n8n === undefined) throw new Error(`there is no n8n in ${zone}`);
	return n8n;
};

/** What the contacts on the list hold, by the part of their address before the @. */
function sentTo(listId: string): Record<string, object | undefined> {
	const { account } = simulator;
	return Object.fromEntries(
		account.membersOf(listId).map((email) => [email.slice(0, email.indexOf('@')), account.contact(email)?.fields]),
	);
}

describe.each(settings)('with TZ $process and the workflow in $workflow', ({ process, workflow }) => {
	it.concurrent.each(ways)('17 May is 17 May: %s', async (way) => {
		const name = nameOf({ process, workflow }, way);
		const listId = simulator.account.addList(name).id;
		const n8n = n8nIn(process);
		const postgres = databases.get(process) as CredentialJson;
		const execution = await n8n.execute(await n8n.createWorkflow(daysWorkflow(name, way, postgres, workflow, listId)));
		expect(execution.error).toBeUndefined();
		expect(sentTo(listId)).toEqual({ ann: { birthday_month: '5', birthday_day: '17' } });
	});
});

it('the other workflow has been at work all the time, in both', async () => {
	for (const zone of processZones) {
		const executions = await n8nIn(zone).executionsOf(busy.get(zone) ?? '');
		expect(executions.length).toBeGreaterThan(1);
		expect(itemsOf(executions[0], 'Now')[0].json.now).toMatch(/-0[78]:00$/);
	}
});

interface FileOutcome {
	readonly execution: Execution;
	readonly sent: Record<string, object | undefined>;
	readonly hints: string;
}

async function exportFile(name: FileCase): Promise<FileOutcome> {
	const listId = simulator.account.addList(name).id;
	const { port } = server.address() as AddressInfo;
	const { id, name: credentialName } = connection(name);
	const workflow = exportWorkflow({
		source: { url: `http://127.0.0.1:${port}/${encodeURIComponent(name)}`, asFile: true },
		credential: { id, name: credentialName },
		list: { mode: 'id', value: listId },
		parameters: { source: 'file', inputBinaryField: 'data' },
	});
	const n8n = n8nIn(zoneOfFiles);
	const execution = await n8n.execute(await n8n.createWorkflow(workflow));
	const hints = (execution.runData[exportNode.name]?.at(-1)?.hints ?? []).map(({ message }) => message).join('\n');
	return { execution, sent: sentTo(listId), hints };
}

const ann = { first_name: 'Ann', last_name: 'Lee' };
const bob = { first_name: 'Bob', last_name: 'Ray' };
const birthday = { birthday_month: '5', birthday_day: '17' };

describe('a file that is mapped automatically', () => {
	it.concurrent.each<[FileCase, Record<string, object>, string]>([
		[
			'apostrophe-escapes.csv',
			{ ann: { company_name: "O'Neil" }, bob: { company_name: '=Acme', other_phone: '+48601234567' } },
			"1 value of 'Phone' (row 2): This is no phone number.",
		],
		['miller-second-header.csv', { ann, bob }, ''],
		['people.csv.gz', { ann: { first_name: 'Ann' }, bob: { first_name: 'Bob' } }, ''],
		['utf16le-bom.csv', { ann: { last_name: 'Łęcka' } }, ''],
		[
			'google-contacts.csv',
			{
				ann: {
					...ann,
					...birthday,
					company_name: 'Acme',
					job_title: 'Baker',
					mobile_phone: '+48 601 234 567',
					home_street: '1 Main St',
					home_city: 'Springfield',
					home_state: 'Illinois',
					home_zip: '62701',
					home_country: 'United States',
				},
				bob,
			},
			'',
		],
		[
			'day-first.csv',
			{
				ann: { ...birthday, anniversary: '2020-02-28' },
				bob: { birthday_month: '1', birthday_day: '2', anniversary: '2021-04-03' },
			},
			'were read with the day first',
		],
		['found/psql.txt', { ann: { ...ann, ...birthday }, bob: { first_name: 'Bob' } }, '1 line below the column names'],
		['found/facebook-leads.csv', { ann: { ...ann, other_phone: '+48601234567', home_zip: '00950' } }, ''],
	])('%s is exported as it is meant', async (name, sent, hint) => {
		const outcome = await exportFile(name);
		expect(outcome.execution.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect(outcome.hints).toContain(hint);
	});

	it.concurrent('salesforce-report.csv: its footer is passed over, and the summary tells of the columns', async () => {
		const { execution, hints } = await exportFile('salesforce-report.csv');
		expect(hints).toContain('3 lines below the last profile, without an address, were passed over');
		const [{ json: summary }] = itemsOf(execution, exportedNode);
		expect(summary.profiles).toMatchObject({ read: 1, rejected: 0, sent: 1 });
		expect(summary.columns).toMatchObject({ used: { Email: 'Email', 'Address: Street': 'Mailing Street' } });
	});

	it.concurrent('no-email-column.csv stops before anything is changed, and lists the columns', async () => {
		const { execution, sent } = await exportFile('no-email-column.csv');
		expect(execution.error?.message).toContain('No column can be the email address, so nothing was changed');
		expect(execution.error?.description).toContain("'name^address'");
		expect(sent).toEqual({});
	});
});
