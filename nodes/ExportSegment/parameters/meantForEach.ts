import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { nameKey } from '../../shared/values/names';
import { asText } from '../../shared/values/texts';
import { compileExpression, valueForItem } from './expressions';

/** A parameter that holds for the whole run. */
interface ForAll {
	readonly label: string;
	/** As the workflow stores it. */
	readonly raw: unknown;
	/** What to do where each item is to have its own. */
	readonly advice: string;
}

/**
 * Most nodes of n8n go by each item, and so people write `{{ $json.listId }}`. Here one run goes to one list, with the
 * same tags for everybody: what the first item says would be done to the people of all others.
 * @throws Problem if the list, the segments or the tags are meant for each item
 */
export async function stopIfMeantForEach(context: IExecuteFunctions, clock: Pick<Clock, 'breathe'>): Promise<void> {
	for (const parameter of parametersForAll(context))
		if (await differs(context, parameter.raw, clock)) throw meantForEach(parameter);
}

function parametersForAll(context: IExecuteFunctions): ForAll[] {
	const rawOf = (name: string): unknown => context.getNodeParameter(name, 0, {}, { rawExpressions: true });
	const { value: list } = (rawOf('list') ?? {}) as { value?: unknown };
	const { tags } = (rawOf('options') ?? {}) as { tags?: unknown };
	return [
		{
			label: 'List',
			raw: list,
			advice:
				"Let the items name their lists instead: set 'Segments' to 'By Segment Field', choose the field that holds the list's name, and switch on 'List per Segment'. Or put a Filter node and an Export Segment node for each list.",
		},
		{
			label: 'Segment Names',
			raw: rawOf('segmentNames'),
			advice:
				"The field that says in which segments a profile is belongs into 'Segment Field'. Name in 'Segment Names' those to export, the same for all, or leave it empty.",
		},
		{
			label: 'Tags',
			raw: tags,
			advice:
				'Tags are put on everybody who is on the list. Give those who are to have tags of their own a list of their own, by another Export Segment node.',
		},
	];
}

/** Values that are looked at, of an expression that only n8n can evaluate, in about 0.5 ms each. */
const mostEvaluated = 200;
/** Items between two chances for others to use the event loop. */
const itemsPerStep = 20;

/**
 * Whether an expression gives different values for different items; an empty one is no other value. One that gives
 * another value each time, as `{{ $now }}` does, is meant for all of them.
 */
async function differs(context: IExecuteFunctions, raw: unknown, clock: Pick<Clock, 'breathe'>): Promise<boolean> {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return false;
	const items = context.getInputData();
	const getter = compileExpression(raw);
	const step = getter === undefined ? Math.ceil(items.length / mostEvaluated) : 1;
	const keyFor = (item: number) =>
		nameKey(asText(getter === undefined ? valueForItem(context, raw, item) : getter(items[item].json)));
	let first: { item: number; key: string } | undefined;
	for (let item = 0; item < items.length; item += step) {
		const key = keyFor(item);
		if (key !== '') first ??= { item, key };
		if (first !== undefined && key !== '' && key !== first.key) return keyFor(first.item) === first.key;
		if (item % (itemsPerStep * step) === 0) await clock.breathe();
	}
	return false;
}

function meantForEach({ label, advice }: ForAll): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The expression in '${label}' gives different values for different items, and the node takes one for all of them, so nothing was changed`,
		advice,
	});
}
