import { Problem } from '../../../shared/problem';
import { counted, number, quoted } from '../../../shared/wording';
import type { ExportRun } from '../run/run';
import type { Plan } from './plan';

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
 * changes anything, and a mirror of an empty segment always stops it, even if it is one of several that share the list.
 */
export function guardRemoval(run: ExportRun, plan: Pick<Plan, 'leavers' | 'isEmpty'>, members: number): Guard {
	const { sync, maximumRemovalPercent } = run.policy;
	const { leavers } = plan;
	return {
		tripped: (sync.takesOff && isMoreThan(maximumRemovalPercent, leavers, members)) || lacksSegment(run, plan),
		leavers,
		members,
		percent: members === 0 ? 0 : Math.round((leavers / members) * 10_000) / 100,
	};
}

/** In whole numbers: 7 of 25 are 28.000000000000004 % otherwise, which is more than 28. */
function isMoreThan(percent: number, part: number, whole: number): boolean {
	return part * 100 * millionth > Math.round(percent * millionth) * whole;
}

/**
 * Percentages are counted in millionths: finer than anybody writes one, and with a million members still whole numbers.
 */
const millionth = 1_000_000;

function lacksSegment({ policy, emptySegments = [] }: ExportRun, { isEmpty }: Pick<Plan, 'isEmpty'>): boolean {
	return policy.sync.takesOffAbsent && (isEmpty || emptySegments.length > 0);
}

/** @throws Problem with the numbers, if the guard has tripped */
export function stopIfTripped(run: ExportRun, plan: Pick<Plan, 'isEmpty'>, guard: Guard): void {
	if (guard.tripped) throw tripped(run, plan, guard);
}

/** Why the guard stopped the run. */
export function tripped(run: ExportRun, plan: Pick<Plan, 'isEmpty'>, guard: Guard): Problem {
	return lacksSegment(run, plan) ? emptySegment(run, plan, guard) : tooMany(run, guard);
}

function emptySegment(
	{ listName, emptySegments = [] }: ExportRun,
	{ isEmpty }: Pick<Plan, 'isEmpty'>,
	{ members }: Guard,
): Problem {
	const isOneOfSeveral = !isEmpty;
	const what = isOneOfSeveral ? `No profile is in ${quoted(emptySegments)}` : 'The segment is empty';
	return new Problem({
		kind: 'configuration',
		message:
			members === 0
				? `${what}, and nobody is on the list '${listName}'`
				: `${what}, so the ${counted(members, 'member')} of the list '${listName}' were left as they are`,
		advice: isOneOfSeveral
			? "Check the source and the spelling in 'Segment Names'. If nobody is in the segment any more, take its name out of 'Segment Names': then its people are taken off the list."
			: "Check the source: it brought no profile that can be exported. To empty a list on purpose, use 'Remove From List' with 'Maximum Removal Percent' 100, or delete the list in Constant Contact.",
	});
}

function tooMany({ listName, policy }: ExportRun, { leavers, members, percent }: Guard): Problem {
	return new Problem({
		kind: 'configuration',
		message: `This run would take ${number(leavers)} of ${number(members)} members (${percent} %) off the list '${listName}', more than the ${policy.maximumRemovalPercent} % allowed, so nothing was changed`,
		advice:
			"Check that the source brings the whole segment. If so many people are to leave, raise 'Maximum Removal Percent' under Options for one run.",
	});
}
