import { awaitActivities, hasEnded, stateInWords } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { leastRefusedIn, refusedIn } from '../../../shared/account/importCounters';
import { Problem } from '../../../shared/problem';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import type { RunActivity } from '../run/runActivity';
import type { StartedImports } from './importContacts';

export interface SettledImports {
	readonly activities: readonly RunActivity[];
	/** Whether every import has ended; false when the wait ran out or was not wanted. */
	readonly allEnded: boolean;
	/** Whether Constant Contact's counters leave room for doubt that everybody landed. */
	readonly someRefused: boolean;
	/** How many rows Constant Contact did not take, as far as its counters tell. */
	readonly refused: number;
	/** How many rows may be ones that it never got. */
	readonly rowsInDoubt: number;
}

/**
 * Waits for the imports, as far as the user wants to wait.
 * @throws Problem if an import ended in another state than completed, or is no longer known
 */
export async function settleImports(
	run: ExportRun,
	{ activities: started, rowsFound }: StartedImports,
	ports: Ports,
): Promise<SettledImports> {
	if (!run.policy.waitForCompletion)
		return { activities: started, allEnded: started.length === 0, someRefused: false, refused: 0, rowsInDoubt: 0 };
	const deadline = ports.clock.now() + run.policy.maximumWaitMs;
	const byId = new Map(started.map((activity) => [activity.activityId, activity]));
	const tell = (id: string, look: Activity | undefined) => {
		const activity = byId.get(id);
		if (activity !== undefined) ports.journal.activityEnded({ ...activity, ...lastLook(look) });
	};
	const seen = await awaitActivities(new Set(byId.keys()), deadline, ports, tell);
	const activities = started.map((activity) => ({ ...activity, ...lastLook(seen.get(activity.activityId)) }));
	const ended = activities.filter(({ activityId }) => isOver(seen.get(activityId)));
	const failed = ended.filter(({ state }) => state !== 'completed');
	if (failed.length > 0) throw importsFailed(failed, started.length);
	return {
		activities,
		allEnded: ended.length === activities.length,
		someRefused: rowsFound > 0 || started.some(({ activityId, rows }) => leavesDoubt(seen.get(activityId), rows)),
		refused: [...seen.values()].reduce((sum, activity) => sum + leastRefusedIn(activity), 0),
		rowsInDoubt: rowsFound,
	};
}

const isOver = (activity: Activity | undefined) => activity === undefined || hasEnded(activity);

function lastLook(activity: Activity | undefined): Pick<RunActivity, 'state' | 'errors'> {
	return activity === undefined ? { state: 'unknown', errors: [] } : { state: activity.state, errors: activity.errors };
}

/** Only counters that are there and leave nobody out are a proof; otherwise only a look at the list tells. */
function leavesDoubt(activity: Activity | undefined, rows: number): boolean {
	return activity === undefined || refusedIn(activity) !== 0 || (activity.counters.person_count ?? rows) !== rows;
}

function importsFailed(failed: readonly RunActivity[], total: number): Problem {
	const states = [...new Set(failed.map(({ state }) => stateInWords(state)))].join(', ');
	const rows = failed.reduce((sum, activity) => sum + activity.rows, 0);
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish ${total === 1 ? 'the import' : `${failed.length} of ${total} imports`} (${states}), with ${rows === 1 ? 'one profile' : `${rows} profiles`} in ${failed.length === 1 ? 'it' : 'them'}`,
		advice:
			'Run the export again: what has landed stays, and importing it once more changes nothing. If it happens again, look at the import under Contacts > Activity in Constant Contact.',
	});
}
