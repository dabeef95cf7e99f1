import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { Problem } from '../shared/problem';
import { findTargetList } from '../shared/listPicker/findList';
import { listLocator, readListChoice } from '../shared/listPicker/listField';
import { eventKinds } from './changes/contactEvent';
import type { PollSettings } from './changes/ports';

export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{ name: 'Contact Deleted', value: 'deleted', description: 'A contact was deleted in Constant Contact' },
		{
			name: 'Contact Left a List',
			value: 'leftList',
			description: 'Somebody that Export Segment brought to a list, or found on it, is no longer on it',
		},
		{
			name: 'Contact Unsubscribed',
			value: 'unsubscribed',
			description: 'Somebody has unsubscribed from all your email, or was unsubscribed by you',
		},
	],
	default: ['unsubscribed'],
	description: 'What starts the workflow, with one item for each person',
};

export const listField: INodeProperties = {
	...listLocator,
	displayOptions: { show: { events: ['leftList'] } },
	description:
		'People who leave this list are reported. Export Segment must have exported to it before, with Respect Opt-Outs on: it notes who is on the list.',
};

/** n8n polls every minute by default: 8 requests each time would be more than the day has (contract.ts). */
export const leaversNotice: INodeProperties = {
	displayName:
		'Finding out who left a list takes 4 to 8 requests each time, and Constant Contact allows 10,000 a day. Under Poll Times, choose Every Hour or less often.',
	name: 'leaversNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { events: ['leftList'] } },
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Include History on the First Poll',
			name: 'includeHistory',
			type: 'boolean',
			default: false,
			description:
				'Whether the first poll also reports what happened before the workflow was activated. Off: only what happens from then on.',
		},
	],
};

/**
 * What the user wants to hear of.
 * @throws Problem if no event is chosen, which nobody would notice otherwise
 */
export function readSettings(context: IPollFunctions, api: Parameters<typeof findTargetList>[1]): PollSettings {
	const chosen = context.getNodeParameter('events', []) as unknown;
	const events = eventKinds.filter((kind) => chosen === kind || (Array.isArray(chosen) && chosen.includes(kind)));
	if (events.length === 0) throw noEvents();
	const { includeHistory } = context.getNodeParameter('options', {}) as IDataObject;
	const list = async () => await findTargetList(readListChoice(context.getNodeParameter('list', {})), api);
	return { events, list, includesHistory: includeHistory === true };
}

function noEvents(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No event is chosen in 'Events'",
		advice: `Choose what is to start the workflow, or let an expression give it: ${eventKinds.join(', ')}.`,
	});
}
