import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	Failure,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import { CustomerInsightsSegments } from '../../nodes/CustomerInsightsSegments/CustomerInsightsSegments.node';
import { ExportSegment } from '../../nodes/ExportSegment/ExportSegment.node';

/**
 * The node in n8n-core's own engine: real helpers, real OAuth2 refresh, real pairing; only the credential store is
 * ours.
 */
export interface EngineRun {
	/** The node under test: `exportSegment` when left out. */
	readonly node?: keyof typeof tested;
	/** Parameters of the node under test as a saved workflow has them. */
	readonly parameters: INodeParameters;
	/** What comes in: one array per input item's json, or whole items. */
	readonly items: readonly INodeExecutionData[];
	readonly credential: CredentialStore;
	readonly onError?: OnError;
	readonly executeOnce?: boolean;
	/**
	 * What stands between the source and the node: n8n's *Loop Over Items* around it, perhaps with another one around that,
	 * or two nodes wired into its input.
	 */
	readonly wiring?: { readonly loopOf: number; readonly withinLoopOf?: number } | 'twice';
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	/** The workflow's own; n8n's if it has none. */
	readonly timezone?: string;
	/** `manual` is what somebody starts in the editor. */
	readonly mode?: 'trigger' | 'manual';
	/** Called with each line that the editor's browser console would show. */
	readonly onMessage?: (message: string) => void;
	/** Called with a function that cancels the execution. */
	readonly onStart?: (cancel: () => void) => void;
}

export interface EngineResult {
	readonly run: IRun;
	/** Of the last run of the node. */
	readonly exported: INodeExecutionData[];
	readonly rejected: INodeExecutionData[];
	/** Items of the error output, where the node has one. */
	readonly failed: INodeExecutionData[];
	readonly error:
		| { message: string; description?: string | null; httpCode?: string | null; name: string; failure?: Failure }
		| undefined;
	readonly hints: NodeExecutionHint[];
	/** The execution's custom data. */
	readonly customData: Readonly<Record<string, string>>;
}

/** n8n's credential table with one row. */
export interface CredentialStore {
	/** Its own: n8n refreshes the token of each credential once at a time, and all who wait for it get the same. */
	readonly id: string;
	readonly data: ICredentialDataDecryptedObject;
	/** What n8n stored, each time that it refreshed a token. */
	readonly updates: ICredentialDataDecryptedObject[];
}

let credentials = 0;

export function createCredential(data: ICredentialDataDecryptedObject): CredentialStore {
	return {
		id: String(++credentials),
		updates: [],
		data: {
			grantType: 'authorizationCode',
			authUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
			accessTokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token',
			scope: 'contact_data offline_access',
			authentication: 'header',
			dataPrivacyConsent: true,
			...data,
		},
	};
}

export async function runInEngine(settings: EngineRun): Promise<EngineResult> {
	const workflow = buildWorkflow(settings);
	const additionalData = buildAdditionalData(settings);
	const source = workflow.getNode('Source') as INode;
	const execution = new WorkflowExecute(
		additionalData,
		settings.mode ?? 'trigger',
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: source, data: { main: [[...settings.items]] }, source: null }],
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: {},
				contextData: {},
			},
		} as Parameters<typeof createRunExecutionData>[0]),
	);
	const running = execution.processRunExecutionData(workflow);
	settings.onStart?.(() => running.cancel());
	const run = await running.catch((error: unknown) => {
		if ((error as Error).name !== 'CancelError') throw error;
		return execution.getFullRunData(new Date());
	});
	return readResult(run, tested[settings.node ?? 'exportSegment'].name);
}

function readResult(run: IRun, node: string): EngineResult {
	const task = run.data.resultData.runData[node]?.at(-1);
	const [exported, rejected, failed] = task?.data?.main ?? [];
	const error = task?.error ?? run.data.resultData.error;
	return {
		run,
		exported: exported ?? [],
		rejected: rejected ?? [],
		failed: failed ?? [],
		hints: task?.hints ?? [],
		customData: { ...run.data.resultData.metadata },
		error: error && {
			message: error.message,
			description: error.description,
			name: error.name,
			httpCode: (error as { httpCode?: string | null }).httpCode,
			failure: (error as { failure?: Failure }).failure,
		},
	};
}

const tested = {
	exportSegment: { name: 'Export Segment', credential: 'constantContactOAuth2Api' },
	customerInsightsSegments: { name: 'Get Segment Members', credential: 'customerInsightsOAuth2Api' },
} as const;

/** How often the node ran in the execution. */
export const runsOf = ({ run }: EngineResult, node = 'Export Segment') => run.data.resultData.runData[node] ?? [];

