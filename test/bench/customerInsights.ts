/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { join } from 'node:path';

import { createDataverse } from '../dataverse';
import type { Dataverse } from '../dataverse';
import { environmentCredential } from '../n8n/support/world';
import { membersWorkflow, sourceNodeName } from '../n8n/support/workflow';
import { startSimulator } from '../simulator';
import { startBenchedN8n } from './benchedN8n';
import type { Usage } from './benchedN8n';
import { runScript } from './floor';
import type { ScriptRun } from './floor';
import { typicalFloor, typicalUsage } from './samples';
import { usualStart } from './site';
import type { Settings } from './site';

export interface MembersRun extends Usage {
	customers: number;
	members: number;
	requests: number;
	parts: number;
}

interface MembersFloor extends ScriptRun {
	members: number;
	requests: number;
}

/** Node and bare script, in the order of the sizes. */
export type CustomerInsightsRuns = Array<{ run: MembersRun; floor: MembersFloor }>;

const segment = 'Newsletter';
const columns = ['email', 'firstname', 'lastname', 'city', 'mobilephone'].map((name) => `msdynci_${name}`);
/** Of six customers five are members: 1,000,000 of 1,200,000. */
const customersOf = (members: number) => Math.ceil((members * 6) / 5);
const isMember = (person: number) => person % 6 !== 5;

const warmUps = 1;
const samples = 3;

/** Get Segment Members beside a bare script that pages and joins, one environment and one n8n for each size. */
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
	const credential = environmentCredential(dataverse);
	note(`${title}, starting n8n`);
	const n8n = await startBenchedN8n({ tarball, simulator, credential, start: usualStart.file, profileFolder });

	async function runNode(): Promise<MembersRun> {
		dataverse.requests.clear();
		const parameters = { profileTable: 'customer', segments: [segment], columns, output: 'file' };
		const { nodes, summary, usage } = await n8n.run(membersWorkflow(parameters, credential));
		const { profiles, parts } = summary as { profiles: number; parts: number };
		allThere(profiles, size);
		return {
			customers: dataverse.customers.count,
			members: profiles,
			requests: dataverse.requests.data().length,
			parts,
			...usage(nodes[sourceNodeName]),
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
		allThere(floor.members, size);
		return floor;
	}

	try {
		note(`${title}, warming up`);
		for (let run = 1; run <= warmUps; run++) await runNode();
		n8n.settled();
		const runs: MembersRun[] = [];
		const floors: MembersFloor[] = [];
		// By turns, so that whatever else the machine does happens to both.
		for (let sample = 1; sample <= samples; sample++) {
			note(`${title}, ${sample} of ${samples}`);
			runs.push(await runNode());
			floors.push(await runFloor());
		}
		return { run: typicalUsage(runs), floor: typicalFloor(floors) };
	} finally {
		await n8n.stop();
		await simulator.close();
		dataverse.close();
	}
}

/** Of an app of its own: what the script asks for is not put down to the node's. */
const tokenOf = (dataverse: Dataverse) =>
	dataverse.entra.issueTokens(dataverse.addConnectedApp().clientId).access_token;

function allThere(members: number, size: number): void {
	if (members !== size) throw new Error(`${members} of ${size} members were read`);
}
