import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Problem } from '../../shared/problem';
import { fieldOf, hasField, isEmpty, namesOf } from '../../shared/values/plainData';
import { counted } from '../../shared/wording';
import type { SyncRules } from '../export/run/syncModes';

/** What n8n says of a run of the node that may bring a part of the segment only. */
export interface PartialRun {
	/**
	 * Counted from 1: a loop, or two nodes wired into the one input, have n8n run the node again in the same execution.
	 */
	readonly number: number;
	/** The loop that the node is part of: of several within one another, one that has more items to come. */
	readonly loop?: string;
}

const loopType = 'n8n-nodes-base.splitInBatches';

/** @returns undefined where this is the only run, as far as n8n tells by now */
export function partialRun(context: IExecuteFunctions): PartialRun | undefined {
	const { $runIndex: index, $node: nodes } = context.getWorkflowDataProxy(0);
	const { name } = context.getNode();
	const after = new Set(context.getChildNodes(name).map((node) => node.name));
	const loops = context
		.getParentNodes(name)
		.filter((node) => node.type === loopType && after.has(node.name))
		.map((node) => node.name);
	const unfinished = loops.find((loop) => nodes[loop]?.context?.noItemsLeft === false);
	if (index === 0 && unfinished === undefined) return undefined;
	const loop = unfinished ?? loops[0];
	return { number: Number(index) + 1, ...(loop !== undefined && { loop }) };
}

/**
 * A mirror takes off everybody its run does not bring, so a part of the segment would empty the list.
 * @throws Problem if the run may bring a part only
 */
export function stopIfPartial(
	context: IExecuteFunctions,
	part: PartialRun | undefined,
	{ takesOffAbsent }: SyncRules,
): void {
	if (!takesOffAbsent) return;
	if (context.getNode().executeOnce === true) throw onlyTheFirstItem();
	if (part !== undefined) throw onlyAPart(part);
	const failures = failedItems(context);
	if (failures > 0) throw withoutFailed(failures);
}

/** How many items a node before has failed for. */
export function failedItems(context: IExecuteFunctions): number {
	return context.getInputData().filter(isFailure).length;
}

/**
 * What n8n hands on where a node before has failed for an item and is set to go on all the same: the item with the
 * error, or, from most of n8n's own nodes, one with these fields alone (n8n-core's `handleNodeErrorOutput` goes by
 * them, too). Nothing else tells the latter from an answer of a service with the same fields. So one is a failure
 * unless it says itself that there is no error.
 */
function isFailure({ json, error }: INodeExecutionData): boolean {
	if (error !== undefined) return true;
	if (!hasField(json, 'error')) return false;
	const names = namesOf(json);
	if (!names.every((name) => fieldsOfFailures.has(name))) return false;
	const told = fieldOf(json, 'error');
	if (told === false || told === 0) return false;
	// Some nodes hand over `error: undefined`, as Coda's does; the JSON of a service cannot hold it.
	return told === undefined || names.length === 1 || !isEmpty(told);
}

/** `description` is of Discord's node. */
const fieldsOfFailures = new Set(['error', 'message', 'details', 'description']);

function onlyTheFirstItem(): Problem {
	return new Problem({
		kind: 'configuration',
		message:
			"With 'Execute Once' the node sees the first item alone, and 'Mirror Segment' would take everybody else off the list, so nothing was changed",
		advice: "Switch off 'Execute Once' in the node's settings, or choose the sync mode 'Add and Update'.",
	});
}

function onlyAPart({ number, loop }: PartialRun): Problem {
	const where =
		loop === undefined
			? `This is run ${number} of the node in one execution`
			: `The node runs within the loop '${loop}'`;
	return new Problem({
		kind: 'configuration',
		message: `${where}, so it gets the segment in parts, and 'Mirror Segment' would take everybody off the list that this part does not bring: this run changed nothing`,
		advice:
			loop === undefined
				? 'Hand over the whole segment in one run: take the node out of loops, and where several nodes are wired into its input, put a Merge node between.'
				: `Wire the node to the output 'done' of '${loop}', or do without the loop: the node takes all profiles at once.`,
	});
}

function withoutFailed(failures: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `A node before this one has failed for ${counted(failures, 'item')}, so a part of the segment may be missing, and 'Mirror Segment' would take those people off the list: nothing was changed`,
		advice:
			"Set 'On Error' of that node to 'Stop Workflow', or run the workflow again once it works. If nobody is missing, take the items that hold only an error out by a Filter node.",
	});
}
