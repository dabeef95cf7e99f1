import { randomUUID } from 'node:crypto';
import { contactFields } from '../../../nodes/shared/account/contactFields';

export interface WorkflowNode {
	/** n8n gives one to a node without. */
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	webhookId?: string;
	onError?: string;
	executeOnce?: boolean;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	alwaysOutputData?: boolean;
}

export interface WorkflowJson {
	id?: string;
	name: string;
	active?: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }>> }>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, Array<{ json: Record<string, unknown> }>>;
}

export const exportNode = {
	type: 'n8n-nodes-constant-contact.exportSegment',
	name: 'Constant Contact',
	credential: 'constantContactOAuth2Api',
} as const;
export const membersNode = {
	type: 'n8n-nodes-constant-contact.customerInsightsSegments',
	credential: 'customerInsightsOAuth2Api',
} as const;
/** The node that brings the profiles, whatever it is. */
export const sourceNodeName = 'Profiles';
export const exportedNode = 'Exported';
export const rejectedNode = 'Rejected';

/** The start of a workflow, and where its profiles come from. */
export type Trigger = 'manual' | 'webhook' | 'schedule';
export type Source =
	/** Pinned in the workflow, as somebody does in the editor to try things. */
	| { pinned: ReadonlyArray<object> }
	/** Made by a Code node. */
	| { code: string }
	/** The members of Customer Insights' segments, with these parameters of the node. */
	| { members: Record<string, unknown>; credential: { id: string; name: string } }
	/** Fetched by an HTTP Request node; an answer that is an array becomes as many items, a file a binary. */
	| { url: string; asFile?: boolean }
	/** Nothing between the trigger and the node: what a webhook is sent. */
	| 'trigger';

export interface ExportWorkflowOptions {
	id?: string;
	name?: string;
	trigger?: Trigger;
	source: Source;
	credential?: { id: string; name: string };
	list: { mode: 'list' | 'id' | 'url' | 'name'; value: string };
	/** Field id → n8n expression or fixed text; none: by the names of the incoming columns. */
	fields?: Readonly<Record<string, string>>;
	/** Further parameters of the node: `operation`, `syncMode`, `options` … */
	parameters?: Record<string, unknown>;
	node?: Partial<WorkflowNode>;
	settings?: Record<string, unknown>;
}

/** Mapper fields that read one column each: `{ first_name: 'firstName' }` becomes `={{ $json.firstName }}`. */
export function fieldsFromColumns(columns: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, `={{ $json.${column} }}`]));
}

/** What n8n saves of a resource mapper. */
export function mapperValue(fields: Readonly<Record<string, string>> | undefined) {
	return {
		mappingMode: fields === undefined ? 'autoMapInputData' : 'defineBelow',
		value: fields ?? null,
		matchingColumns: [],
		schema: schemaOf(Object.keys(fields ?? {})),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
}

/** As the editor saves it: all fields that it was offered, those which are not mapped put away. */
function schemaOf(mapped: readonly string[]) {
	const custom = mapped
		.filter((id) => id.startsWith('cf:'))
		.map((id) => ({ id, label: id.slice('cf:'.length), editorType: 'string' }));
	return [...contactFields, ...custom].map(({ id, label, editorType }) => ({
		id,
		displayName: label,
		type: editorType,
		required: id === 'email',
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !mapped.includes(id),
	}));
}

/** Trigger → source → Export Segment → one No Operation node for each output, where the result can be read. */
export function exportWorkflow({
	id = randomUUID().replaceAll('-', '').slice(0, 16),
	name = 'Export a segment',
	trigger = 'manual',
	source,
	credential,
	list,
	fields,
	parameters = {},
	node = {},
	settings = {},
}: ExportWorkflowOptions): WorkflowJson {
	const triggerNode = triggers[trigger]();
	const sourceNode = source === 'trigger' ? undefined : sourceOf(source);
	const chain = [
		triggerNode,
		...(sourceNode ? [sourceNode] : []),
		{
			...makeNode(exportNode.name, exportNode.type, 1, {
				list: { __rl: true, mode: list.mode, value: list.value },
				fields: mapperValue(fields),
				...parameters,
			}),
			...(credential && { credentials: { [exportNode.credential]: credential } }),
			...node,
		},
	];
	const outputs = [exportedNode, rejectedNode].map((output) => makeNode(output, 'n8n-nodes-base.noOp', 1, {}));
	const nodes = [...chain, ...outputs];
	nodes.forEach((each, column) => {
		each.position = [column * 220, each.name === rejectedNode ? 160 : 0];
	});
	outputs[1].position = [outputs[0].position[0], 160];
	const link = (target: string) => [{ node: target, type: 'main' as const, index: 0 }];
	const connections: WorkflowJson['connections'] = {
		[exportNode.name]: { main: outputs.map((output) => link(output.name)) },
	};
	for (const [index, each] of chain.slice(0, -1).entries())
		connections[each.name] = { main: [link(chain[index + 1].name)] };
	return {
		id,
		name,
		active: false,
		nodes,
		connections,
		settings: { executionOrder: 'v1', ...settings },
		...(sourceNode &&
			typeof source === 'object' &&
			'pinned' in source && {
				pinData: { [sourceNode.name]: source.pinned.map((json) => ({ json: { ...json } })) },
			}),
	};
}

/** A trigger alone. */
export function emptyWorkflow(name: string): WorkflowJson {
	return { name, nodes: [triggers.manual()], connections: {}, settings: { executionOrder: 'v1' } };
}

/** Trigger → source, to which the export is still to be added. */
export function sourceWorkflow(name: string, sourceName: string, profiles: ReadonlyArray<object>): WorkflowJson {
	const trigger = triggers.manual();
	const source = { ...sourceOf({ pinned: profiles }), name: sourceName, position: [220, 0] as [number, number] };
	return {
		name,
		nodes: [trigger, source],
		connections: { [trigger.name]: { main: [[{ node: sourceName, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [sourceName]: profiles.map((json) => ({ json: { ...json } })) },
	};
}

function makeNode(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

const triggers: Record<Trigger, () => WorkflowNode> = {
	manual: () => makeNode('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
	schedule: () =>
		makeNode('Every Hour', 'n8n-nodes-base.scheduleTrigger', 1.2, { rule: { interval: [{ field: 'hours' }] } }),
	webhook: () => ({
		...makeNode('Webhook', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path: 'export',
			responseMode: 'lastNode',
			responseData: 'allEntries',
		}),
		webhookId: randomUUID(),
	}),
};

function sourceOf(source: Exclude<Source, 'trigger'>): WorkflowNode {
	const make = (type: string, typeVersion: number, parameters: Record<string, unknown>) =>
		makeNode(sourceNodeName, type, typeVersion, parameters);
	if ('pinned' in source) return make('n8n-nodes-base.noOp', 1, {});
	if ('code' in source) return make('n8n-nodes-base.code', 2, { jsCode: source.code });
	if ('members' in source)
		return {
			...make(membersNode.type, 1, source.members),
			credentials: { [membersNode.credential]: source.credential },
		};
	const response = { response: { responseFormat: source.asFile ? 'file' : 'json' } };
	return make('n8n-nodes-base.httpRequest', 4.2, { url: source.url, options: { response } });
}
