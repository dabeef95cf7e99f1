import { number } from '../../../shared/wording';
import { Problem } from '../../../shared/problem';
import type { Plan } from './plan';
import type { ExportRun } from '../run/run';

/** What stands between a run and an abnormal removal. */
export interface Guard {
	readonly tripped: boolean;
	/** People who would be taken off the list. */
	readonly leavers: number;
	/** People on the list who are not unsubscribed. */
	readonly members: number;
	/** Leavers in 100 members. */
	readonly percent: number;
}

export const noGuard: Guard = { tripped: false, leavers: 0, members: 0, percent: 0 };

/**
 * Whether the planned removal is one that somebody can have meant. A source that returns half of the profiles, or none,
 * looks just like a segment that shrank; so what takes off more than the user's percentage stops the run before it
 * changes anything, and a mirror of an empty segment always does.
 */
export function guardRemoval(run: ExportRun, plan: Pick<Plan, 'leavers' | 'isEmpty'>, members: number): Guard {
	const { sync, maximumRemovalPercent } = run.policy;
	const percent = members === 0 ? 0 : (plan.leavers / members) * 100;
	const isTooMuch = percent > maximumRemovalPercent;
	const emptiesList = sync.takesOffAbsent && plan.isEmpty;
	return {
		tripped: sync.takesOff && (isTooMuch || emptiesList),
		leavers: plan.leavers,
		members,
		percent: Math.round(percent * 100) / 100,
	};
}

/** @throws Problem with the numbers, if the guard has tripped */
export function stopIfTripped(run: ExportRun, plan: Pick<Plan, 'isEmpty'>, guard: Guard): void {
	if (guard.tripped) throw tripped(run, plan, guard);
}

/** Why the guard stopped the run. */
export function tripped(run: ExportRun, plan: Pick<Plan, 'isEmpty'>, guard: Guard): Problem {
	const { leavers, members, percent } = guard;
	if (plan.isEmpty && run.policy.sync.takesOffAbsent) {
		return new Problem({
			kind: 'configuration',
			message:
				members === 0
					? `The segment is empty, and so is the list '${run.listName}'`
					: `The segment is empty, so the ${number(members)} members of the list '${run.listName}' were left as they are`,
			advice:
				"Check the source: it brought no profile that can be exported. To empty a list on purpose, use 'Remove From List' with 'Maximum Removal Percent' 100, or delete the list in Constant Contact.",
		});
	}
	return new Problem({
		kind: 'configuration',
		message: `This run would take ${number(leavers)} of ${number(members)} members (${percent} %) off the list '${run.listName}', more than the ${run.policy.maximumRemovalPercent} % allowed, so nothing was changed`,
		advice:
			"Check that the source brings the whole segment. If so many people are to leave, raise 'Maximum Removal Percent' under Options for one run.",
	});
}
