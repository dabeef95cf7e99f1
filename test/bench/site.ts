import { randomUUID } from 'node:crypto';

import type { CredentialJson } from '../n8n/support/n8n';
import { exportNode, exportWorkflow } from '../n8n/support/workflow';
import type { WorkflowJson, WorkflowNode } from '../n8n/support/workflow';
import { connectedCredential } from '../n8n/support/world';
import { startSimulator } from '../simulator';
import type { Simulator, Switches } from '../simulator';
import { startBenchedN8n } from './benchedN8n';
import type { BenchedN8n, N8nStart, Usage } from './benchedN8n';
import { customFields, mappingOf, serveSegments } from './people';
import type { Segment } from './people';

export type SourceKind = 'file' | 'items';

export interface Settings {
	tarball: string;
	sizes: number[];
	/** For files that are made for a run. */
	folder: string;
	/** Where n8n's processor profiles go, if somebody wants them. */
	profileFolder?: string;
	/** What is being done, for people who watch. */
	note(text: string): void;
}

export interface Traffic {
	requests: number;
	imports: number;
	sentMb: number;
	importBytes: number;
}

/** One run of the node. */
export interface NodeRun extends Usage, Traffic {
	segment: Segment;
	sent: number;
}

/** A simulator and an n8n beside each other, with what the benchmarks do there. */
export interface Site {
	simulator: Simulator;
	n8n: BenchedN8n;
	credential: CredentialJson & { data: { clientId: string; oauthTokenData: { access_token: string } } };
	/** Of an app key of its own: what the floor asks must not count against the node's pace. */
	floorToken: string;
	urlOf(kind: 'csv' | 'json', segment: Segment): string;
	close(): Promise<void>;
}

/**
 * For a file the heap that n8n has on a small machine; a million items do not fit into that, whatever node takes them.
 */
export const usualStart: Record<SourceKind, N8nStart> = { file: { heapMb: 1_024 }, items: { heapMb: 6_144 } };

/**
 * How V8 is kept from stopping n8n for long with a gigabyte of items in its memory, seen with --trace-gc-nvp and
 * --trace-incremental-marking. While the node waits for Constant Contact n8n is quiet, and V8 then
 * - lowers the limit of the heap to about twice what it was before the items came, and collects at a stretch all that
 * it finds beyond:
 *   so the limit may be seven times as much;
 * - lets its memory reducer look for what can be given back: so it has none.
 * The items that n8n has just copied for the node are moved out of the new space at a stretch: so that is small.
 * Node takes the first two on its command line, not from NODE_OPTIONS.
 */
export const startOf: Record<SourceKind, N8nStart> = {
	...usualStart,
	items: {
		...usualStart.items,
		nodeArguments: ['--heap-growing-percent=600', '--no-memory-reducer', '--max-semi-space-size=8'],
	},
};

/** @param switches how Constant Contact answers, where that is not as recorded */
export async function openSite(
	{ tarball, profileFolder }: Settings,
	start: N8nStart,
	switches: Partial<Switches> = {},
): Promise<Site> {
	const simulator = await startSimulator({ switches });
	for (const name of customFields) simulator.account.addCustomField({ name, label: name });
	const credential = connectedCredential(simulator);
	const floor = connectedCredential(simulator, { id: 'floor' });
	const segments = await serveSegments();
	const n8n = await startBenchedN8n({ tarball, simulator, credentials: [credential], start, profileFolder });
	return {
		simulator,
		n8n,
		credential,
		floorToken: floor.data.oauthTokenData.access_token,
		urlOf: segments.urlOf,
		async close() {
			await n8n.stop();
			segments.close();
			await simulator.close();
		},
	};
}

/** Whether a request looks whether jobs have ended: how many there are depends on how long jobs take. */
export const isLook = ({ method, path }: { method: string; path: string }) =>
	method === 'GET' && /\/activities(\?|\/|$)/.test(path);

/** What reached the simulator since the log was cleared. */
export function trafficOf({ simulator }: Site): Traffic {
	const entries = simulator.requests.api();
	const imports = entries.filter(({ path }) => path.endsWith('/contacts_json_import'));
	const sum = (of: typeof entries) => of.reduce((total, { bytes }) => total + bytes, 0);
	return { requests: entries.length, imports: imports.length, sentMb: sum(entries) / 1e6, importBytes: sum(imports) };
}

/** What the node is told besides its source and list. */
export interface NodeSettings {
	/** Field → expression; the segment's columns if they are not given. */
	fields?: Record<string, string>;
	parameters?: Record<string, unknown>;
}

export function nodeWorkflow(
	site: Site,
	kind: SourceKind,
	segment: Segment,
	listId: string,
	{ fields = mappingOf(segment.width), parameters }: NodeSettings = {},
): WorkflowJson {
	const isFile = kind === 'file';
	return exportWorkflow({
		source: { url: site.urlOf(isFile ? 'csv' : 'json', segment), asFile: isFile },
		credential: { id: site.credential.id, name: site.credential.name },
		list: { mode: 'id', value: listId },
		fields,
		parameters: { ...(isFile && { source: 'file', inputBinaryField: 'data' }), ...parameters },
	});
}

const restSeconds = 3;

/**
 * What fetching a file leaves behind, garbage above all, is not the node's: n8n rests for a few seconds between the
 * two. With items it would do harm: V8 lowers its limits in a rest, and has to look through a million items as soon as
 * n8n has copied them for the node.
 */
function afterARest(workflow: WorkflowJson): WorkflowJson {
	const wait: WorkflowNode = {
		id: 'rest',
		name: 'Rest',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		position: [0, 200],
		webhookId: randomUUID(),
		parameters: { amount: restSeconds, unit: 'seconds' },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const [fetching] = Object.entries(workflow.connections).find(
		([, { main }]) => main[0][0].node === exportNode.name,
	) ?? [''];
	return {
		...workflow,
		nodes: [...workflow.nodes, wait],
		connections: { ...workflow.connections, [fetching]: to(wait.name), [wait.name]: to(exportNode.name) },
	};
}

function workflowOf(
	site: Site,
	kind: SourceKind,
	segment: Segment,
	listId: string,
	settings?: NodeSettings,
): WorkflowJson {
	const workflow = nodeWorkflow(site, kind, segment, listId, settings);
	return kind === 'file' ? afterARest(workflow) : workflow;
}

/** Exports a segment with the node and holds what is on the list afterwards against it. */
export async function runNode(
	site: Site,
	kind: SourceKind,
	segment: Segment,
	listId: string,
	settings?: NodeSettings,
): Promise<NodeRun> {
	const { simulator, n8n } = site;
	simulator.requests.clear();
	const { nodes, summary, usage } = await n8n.run(workflowOf(site, kind, segment, listId, settings));
	const members = simulator.account.memberCount(listId);
	const { truncatedRows } = simulator.account;
	if (members !== segment.size || truncatedRows > 0)
		throw new Error(`${members} of ${segment.size} on the list, ${truncatedRows} rows cut off`);
	const { sent } = summary.profiles as { sent: number };
	return { segment, sent, ...trafficOf(site), ...usage(nodes[exportNode.name]) };
}
