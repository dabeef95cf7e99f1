import type { INodeProperties } from 'n8n-workflow';
import type { Given } from '../parameters/givenValues';
import { readEncoding } from '../parameters/givenValues';

/** How the source is read. */
export const readingOptions: INodeProperties[] = [
	{
		displayName: 'File Encoding',
		name: 'fileEncoding',
		type: 'string',
		default: 'auto',
		placeholder: 'e.g. windows-1252',
		description:
			'How the file is encoded. UTF-8 and UTF-16 are told by themselves. Other names are windows-1252 or iso-8859-1 for Western Europe, windows-1250 for Central Europe, windows-1251 for Cyrillic letters, shift_jis, gbk, big5, euc-kr.',
		displayOptions: { show: { '/source': ['file'] } },
	},
];

export interface Reading {
	readonly fileEncoding: string;
}

/** @throws Problem */
export function readReading(options: Given): Reading {
	return { fileEncoding: readEncoding('fileEncoding', options.fileEncoding) };
}
