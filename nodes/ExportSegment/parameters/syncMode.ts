import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SyncMode, SyncRules } from '../export/run/syncModes';
import { syncModes } from '../export/run/syncModes';
import { readChoice } from '../../shared/n8n/givenValues';
import { whereProfilesComeIn } from './operation';

export const syncModeField: INodeProperties = {
	displayName: 'Sync Mode',
	name: 'syncMode',
	type: 'options',
	noDataExpression: true,
	displayOptions: whereProfilesComeIn,
	options: [
		{
			name: syncModes.addOrUpdate.label,
			value: 'addOrUpdate',
			description: 'Profiles are put on the list and brought up to date; nobody is taken off',
		},
		{
			name: syncModes.mirror.label,
			value: 'mirror',
			description: 'As Add and Update, and everybody who is on the list but not in the segment is taken off it',
		},
		{
			name: syncModes.remove.label,
			value: 'remove',
			description: 'The profiles are taken off the list; they stay contacts',
		},
	],
	default: 'addOrUpdate',
	description: 'How the list follows the segment. Nobody is ever unsubscribed or deleted.',
};

/** `displayOptions` of options that matter only where profiles are sent. */
export const whereProfilesAreSent = { hide: { '/syncMode': ['remove'] } };
/** `displayOptions` of options that matter only where people may be taken off the list. */
export const whereMembersMayLeave = { show: { '/syncMode': ['mirror', 'remove'] } };

/** @throws Problem for a mode that this node does not know */
export function readSyncMode(context: IExecuteFunctions): SyncRules {
	const known = Object.keys(syncModes) as SyncMode[];
	return syncModes[readChoice('syncMode', context.getNodeParameter('syncMode', 0, 'addOrUpdate'), known)];
}
