import { exportNode, exportedNode } from '../n8n/support/workflow';
import type { WorkflowJson, WorkflowNode } from '../n8n/support/workflow';
import type { Segment } from './people';
import { nodeWorkflow, openSite, runNode, trafficOf, usualStart } from './site';
import type { NodeRun, Settings, Site } from './site';

export interface Workaround {
	profiles: number;
	wallSeconds: number;
	/** With the runner of n8n's Code nodes. */
	cpuSeconds: number;
	stallMs: number;
	requests: number;
}

export interface TodayRuns {
	single: Workaround;
	loop: Workaround;
	/** The node itself with the same people. */
	node: NodeRun;
	/** The same node, three expressions that n8n must evaluate for each item. */
	evaluated: NodeRun;
	/** And as many items with expressions that the node compiles. */
	compiled: NodeRun;
}

const loopSize = 10_000;
const rowsPerRequest = 1_000;
const complexFields = {
	email: '={{ $json.email.toLowerCase() }}',
	first_name: '={{ $json.first_name.trim().slice(0, 50) }}',
	last_name: '={{ $json.last_name ? $json.last_name.toUpperCase() : "" }}',
};

/** What somebody has without this node, and what this node would be if it left the mapping to n8n. */
export async function benchToday(settings: Settings, isQuick: boolean): Promise<TodayRuns> {
	const { note } = settings;
	note('starting n8n');
	const site = await openSite(settings, usualStart.file);
	const listOf = (name: string) => site.simulator.account.addList(name).id;
	const segment = (word: string, size: number): Segment => ({ word, size, width: 'names' });
	const measure = async () => {
		await runNode(site, 'items', segment('warm', 1_000), listOf('Warm-up'));
		note('HTTP Request, one contact at a time');
		const single = await runWorkaround(site, segment('single', isQuick ? 40 : 120), listOf('Single'), [createContact]);
		note('Loop Over Items, Code and HTTP Request');
		const loop = await runWorkaround(site, segment('loop', loopSize), listOf('Loop'), [
			loopOverItems,
			makeBody,
			importBody,
		]);
		note('the node with the same people');
		const node = await runNode(site, 'items', segment('node', loopSize), listOf('Node'));
		const some = isQuick ? 500 : 2_000;
		note('the node with three expressions evaluated for each item');
		const evaluated = await runNode(site, 'items', segment('eval', some), listOf('Evaluated'), {
			fields: complexFields,
		});
		note('the node with three expressions compiled');
		const compiled = await runNode(site, 'items', segment('comp', some), listOf('Compiled'));
		return { single, loop, node, evaluated, compiled };
	};
	return await measure().finally(async () => await site.close());
}

interface Place {
	listId: string;
	token: string;
}

async function runWorkaround(
	site: Site,
	segment: Segment,
	listId: string,
	makers: Array<(place: Place) => WorkflowNode>,
): Promise<Workaround> {
	const place = { listId, token: site.credential.data.oauthTokenData.access_token };
	const nodes = makers.map((make) => make(place));
	site.simulator.requests.clear();
	const { nodes: told, usage } = await site.n8n.run(inPlaceOfNode(nodeWorkflow(site, 'items', segment, listId), nodes));
	const parts = nodes.map(({ name }) => told[name]);
	const { wallSeconds, familyCpuSeconds, stallMs } = usage({
		start: Math.min(...parts.map(({ start }) => start)),
		called: Math.min(...parts.map(({ called }) => called)),
		returned: Math.max(...parts.map(({ returned }) => returned)),
		end: Math.max(...parts.map(({ end }) => end)),
	});
	await site.simulator.activities.idle();
	const members = site.simulator.account.memberCount(listId);
	if (members !== segment.size) throw new Error(`${members} of ${segment.size} people on the list`);
	return {
		profiles: segment.size,
		wallSeconds,
		cpuSeconds: familyCpuSeconds,
		stallMs,
		requests: trafficOf(site).requests,
	};
}

/** The workflow with other nodes where ours was; several of them are a loop. */
function inPlaceOfNode(workflow: WorkflowJson, replacements: WorkflowNode[]): WorkflowJson {
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const names = replacements.map(({ name }) => name);
	const connections: WorkflowJson['connections'] = { ...workflow.connections, Profiles: { main: [to(names[0])] } };
	delete connections[exportNode.name];
	names.forEach((name, index) => (connections[name] = { main: [to(names[(index + 1) % names.length])] }));
	// Loop Over Items has "done" first and "loop" second.
	connections[names[0]] = { main: names.length === 1 ? [to(exportedNode)] : [to(exportedNode), to(names[1])] };
	return {
		...workflow,
		nodes: [...workflow.nodes.filter(({ name }) => name !== exportNode.name), ...replacements],
		connections,
	};
}

function makeNode(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode {
	return { id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}

const post = (path: string, token: string, jsonBody: string, options: Record<string, unknown>) => ({
	method: 'POST',
	url: `https://api.cc.email/v3${path}`,
	sendHeaders: true,
	headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${token}` }] },
	sendBody: true,
	specifyBody: 'json',
	jsonBody,
	options,
});

/**
 * As the other marketing nodes of n8n do it: one request for each contact, with room to what Constant Contact allows:
 * when n8n or the network is held up, requests arrive closer together than they left, and after a fifth in one second
 * all fail.
 */
function createContact({ listId, token }: Place): WorkflowNode {
	const body = `={{ JSON.stringify({ email_address: { address: $json.email, permission_to_send: "implicit" }, first_name: $json.first_name, last_name: $json.last_name, create_source: "Account", list_memberships: ["${listId}"] }) }}`;
	return makeNode(
		'Create Contact',
		'httpRequest',
		4.2,
		post('/contacts', token, body, { batching: { batch: { batchSize: 1, batchInterval: 500 } } }),
	);
}

const loopOverItems = () =>
	makeNode('Loop Over Items', 'splitInBatches', 3, { batchSize: rowsPerRequest, options: {} });

const makeBody = ({ listId }: Place) =>
	makeNode('Make Body', 'code', 2, {
		jsCode: `return [{ json: { import_data: $input.all().map(({ json }) => json), list_ids: ['${listId}'] } }];`,
	});

/** Waits and tries again where four a second were too many. */
const importBody = ({ token }: Place): WorkflowNode => ({
	...makeNode(
		'Import',
		'httpRequest',
		4.2,
		post('/activities/contacts_json_import', token, '={{ JSON.stringify($json) }}', {}),
	),
	...{ retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000 },
});
