import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Problem } from '../../shared/problem';

export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Export Segment',
			value: 'export',
			action: 'Export a segment to a list',
			description: 'Bring the profiles onto a list',
		},
		{
			name: 'Get Export Status',
			value: 'status',
			action: 'Get the status of an export',
			description: 'See the state of an export that was not waited for',
		},
		{
			name: 'Preview Export',
			value: 'preview',
			action: 'Preview an export',
			description: 'See what the export would do, without changing anything',
		},
	],
	default: 'export',
};

/** `displayOptions` of what the operations need that bring profiles. */
export const whereProfilesComeIn = { hide: { operation: ['status'] } };
/** `displayOptions` of what a look at an earlier export needs. */
export const whereStatusIsAsked = { show: { operation: ['status'] } };

/**
 * @throws Problem for any other, such as the Custom API Call that n8n adds to the operations: nobody's list may change
 * by it
 */
export function readOperation(context: IExecuteFunctions): 'export' | 'preview' | 'status' {
	const operation = context.getNodeParameter('operation', 0, 'export');
	if (operation === 'export' || operation === 'preview' || operation === 'status') return operation;
	throw new Problem({
		kind: 'configuration',
		message: "'Operation' has a value that this node does not know",
		advice:
			"Choose 'Export Segment', 'Preview Export' or 'Get Export Status'. For anything else in Constant Contact, use an HTTP Request node with this credential.",
	});
}
