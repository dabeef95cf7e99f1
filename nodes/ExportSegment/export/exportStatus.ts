import { Problem } from '../../shared/problem';
import { hasEnded, stateInWords } from '../../shared/account/awaitActivities';
import { membershipTagName } from '../../shared/account/membershipTag';
import { noteMembers } from './members/tagMembers';
import type { Ports } from './run/ports';
import type { RunActivity } from './run/runActivity';
import { runActivity } from './run/runActivity';
import type { Activity } from '../../shared/account/constantContact';

export interface ExportStatus {
	readonly status: 'completed' | 'processing';
	readonly activities: readonly RunActivity[];
	/**
	 * Rows that Constant Contact took in, and how many of them it did not put on the list, as far as its counters tell.
	 */
	readonly sent: number;
	readonly refused: number;
}

/**
 * How the imports of an earlier export stand. Once all have ended, everybody on the list is noted, as the export itself
 * does when it waits: who leaves from then on is left alone.
 * @param notesMembers whether opt-outs are respected
 * @throws Problem if an import did not complete, or if Constant Contact no longer knows it
 */
export async function exportStatus(
	listId: string,
	ids: readonly string[],
	notesMembers: boolean,
	maximumWaitMs: number,
	ports: Ports,
): Promise<ExportStatus> {
	if (ids.length === 0) return { status: 'completed', activities: [], sent: 0, refused: 0 };
	const found = await ports.constantContact.activities(new Set(ids));
	const unknown = ids.filter((id) => !found.has(id));
	if (unknown.length > 0) throw noLongerKnown(unknown.length, ids.length);
	const activities = ids.flatMap((id) => found.get(id) ?? []);
	const failed = activities.filter((activity) => hasEnded(activity) && activity.state !== 'completed');
	if (failed.length > 0) throw notCompleted(failed, ids.length);

	const isCompleted = activities.every(hasEnded);
	if (isCompleted && notesMembers && activities.some((activity) => isImport(activity) && rowsOf(activity) > 0)) {
		const tags = await ports.constantContact.tags();
		await noteMembers(listId, [membershipTagName(listId)], tags, maximumWaitMs, ports);
	}
	const imports = activities.filter(isImport);
	const sum = (count: (activity: Activity) => number) =>
		imports.reduce((total, activity) => total + count(activity), 0);
	return {
		status: isCompleted ? 'completed' : 'processing',
		activities: activities.map((activity) =>
			runActivity(
				isImport(activity) ? 'import' : activity.counters.list_count === undefined ? 'tag' : 'remove',
				{ ...activity, errors: [...refusalsOf(activity), ...activity.errors] },
				rowsOf(activity),
			),
		),
		sent: sum(rowsOf),
		refused: sum(({ counters }) => refusalCounters.reduce((refused, { name }) => refused + (counters[name] ?? 0), 0)),
	};
}

/** Definition ActivityImport `status`: why Constant Contact did not take somebody. It tells how many, not who. */
const refusalCounters = [
	{
		name: 'cannot_add_to_list_count',
		why: 'not put on the list: unsubscribed before, or on as many lists as a contact can be',
	},
	{ name: 'correctable_count', why: 'not taken: the address, the birthday or the anniversary is not valid' },
	{ name: 'error_count', why: 'not taken: Constant Contact does not say why' },
] as const;

/** The refusals of an import in sentences, beside Constant Contact's own texts about single rows. */
function refusalsOf({ counters }: Activity): string[] {
	return refusalCounters
		.filter(({ name }) => (counters[name] ?? 0) > 0)
		.map(({ name, why }) => `${counters[name]} ${why}.`);
}

/** Only an import's `status` counts persons and those that cannot be added; what tells nothing is taken for one. */
function isImport({ counters }: Activity): boolean {
	return 'person_count' in counters || 'cannot_add_to_list_count' in counters || Object.keys(counters).length === 0;
}

/** Definition ActivityImport `status`: `items_total_count` may count a header, `person_count` does not. */
function rowsOf({ counters }: Activity): number {
	return counters.person_count ?? counters.items_total_count ?? 0;
}

function noLongerKnown(unknown: number, total: number): Problem {
	return new Problem({
		kind: 'notFound',
		message:
			total === 1
				? 'Constant Contact does not know this activity'
				: `Constant Contact does not know ${unknown} of these ${total} activities`,
		advice:
			"Take 'activityId' from the 'activities' of an export's summary. Constant Contact keeps activities for 10 days; run the export again to be sure.",
	});
}

function notCompleted(failed: readonly Activity[], total: number): Problem {
	const states = [...new Set(failed.map(({ state }) => stateInWords(state)))].join(', ');
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish ${total === 1 ? 'the import' : `${failed.length} of ${total} imports`} (${states})`,
		advice: 'Run the export again: what has landed stays, and importing it once more changes nothing.',
	});
}
