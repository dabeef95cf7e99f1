import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readChoice } from '../../shared/n8n/givenValues';
import type { SyncMode, SyncRules } from '../export/run/syncModes';
import { syncModes } from '../export/run/syncModes';
import { whereProfilesComeIn } from './operation';

const descriptions: Readonly<Record<SyncMode, string>> = {
	addOrUpdate: 'Profiles are put on the list and brought up to date; nobody is taken off',
	mirror: 'As Add and Update, and everybody who is on the list but not in the segment is taken off it',
	remove: 'The profiles are taken off the list; they stay contacts',
};
const rules = Object.values(syncModes);

export const syncModeField: INodeProperties = {
	displayName: 'Sync Mode',
	name: 'syncMode',
	type: 'options',
	noDataExpression: true,
	displayOptions: whereProfilesComeIn,
	options: rules.map(({ mode, label }) => ({ name: label, value: mode, description: descriptions[mode] })),
	default: 'addOrUpdate',
	description: 'How the list follows the segment. Nobody is ever unsubscribed or deleted.',
};

/** A part of an expression: the mode in small letters, as it stands below the node. */
export const syncModeInWords = `(${JSON.stringify(Object.fromEntries(rules.map(({ mode, label }) => [mode, label.toLowerCase()])))}[$parameter["syncMode"]] || "")`;

const modesThat = (fit: (mode: SyncRules) => boolean) => rules.filter(fit).map(({ mode }) => mode);

/** `displayOptions` of options that matter only where profiles are sent. */
export const whereProfilesAreSent = { hide: { '/syncMode': modesThat(({ sends }) => !sends) } };
/** `displayOptions` of options that matter only where people may be taken off the list. */
export const whereMembersMayLeave = { show: { '/syncMode': modesThat(({ takesOff }) => takesOff) } };

/** @throws Problem for a mode that this node does not know */
export function readSyncMode(context: IExecuteFunctions): SyncRules {
	const given = context.getNodeParameter('syncMode', 0, 'addOrUpdate');
	return syncModes[readChoice('syncMode', given, Object.keys(descriptions) as SyncMode[])];
}
