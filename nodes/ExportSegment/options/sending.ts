import type { INodeProperties } from 'n8n-workflow';
import { maxImportRows } from '../../shared/account/contract';
import type { Given } from '../../shared/n8n/givenValues';
import { readChoice, readPositive, textsIn } from '../../shared/n8n/givenValues';
import { Problem } from '../../shared/problem';
import { nameKey } from '../../shared/values/names';
import type { ExportPolicy } from '../export/run/run';
import { whereProfilesAreSent } from '../parameters/syncMode';

export const maximumWaitOption: INodeProperties = {
	displayName: 'Maximum Wait',
	name: 'maximumWait',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		"Minutes to wait each time for Constant Contact. If the imports take longer, the summary says 'processing' and they go on by themselves; if anything else takes longer, the run stops and says so.",
};

/** How the profiles are sent, and what leaves the node. */
export const sendingOptions: INodeProperties[] = [
	{
		displayName: 'Maximum Batch Rows',
		name: 'maximumBatchRows',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: maxImportRows },
		default: maxImportRows,
		description: 'Profiles in one import, at most. Constant Contact takes 40,000.',
	},
	maximumWaitOption,
	{
		displayName: 'Return',
		name: 'return',
		type: 'options',
		options: [
			{
				name: 'Batches',
				value: 'batches',
				description: 'Instead of the summary, one item for each job in Constant Contact: imports, a removal, your tags',
			},
			{
				name: 'Profiles',
				value: 'profiles',
				description:
					'Instead of the summary, one item for each profile, with what became of it; slow for large segments',
			},
			{ name: 'Summary', value: 'summary', description: 'One item with the counts' },
		],
		default: 'summary',
		description: "What leaves by the output 'Exported'",
	},
	{
		displayName: 'SMS Permission to Send',
		name: 'smsPermissionToSend',
		type: 'options',
		options: [
			{
				name: 'Explicit',
				value: 'explicit',
				description: 'Everybody with an SMS number agreed to text messages; map SMS Consent Date as well',
			},
			{ name: 'Not Set', value: 'not_set', description: 'Nobody is sent text messages because of this export' },
		],
		default: 'not_set',
		description: 'Whether the people agreed to receive text messages',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. Exported by n8n, Spring 2027',
		description:
			"Tags to put on everybody on the list after the export, separated by commas, or a list of names. Tags that do not exist are made. Needs 'Wait for Completion'.",
		displayOptions: whereProfilesAreSent,
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until Constant Contact has finished, so that the summary says who was refused. Mirror Segment and Remove From List need it.',
	},
];

export type SendingPolicy = Pick<
	ExportPolicy,
	'maximumBatchRows' | 'maximumWaitMs' | 'smsPermissionToSend' | 'tags' | 'waitForCompletion'
>;

/** What leaves by the output `Exported`. */
export type Returned = 'summary' | 'batches' | 'profiles';

/** Milliseconds for minutes. @throws Problem */
export function readSending(options: Given): SendingPolicy & { readonly returns: Returned } {
	const rows = readPositive('maximumBatchRows', options.maximumBatchRows ?? maxImportRows);
	return {
		maximumBatchRows: Math.min(Math.max(1, Math.floor(rows)), maxImportRows),
		maximumWaitMs: readPositive('maximumWait', options.maximumWait ?? 60) * 60_000,
		smsPermissionToSend: readChoice('smsPermissionToSend', options.smsPermissionToSend, ['not_set', 'explicit']),
		tags: tagNames(options.tags),
		waitForCompletion: options.waitForCompletion !== false,
		returns: readChoice('return', options.return, ['summary', 'batches', 'profiles']),
	};
}

/** Names of tags, as a list or separated by commas. */
function tagNames(value: unknown): string[] {
	// Constant Contact takes names that differ in capitals only for one tag.
	const names = textsIn(value, nameKey);
	if (names.some((name) => name.length > 255))
		throw new Problem({
			kind: 'configuration',
			message: "A name in 'Tags' is longer than 255 characters",
			advice: 'Shorten it under Options.',
		});
	if (names.length > 49)
		throw new Problem({
			kind: 'configuration',
			message: "'Tags' holds more than 49 tags",
			advice: 'A contact has up to 50 tags, one of which this node needs.',
		});
	return names;
}
