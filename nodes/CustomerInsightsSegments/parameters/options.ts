import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';
import { readChoice, readPercentage } from '../../shared/n8n/givenValues';

export const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Files',
			value: 'file',
			description: "For 'Export Segment' and any number of members: some NDJSON files of up to 8 MB",
		},
		{ name: 'Items', value: 'items', description: 'An item for each member: for some thousands' },
	],
	default: 'file',
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allow Empty Segments',
			name: 'allowEmptySegments',
			type: 'boolean',
			default: false,
			description: 'Whether to go on where a segment has no members, instead of stopping',
		},
		{
			displayName: 'Maximum Without Profile',
			name: 'maximumWithoutProfile',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 5,
			description:
				'Percent of the members that may be without a profile. More of them are a sign that a refresh is under way, and the node stops.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	],
};

export interface MembersOptions {
	readonly output: 'file' | 'items';
	readonly binaryField: string;
	/** Percent. */
	readonly maximumWithoutProfile: number;
	readonly allowEmptySegments: boolean;
}

/** @throws Problem for a value that the panel does not offer */
export function readOptions(context: IExecuteFunctions): MembersOptions {
	const options = context.getNodeParameter('options', 0, {}) as Given;
	return {
		output: readChoice('output', context.getNodeParameter('output', 0, 'file'), ['file', 'items']),
		maximumWithoutProfile: readPercentage('maximumWithoutProfile', options.maximumWithoutProfile ?? 5),
		binaryField: String(options.binaryField ?? '').trim() || 'data',
		allowEmptySegments: options.allowEmptySegments === true,
	};
}
