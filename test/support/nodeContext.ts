import type { IExecuteFunctions, INode, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

export const testNode: INode = {
	id: '1',
	name: 'Export Segment',
	type: 'exportSegment',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export interface ContextSettings {
	/** Parameters as the workflow stores them. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly items?: INodeExecutionData[];
	/** What n8n makes of an expression (without its equals sign) for an item. */
	readonly evaluate?: (expression: string, itemIndex: number) => unknown;
}

export interface FakeContext {
	readonly context: IExecuteFunctions;
	readonly logged: readonly string[];
	/** What the editor of who runs it by hand was sent. */
	readonly messages: readonly string[];
	/** The execution's custom data. */
	readonly customData: ReadonlyMap<string, string>;
	readonly hints: readonly NodeExecutionHint[];
	readonly files: ReadonlyArray<{ text: string; name?: string; mimeType?: string }>;
}

/** As much of n8n's context as the readers of parameters and the writers of outputs use. */
export function createContext({
	parameters = {},
	items = [],
	evaluate = () => undefined,
}: ContextSettings = {}): FakeContext {
	const logged: string[] = [];
	const messages: string[] = [];
	const customData = new Map<string, string>();
	const hints: NodeExecutionHint[] = [];
	const files: Array<{ text: string; name?: string; mimeType?: string }> = [];
	const context = {
		getNode: () => testNode,
		getTimezone: () => 'America/New_York',
		getWorkflow: () => ({ id: 'wf', name: 'wf', active: false }),
		getExecutionId: () => '1',
		getInputData: () => items,
		getNodeParameter: (name: string, _index: number, fallback?: unknown) => parameters[name] ?? fallback,
		evaluateExpression: evaluate,
		addExecutionHints: (...given: NodeExecutionHint[]) => void hints.push(...given),
		logger: { info: (line: string) => void logged.push(line) },
		sendMessageToUI: (message: string) => void messages.push(message),
		customData: {
			get: (key: string) => customData.get(key),
			set: (key: string, value: string) => void customData.set(key, value),
		},
		helpers: {
			async prepareBinaryData(bytes: Buffer, name?: string, mimeType?: string) {
				files.push({ text: bytes.toString('utf8'), name, mimeType });
				return { data: 'stored', mimeType, fileName: name };
			},
		},
	};
	return { context: context as unknown as IExecuteFunctions, logged, messages, customData, hints, files };
}
