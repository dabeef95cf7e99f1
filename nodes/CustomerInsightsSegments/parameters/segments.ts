import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { compareNames } from '../../shared/values/names';
import { number } from '../../shared/wording';
import { askForEditor } from '../dataverse/session';
import { listSegments } from '../members/segmentList';
import { givenNames } from './givenNames';

export const segmentsField: INodeProperties = {
	displayName: 'Segment Names or IDs',
	name: 'segments',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getSegments' },
	required: true,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: "By expression: the names of the segments' output tables, as a list or separated by commas",
};

/** Nobody means more than these. */
const mostSegments = 1_000;

/** The environment's segments as people see them, with the name of the output table behind each. */
export async function getSegments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const segments = await askForEditor(this, 'segments', listSegments);
	return segments
		.map(({ name, displayName, isInactive }) => ({
			name: `${displayName}${isInactive ? ' (inactive)' : ''}`,
			value: name,
			...(displayName !== name && { description: name }),
		}))
		.sort((a, b) => compareNames(a.name, b.name));
}

/**
 * The names of output tables that the user gives; where an expression gives them, those of all items together. n8n
 * takes half a millisecond for an item, and there may be any number of them.
 * @throws Problem if there are none, or if a language model is to make them up
 */
export async function readSegments(context: IExecuteFunctions, { breathe }: Pick<Clock, 'breathe'>): Promise<string[]> {
	const raw = context.getNodeParameter('segments', 0, [], { rawExpressions: true });
	if (/\$fromAI\b/i.test(JSON.stringify(raw))) throw chosenByModel();
	const isExpression = typeof raw === 'string' && raw.startsWith('=');
	const items = isExpression ? context.getInputData().length : 1;
	const names = new Set<string>();
	for (let item = 0; item < items; item++) {
		for (const name of givenNames(context.getNodeParameter('segments', item, []))) names.add(name);
		if (names.size > mostSegments) throw tooMany();
		await breathe();
	}
	if (names.size === 0) throw noSegments();
	return [...names];
}

function noSegments(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No segment is chosen in 'Segment Names or IDs', so nothing was read",
		advice: 'Choose the segments from the list, or let an expression give their names.',
	});
}

function tooMany(): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'Segment Names or IDs' holds more than ${number(mostSegments)} names`,
		advice: 'Divide them among several nodes.',
	});
}

/** A person must decide whose data leaves Customer Insights. */
function chosenByModel(): Problem {
	return new Problem({
		kind: 'configuration',
		message: 'A language model is to choose the segments, so nothing was read',
		advice: "Choose the segments yourself in 'Segment Names or IDs'. An AI Agent may only start the reading.",
	});
}