function buildWorkflow({
	node = 'exportSegment',
	parameters,
	onError,
	executeOnce,
	wiring,
	retryOnFail,
	maxTries,
	timezone,
	credential: { id },
}: EngineRun): Workflow {
	const { name, credential } = tested[node];
	const to = (...nodes: string[]) => nodes.map((each) => ({ node: each, type: NodeConnectionTypes.Main, index: 0 }));
	const plain = (each: string, type: string, more: INodeParameters = {}): INode => ({
		id: each,
		name: each,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: more,
	});
	const { loopOf = 1, withinLoopOf = 0 } = typeof wiring === 'object' ? wiring : {};
	const between: Readonly<Record<string, { nodes: INode[]; connections: IConnections }>> = {
		nothing: { nodes: [], connections: { Source: { main: [to(name)] } } },
		twice: {
			nodes: [plain('A', 'source'), plain('B', 'source')],
			connections: { Source: { main: [to('A', 'B')] }, A: { main: [to(name)] }, B: { main: [to(name)] } },
		},
		loop: {
			nodes: [plain('Loop Over Items', loopType, { batchSize: loopOf })],
			connections: {
				Source: { main: [to('Loop Over Items')] },
				'Loop Over Items': { main: [[], to(name)] },
				[name]: { main: [to('Loop Over Items')] },
			},
		},
		loops: {
			nodes: [
				plain('Outer Loop', loopType, { batchSize: withinLoopOf }),
				plain('Loop Over Items', loopType, { batchSize: loopOf }),
			],
			connections: {
				Source: { main: [to('Outer Loop')] },
				'Outer Loop': { main: [[], to('Loop Over Items')] },
				'Loop Over Items': { main: [to('Outer Loop'), to(name)] },
				[name]: { main: [to('Loop Over Items')] },
			},
		},
	};
	const loops = withinLoopOf > 0 ? 'loops' : 'loop';
	const { nodes, connections } = between[typeof wiring === 'object' ? loops : (wiring ?? 'nothing')];
	return new Workflow({
		id: 'wf',
		active: false,
		nodeTypes,
		nodes: [
			plain('Source', 'source'),
			...nodes,
			{
				id: '2',
				name,
				type: node,
				typeVersion: 1,
				position: [200, 0],
				parameters,
				onError,
				executeOnce,
				retryOnFail,
				maxTries,
				waitBetweenTries: 10,
				credentials: { [credential]: { id, name: 'Connection' } },
			},
		],
		connections,
		settings: { executionOrder: 'v1', timezone },
	});
}

const sourceNode: INodeType = {
	description: {
		displayName: 'Source',
		name: 'source',
		group: ['input'],
		version: 1,
		description: 'Hands on what the test put in',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** As much of n8n's *Loop Over Items* as a run of the node can tell: batches by the second output, one by one. */
const loopNode: INodeType = {
	description: {
		...sourceNode.description,
		displayName: 'Loop Over Items',
		name: 'splitInBatches',
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	},
	async execute() {
		const context = this.getContext('node') as { items?: INodeExecutionData[]; noItemsLeft?: boolean };
		context.items ??= [...this.getInputData()];
		const batch = context.items.splice(0, Number(this.getNodeParameter('batchSize', 0)));
		context.noItemsLeft = context.items.length === 0;
		return batch.length === 0 ? [this.getInputData(), []] : [[], batch];
	},
};

const loopType = 'n8n-nodes-base.splitInBatches';

const types: Readonly<Record<string, INodeType>> = {
	source: sourceNode,
	[loopType]: loopNode,
	exportSegment: new ExportSegment(),
	customerInsightsSegments: new CustomerInsightsSegments(),
};

const nodeTypes: INodeTypes = {
	getByName: (name) => types[name],
	getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(types[name]),
	getKnownTypes: () => ({}),
};

export function buildAdditionalData({
	credential: store,
	onMessage,
}: Pick<EngineRun, 'credential' | 'onMessage'>): IWorkflowExecuteAdditionalData {
	const credentialsHelper: Partial<ICredentialsHelper> = {
		getParentTypes: () => ['oAuth2Api'],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => structuredClone(store.data),
		runPreAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (_node, _type, data) => {
			store.updates.push(structuredClone(data));
			Object.assign(store.data, { oauthTokenData: structuredClone(data.oauthTokenData) });
		},
	};
	return {
		credentialsHelper: credentialsHelper as ICredentialsHelper,
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks('trigger', '1', {
			id: 'wf',
			name: 'wf',
			nodes: [],
			connections: {},
			active: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		} as never),
		restApiUrl: 'http://127.0.0.1',
		instanceBaseUrl: 'http://127.0.0.1',
		webhookBaseUrl: 'http://127.0.0.1',
		webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
		webhookTestBaseUrl: 'http://127.0.0.1',
		formBaseUrl: 'http://127.0.0.1',
		formWaitingBaseUrl: 'http://127.0.0.1/waiting',
		formTestBaseUrl: 'http://127.0.0.1',
		variables: {},
		executionId: '1',
		setExecutionStatus: () => undefined,
		sendDataToUI: (_type: string, { messages }: { messages: string[] }) =>
			messages.forEach((message) => onMessage?.(message)),
	} as unknown as IWorkflowExecuteAdditionalData;
}
