import type { INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';
import { readChoice } from '../../shared/n8n/givenValues';
import type { ExportPolicy } from '../export/run/run';
import { readEncoding } from '../parameters/fileEncoding';
import { whereProfilesAreSent } from '../parameters/syncMode';

/** How the source is read. */
export const readingOptions: INodeProperties[] = [
	{
		displayName: 'Date Order',
		name: 'dateOrder',
		type: 'options',
		options: [
			{
				name: 'As the Column Shows',
				value: 'auto',
				description: 'Day first where a date such as 17/05/1990 proves it, else month first',
			},
			{ name: 'Day First', value: 'dayFirst' },
			{ name: 'Month First', value: 'monthFirst' },
		],
		default: 'auto',
		description: 'How dates such as 02/01/1985 are read',
		displayOptions: whereProfilesAreSent,
	},
	{
		displayName: 'File Encoding',
		name: 'fileEncoding',
		type: 'string',
		default: 'auto',
		placeholder: 'e.g. windows-1252',
		description:
			'How the file is encoded. UTF-8 and UTF-16 are recognized without it. Other names are windows-1252 or iso-8859-1 for Western Europe, windows-1250 for Central Europe, windows-1251 for Cyrillic letters, shift_jis, gbk, big5, euc-kr.',
		displayOptions: { show: { '/source': ['file'] } },
	},
];

export interface Reading extends Pick<ExportPolicy, 'dateOrder'> {
	readonly fileEncoding: string;
}

/** @throws Problem */
export function readReading(options: Given): Reading {
	return {
		fileEncoding: readEncoding('fileEncoding', options.fileEncoding),
		dateOrder: readChoice('dateOrder', options.dateOrder, ['auto', 'monthFirst', 'dayFirst']),
	};
}
