import type { INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';
import { readChoice } from '../../shared/n8n/givenValues';
import type { ExportPolicy } from '../export/run/run';
import { whereProfilesAreSent } from '../parameters/syncMode';

/** Which of the profiles are sent. */
export const selectionOptions: INodeProperties[] = [
	{
		displayName: 'Duplicate Profiles',
		name: 'duplicateProfiles',
		type: 'options',
		options: [
			{ name: 'Keep First', value: 'first' },
			{ name: 'Keep Last', value: 'last' },
		],
		default: 'last',
		description: 'Which profile counts where several have the same email address',
	},
	{
		displayName: 'Invalid Profiles',
		name: 'invalidProfiles',
		type: 'options',
		options: [
			{
				name: 'Reject',
				value: 'reject',
				description: "Export the others; these leave by the output 'Rejected' with the reason",
			},
			{ name: 'Stop', value: 'stop', description: 'Export nobody if there is one' },
		],
		default: 'reject',
		description: 'What to do with profiles that cannot be exported',
	},
	{
		displayName: 'Invalid Values',
		name: 'invalidValues',
		type: 'options',
		options: [
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description: 'The profile is exported without them; the summary counts them',
			},
			{ name: 'Reject', value: 'reject', description: 'The profile is not exported' },
		],
		default: 'leaveOut',
		description: 'What to do with values that their field cannot hold, such as a date that nobody can read',
		displayOptions: whereProfilesAreSent,
	},
	{
		displayName: 'Long Values',
		name: 'longValues',
		type: 'options',
		options: [
			{ name: 'Reject', value: 'reject', description: 'The profile is not exported' },
			{
				name: 'Truncate',
				value: 'truncate',
				description: 'The value is cut to the length that Constant Contact takes',
			},
		],
		default: 'reject',
		description: 'What to do with values that are longer than Constant Contact takes',
	},
	{
		displayName: 'Only Changes',
		name: 'onlyChanges',
		type: 'boolean',
		default: true,
		description: 'Whether to send only profiles that are not on the list yet or have other values there',
		displayOptions: whereProfilesAreSent,
	},
];

export type SelectionPolicy = Pick<
	ExportPolicy,
	'duplicateProfiles' | 'invalidProfiles' | 'invalidValues' | 'longValues' | 'onlyChanges'
>;

/** @throws Problem */
export function readSelection(options: Given): SelectionPolicy {
	return {
		duplicateProfiles: readChoice('duplicateProfiles', options.duplicateProfiles, ['last', 'first']),
		invalidProfiles: readChoice('invalidProfiles', options.invalidProfiles, ['reject', 'stop']),
		invalidValues: readChoice('invalidValues', options.invalidValues, ['leaveOut', 'reject']),
		longValues: readChoice('longValues', options.longValues, ['reject', 'truncate']),
		onlyChanges: options.onlyChanges !== false,
	};
}
