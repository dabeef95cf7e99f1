import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SourceOfItems } from '../../shared/files/pages';
import type { FileOptions } from '../sources/files';
import { fileSource } from '../sources/files';
import { itemSource } from '../sources/items';
import { whereProfilesComeIn } from './operation';

export const sourceFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		displayOptions: whereProfilesComeIn,
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Every row of a CSV or NDJSON file is a profile; the file is streamed',
			},
			{ name: 'Incoming Items', value: 'items', description: 'Every incoming item is a profile' },
		],
		default: 'items',
		description: 'Where the profiles come from. For more than 200,000 profiles choose a file.',
	},
	{
		displayName: 'Input Binary Field',
		name: 'inputBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file',
		displayOptions: { show: { source: ['file'] }, ...whereProfilesComeIn },
	},
];

export interface ReadSource {
	readonly source: SourceOfItems;
	readonly isFile: boolean;
}

/** Whether the profiles come from a file; otherwise from the incoming items. */
export function isFileSource(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('source', 0, 'items') === 'file';
}

/**
 * Where the profiles come from.
 * @param options how a file is to be read
 * @throws Problem if a file is asked for and not there
 */
export function readSource(context: IExecuteFunctions, options: FileOptions = {}): ReadSource {
	if (!isFileSource(context)) return { source: itemSource(context.getInputData()), isFile: false };
	// An expression may give another one for each item.
	const fieldOf = (item: number) => String(context.getNodeParameter('inputBinaryField', item, 'data'));
	return { source: fileSource(context, fieldOf, options), isFile: true };
}
