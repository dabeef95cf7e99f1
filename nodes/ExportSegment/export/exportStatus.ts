import { hasEnded, stateInWords } from '../../shared/account/awaitActivities';
import type { Activity } from '../../shared/account/constantContact';
import { refusalCounters, refusedIn, rowsIn } from '../../shared/account/importCounters';
import { membershipTagName } from '../../shared/account/membershipTag';
import { Problem } from '../../shared/problem';
import { noteMembers } from './members/tagMembers';
import type { Ports } from './run/ports';
import type { RunActivity } from './run/runActivity';
import { runActivity } from './run/runActivity';

/** An activity of which only the ID is known: how many rows it had, its counters can tell, but they may be missing. */
export interface LookedAtActivity extends Omit<RunActivity, 'rows'> {
	readonly rows: number | undefined;
}

export interface ExportStatus {
	readonly status: 'completed' | 'processing';
	readonly activities: readonly LookedAtActivity[];
	/** Rows that Constant Contact took in; undefined where the counters do not tell. */
	readonly sent: number | undefined;
	/** How many of them it did not put on the list; undefined where the counters do not tell. */
	readonly refused: number | undefined;
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
	if (isCompleted && notesMembers) {
		const tags = await ports.constantContact.tags();
		await noteMembers(listId, [membershipTagName(listId)], tags, maximumWaitMs, ports);
	}
	return {
		status: isCompleted ? 'completed' : 'processing',
		activities: activities.map((activity) => {
			const { activityId, kind, state, bytes, errors } = runActivity('import', activity, 0);
			return { activityId, kind, state, rows: rowsIn(activity), bytes, errors: [...refusalsOf(activity), ...errors] };
		}),
		sent: sum(activities.map(rowsIn)),
		refused: sum(activities.map(refusedIn)),
	};
}

/** Where one number is not known, neither is the sum. */
function sum(counts: ReadonlyArray<number | undefined>): number | undefined {
	return counts.reduce((total, count) => (total === undefined || count === undefined ? undefined : total + count), 0);
}

/** It tells how many, not who. */
const whyRefused: Readonly<Record<(typeof refusalCounters)[number], string>> = {
	cannot_add_to_list_count: 'not put on the list: unsubscribed before, or on as many lists as a contact can be',
	correctable_count: 'not taken: the address, the birthday or the anniversary is not valid',
	error_count: 'not taken: Constant Contact does not say why',
};

/** The refusals of an import in sentences, beside Constant Contact's own texts about single rows. */
function refusalsOf({ counters }: Activity): string[] {
	return refusalCounters
		.filter((name) => (counters[name] ?? 0) > 0)
		.map((name) => `${counters[name]} ${whyRefused[name]}.`);
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
