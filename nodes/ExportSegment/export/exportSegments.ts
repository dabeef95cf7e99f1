import { Problem } from '../../shared/problem';
import { importsFor, stopIfOverBudget } from './plan/callBudget';
import type { ExportResult } from './exportResult';
import { exportSegment } from './exportSegment';
import { ownTags } from './members/tagMembers';
import type { Calls, Ports } from './run/ports';
import { tripped } from './plan/removalGuard';
import { isPlan, planSegment } from './planSegment';
import { shareReading } from './sharedReading';
import type { ExportRun } from './run/run';

export interface ListResult {
	readonly run: ExportRun;
	readonly result: ExportResult;
	/** Requests of this list; those before any list are the first one's. */
	readonly calls: number;
	/** In a preview, requests that the export will take for this list. */
	readonly plannedCalls: number;
}

/**
 * Exports several segments, each to a list of its own, one after the other, so that only one of them is in memory.
 * Where there are several, each is read, compared and guarded before anything is changed on any list. Then each is
 * compared again when its turn comes: the lists before it take their time, and who opts out meanwhile is left alone.
 * @param runs no two to the same list
 * @param counter counts the run's requests
 * @throws Problem as exportSegment does
 */
export async function* exportSegments(
	runs: readonly ExportRun[],
	counter: Calls,
	ports: Ports,
): AsyncGenerator<ListResult> {
	const callsBefore = counter.calls;
	const areSeveral = runs.length > 1;
	const isPreview = runs.some((run) => run.isPreview);
	const checkCalls = areSeveral && !isPreview ? await checkSegments(runs, counter, ports) : [];
	const shared = shareReading(ports.constantContact, counter);
	const looking = areSeveral && isPreview ? { ...ports, constantContact: shared.constantContact } : ports;
	for (const [index, run] of runs.entries()) {
		const before = { calls: counter.calls, polls: counter.polls, saved: shared.saved };
		// Whether a list is new to this node was asked in the check; now those made by this run would be in the way.
		const listsMeantByName = areSeveral && !isPreview ? undefined : run.listsMeantByName;
		// While the lists before are exported, minutes pass.
		const accountLists = areSeveral ? undefined : run.accountLists;
		const result = await exportSegment({ ...run, listsMeantByName, accountLists }, looking);
		const calls = counter.calls - before.calls;
		const reading = calls - (counter.polls - before.polls);
		const readingAgain = areSeveral ? reading + shared.saved - before.saved - (result.newStartCalls ?? 0) : 0;
		if (isPreview && result.plannedCalls) shared.expectTags(ownTags(run, 'after'));
		const lookups = index === 0 ? callsBefore : 0;
		yield {
			run,
			result,
			calls: lookups + (checkCalls[index] ?? 0) + calls,
			plannedCalls: lookups + reading + readingAgain + (result.plannedCalls ?? 0),
		};
	}
}

/** @returns requests that each list took @throws Problem if any of the lists must not be exported to: then none is */
async function checkSegments(runs: readonly ExportRun[], counter: Calls, ports: Ports): Promise<number[]> {
	const { constantContact } = shareReading(ports.constantContact, counter);
	const calls: number[] = [];
	const stopped: Problem[] = [];
	let planned = 0;
	for (const run of runs) {
		const before = { calls: counter.calls, polls: counter.polls };
		const segment = await planSegment({ ...run, isPreview: true }, { ...ports, constantContact });
		calls.push(counter.calls - before.calls);
		planned += counter.calls - before.calls - (counter.polls - before.polls);
		if (!isPlan(segment)) continue;
		planned += importsFor(run, segment.plan);
		if (segment.guard.tripped) stopped.push(tripped(run, segment.plan, segment.guard));
	}
	if (stopped.length > 0) throw noneExported(stopped);
	stopIfOverBudget(runs[0], planned);
	return calls;
}

function noneExported(stopped: readonly Problem[]): Problem {
	const [first, ...others] = stopped;
	const message = [first, ...others.slice(0, 9)].map((problem) => problem.message).join('. ');
	const more = others.length > 9 ? ` The same holds for ${others.length - 9} more lists.` : '';
	return new Problem({
		kind: first.kind,
		message,
		advice: `No other list was changed, either.${more} ${first.advice}`,
	});
}
