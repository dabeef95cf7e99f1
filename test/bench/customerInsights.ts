/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { join } from 'node:path';

import { createDataverse } from '../dataverse';
import type { Dataverse } from '../dataverse';
import { connectedCredential, environmentCredential } from '../n8n/support/world';
import { exportNode, exportWorkflow, sourceNodeName } from '../n8n/support/workflow';
import { startSimulator } from '../simulator';
import { startBenchedN8n } from './benchedN8n';
import type { Usage } from './benchedN8n';
import { runScript } from './floor';
import type { ScriptRun } from './floor';
import { typicalFloor, typicalUsage } from './samples';
import { isLook, usualStart } from './site';
import type { Settings } from './site';

export interface MembersRun extends Usage {
	customers: number;
	members: number;
	requests: number;
}

/** What Export Segment then took to bring the files to a list; its requests without the looks at jobs. */
export interface MembersExport extends Usage {
	members: number;
	requests: number;
}

interface MembersFloor extends ScriptRun {
	members: number;
	requests: number;
}

/** Node and bare script, in the order of the sizes. */
export type CustomerInsightsRuns = Array<{ run: MembersRun; exported: MembersExport; floor: MembersFloor }>;

const segment = 'Newsletter';
const columns = ['email', 'firstname', 'lastname', 'city', 'mobilephone'].map((name) => `msdynci_${name}`);
/** Of six customers five are members: 1,000,000 of 1,200,000. */
const customersOf = (members: number) => Math.ceil((members * 6) / 5);
const isMember = (person: number) => person % 6 !== 5;
const mapping = {
	email: '={{ $json.msdynci_email }}',
	first_name: '={{ $json.msdynci_firstname }}',
	last_name: '={{ $json.msdynci_lastname }}',
	home_city: '={{ $json.msdynci_city }}',
	mobile_phone: '={{ $json.msdynci_mobilephone }}',
};

const warmUps = 1;
const samples = 3;

/**
 * Get Segment Members beside a bare script that pages and joins, and Export Segment behind it, which brings everybody
 * to a new list: one environment, one account and one n8n for each size.
 */
export async function benchCustomerInsights(settings: Settings): Promise<CustomerInsightsRuns> {
	const results: CustomerInsightsRuns = [];
	for (const size of settings.sizes) results.push(await benchSize(size, settings));
	return results;
}

async function benchSize(size: number, settings: Settings): Promise<CustomerInsightsRuns[number]> {
	const { tarball, folder, note, profileFolder } = settings;
	const title = `${size.toLocaleString('en-US')} members`;
	const dataverse = createDataverse({
		customers: { count: customersOf(size), segments: [{ name: segment, members: isMember }] },
	});
	const simulator = await startSimulator({ neighbours: dataverse.listeners });
	const environment = environmentCredential(dataverse);
	const account = connectedCredential(simulator);
	note(`${title}, starting n8n`);
	const credentials = [environment, account];
	const n8n = await startBenchedN8n({ tarball, simulator, credentials, start: usualStart.file, profileFolder });

	let lists = 0;
	async function runNodes(): Promise<{ run: MembersRun; exported: MembersExport }> {
		dataverse.requests.clear();
		simulator.requests.clear();
		const listId = simulator.account.addList(`Members ${++lists}`).id;
		const { nodes, summary, usage } = await n8n.run(
			exportWorkflow({
				source: {
					members: { profileTable: 'customer', segments: [segment], columns, output: 'file' },
					credential: environment,
				},
				credential: { id: account.id, name: account.name },
				list: { mode: 'id', value: listId },
				fields: mapping,
				parameters: { source: 'file' },
			}),
		);
		mustBeExact(simulator.account.membersOf(listId), dataverse);
		const { read } = summary.profiles as { read: number };
		const requests = simulator.requests.api().filter((entry) => !isLook(entry)).length;
		const [reading, sending] = [sourceNodeName, exportNode.name].map((name) => usage(nodes[name]));
		return {
			run: {
				customers: dataverse.customers.count,
				members: read,
				requests: dataverse.requests.data().length,
				...reading,
			},
			exported: { members: read, requests, ...sending },
		};
	}
	async function runFloor(): Promise<MembersFloor> {
		const floor = await runScript<MembersFloor>('membersFloor.mjs', simulator, {
			file: join(folder, 'members.ndjson'),
			environmentUrl: dataverse.environmentUrl,
			token: tokenOf(dataverse),
			segment,
			columns,
		});
		if (floor.members !== size) throw new Error(`the script read ${floor.members} of ${size} members`);
		return floor;
	}

	try {
		note(`${title}, warming up`);
		for (let run = 1; run <= warmUps; run++) await runNodes();
		n8n.settled();
		const runs: Array<Awaited<ReturnType<typeof runNodes>>> = [];
		const floors: MembersFloor[] = [];
		// By turns, so that whatever else the machine does happens to both.
		for (let sample = 1; sample <= samples; sample++) {
			note(`${title}, ${sample} of ${samples}`);
			runs.push(await runNodes());
			floors.push(await runFloor());
		}
		return {
			run: typicalUsage(runs.map(({ run }) => run)),
			exported: typicalUsage(runs.map(({ exported }) => exported)),
			floor: typicalFloor(floors),
		};
	} finally {
		await n8n.stop();
		await simulator.close();
		dataverse.close();
	}
}

/** Of an app of its own: what the script asks for is not put down to the node's. */
const tokenOf = (dataverse: Dataverse) =>
	dataverse.entra.issueTokens(dataverse.addConnectedApp().clientId).access_token;

/** Everybody in the segment is on the list, person by person, and nobody else. */
function mustBeExact(onList: readonly string[], { customers }: Dataverse): void {
	const wanted = new Set<unknown>();
	for (let person = 0; person < customers.count; person++)
		if (isMember(person)) wanted.add(customers.valueOf(person, 'email'));
	const strangers = onList.filter((email) => !wanted.has(email)).length;
	if (strangers > 0 || onList.length !== wanted.size)
		throw new Error(`${onList.length} of ${wanted.size} on the list, ${strangers} of them not in the segment`);
}
