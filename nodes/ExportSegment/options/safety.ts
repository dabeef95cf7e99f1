import type { INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';
import { readPercentage } from '../../shared/n8n/givenValues';
import type { ExportPolicy } from '../export/run/run';
import { whereMembersMayLeave, whereProfilesAreSent } from '../parameters/syncMode';

export const respectOptOutsOption: INodeProperties = {
	displayName: 'Respect Opt-Outs',
	name: 'respectOptOuts',
	type: 'boolean',
	default: true,
	description:
		'Whether to leave alone people who left this list or unsubscribed. To know who left, the node tags the members of the list. Switched off, an import puts people back who left the list.',
};

/** Which contacts an export may change, and what it may remove or make. */
export const safetyOptions: INodeProperties[] = [
	{
		displayName: 'Create Missing List',
		name: 'createMissingList',
		type: 'boolean',
		default: false,
		description:
			'Whether to make a list that is meant by its name (List By Name, or List per Segment) and is not there yet. A preview makes none.',
		displayOptions: whereProfilesAreSent,
	},
	{
		displayName: 'Maximum Removal Percent',
		name: 'maximumRemovalPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 20,
		description:
			'How much of the list may be taken off in one run. If it would be more, nothing is changed and the run stops: a source that brings half of the segment by accident must not empty the list. 100 allows any removal, but a mirror of an empty segment always stops.',
		displayOptions: whereMembersMayLeave,
	},
	{ ...respectOptOutsOption, displayOptions: whereProfilesAreSent },
	{
		displayName: 'Restore Deleted Contacts',
		name: 'restoreDeletedContacts',
		type: 'boolean',
		default: false,
		description:
			'Whether to bring back contacts that were deleted in Constant Contact, also those who had left the list before: Constant Contact does not tell which lists a deleted contact was on',
		displayOptions: whereProfilesAreSent,
	},
];

export type SafetyPolicy = Pick<ExportPolicy, 'respectOptOuts' | 'restoreDeletedContacts' | 'maximumRemovalPercent'>;

/** @throws Problem */
export function readSafety(options: Given): SafetyPolicy & { readonly createMissingList: boolean } {
	return {
		respectOptOuts: options.respectOptOuts !== false,
		restoreDeletedContacts: options.restoreDeletedContacts === true,
		maximumRemovalPercent: readPercentage('maximumRemovalPercent', options.maximumRemovalPercent ?? 20),
		createMissingList: options.createMissingList === true,
	};
}
