import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Problem } from '../../shared/problem';
import { textsIn } from '../../shared/n8n/givenValues';
import { whereStatusIsAsked } from './operation';

export const activityIdsField: INodeProperties = {
	displayName: 'Activity IDs',
	name: 'activityIds',
	type: 'string',
	default:
		'={{ $json.activities.filter((activity) => activity.kind === "import").map((activity) => activity.activityId) }}',
	required: true,
	description: "The values of 'activityId' in the export's summary, as a list or separated by commas",
	hint: 'As it stands, it takes the imports of the summary that comes in',
	displayOptions: whereStatusIsAsked,
};

/** @throws Problem if none are given */
export function readActivityIds(context: IExecuteFunctions, item: number): string[] {
	const given = context.getNodeParameter('activityIds', item, '');
	const ids = textsIn(given);
	// The summary of an export that had nothing to send gives an empty list.
	if (ids.length > 0 || Array.isArray(given)) return ids;
	throw new Problem({
		kind: 'configuration',
		message: "No activity is given in 'Activity IDs'",
		advice:
			"Take them from an export's summary: {{ $json.activities.filter((activity) => activity.kind === 'import').map((activity) => activity.activityId) }}.",
		itemIndex: item,
	});
}
