import type { IDataObject, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

/**
 * A parameter value as n8n's own engine evaluates it for one item.
 * @param self what `$self` is, in a credential's own expressions
 */
export function evaluateInN8n(raw: string, json: object, self: object = {}): unknown {
	return workflow.expression.resolveSimpleParameterValue(
		raw,
		{},
		null,
		0,
		0,
		'Node',
		[{ json: json as IDataObject }],
		'manual',
		{},
		undefined,
		false,
		self as IDataObject,
	);
}

const node: INodeType = {
	description: {
		displayName: 'Node',
		name: 'node',
		group: ['input'],
		version: 1,
		description: 'Stands where an expression stands',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
};

const nodeTypes: INodeTypes = { getByName: () => node, getByNameAndVersion: () => node, getKnownTypes: () => ({}) };

const workflow = new Workflow({
	id: 'workflow',
	active: false,
	connections: {},
	nodes: [{ id: '1', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0], parameters: {} }],
	nodeTypes,
});
