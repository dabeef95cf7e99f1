import type { ExportResult } from './exportResult';
import type { Guard } from './plan/removalGuard';
import { importsFor, stopIfOverBudget } from './plan/callBudget';
import { explainRefusals } from './members/explainRefusals';
import type { Fingerprints } from './profiles/fingerprints';
import { comparesValues } from './profiles/fingerprints';
import { importContacts } from './imports/importContacts';
import type { Ledger } from './run/ledger';
import { countProfiles, Verdict } from './run/ledger';
import { tagListMembers } from './members/tagMembers';
import type { People } from '../../shared/account/people';
import type { Plan } from './plan/plan';
import { planExport } from './plan/plan';
import type { Ports } from './run/ports';
import { previewExport } from './previewExport';
import type { ContactsRead } from './plan/readContacts';
import { stopIfKnownByAnotherName } from './plan/newStart';
import { readContacts } from './plan/readContacts';
import { readProfiles } from './profiles/readProfiles';
import { guardRemoval, noGuard, stopIfTripped } from './plan/removalGuard';
import { removeLeavers } from './members/removeLeavers';
import { settleEarlierRun } from './members/scratchLists';
import { settleImports } from './imports/settleImports';
import type { ExportRun } from './run/run';

/** A segment compared with its list, before anything is changed. */
export interface PlannedExport {
	readonly ledger: Ledger;
	readonly people: People;
	readonly fingerprints: Fingerprints;
	readonly contacts: ContactsRead;
	readonly plan: Plan;
	readonly guard: Guard;
	/** Whether a scratch list that a broken run left could not be deleted; the next run does it. */
	readonly leftScratchList: boolean;
	/** Requests for the question whether the list is new to this node: asked once in a run. */
	readonly newStartCalls: number;
}

/**
 * Brings a segment onto one list: read ▶ map ▶ check ▶ merge duplicates ▶ compare ▶ plan ▶ guard ▶ (a preview ends
 * here) ▶ note members ▶ batch ▶ import ▶ wait ▶ remove leavers ▶ tag ▶ explain refusals ▶ report. Nothing is changed
 * before the guard has answered.
 * @throws Problem when the run as a whole cannot go on; what was done by then is in the journal
 */
export async function exportSegment(planned: ExportRun, ports: Ports): Promise<ExportResult> {
	const read = await planSegment(planned, ports);
	if (!isPlan(read)) return nothingToDo(planned, read);
	const { ledger, people, fingerprints, contacts, plan, guard, leftScratchList, newStartCalls } = read;
	if (planned.isPreview)
		return {
			...(await previewExport(planned, ledger, plan, guard, contacts, ports)),
			newStartCalls,
		};
	stopIfTripped(planned, plan, guard);
	stopIfOverBudget(planned, importsFor(planned, plan));
	if (planned.isListMissing && plan.toSend === 0) return nothingToDo(planned, ledger);
	const run = planned.isListMissing ? await makeList(planned, ports) : planned;

	const noted = await tagListMembers(run, contacts, 'before', plan.unnoted > 0, ports);
	const started = await importContacts(run, ledger, ports);
	const imports = await settleImports(run, started, ports);
	// Who is still on the way must not be judged: a later run takes the leavers off.
	const removal = imports.allEnded
		? await removeLeavers(run, plan, ledger, people, noted, ports)
		: { removed: 0, stayed: 0, activities: [] };
	const tagged = await tagListMembers(run, noted, 'after', imports.allEnded && started.activities.length > 0, ports);
	const unnamed =
		imports.allEnded && imports.someRefused
			? await explainRefusals(
					run,
					imports.refused,
					ledger,
					people,
					comparesValues(run) ? fingerprints.compare : undefined,
					ports,
				)
			: 0;

	return {
		status: imports.allEnded ? 'completed' : 'processing',
		madeListId: planned.isListMissing ? run.listId : undefined,
		counts: countProfiles(ledger, removal.removed, unnamed),
		refusedUpdates: unnamed,
		stayed: removal.stayed ?? 0,
		leftScratchList: leftScratchList || (removal.leftScratchList ?? false),
		activities: [...noted.activities, ...imports.activities, ...removal.activities, ...tagged.activities],
		guard,
		isFirstRun: contacts.isFirstRun,
		cutValues: contacts.cutValues,
		ledger,
	};
}

/**
 * The part of the way that changes nothing but what a broken run left, and that not in a preview or a check.
 * @returns the verdicts alone where nobody is to be sent and nobody to be taken off: then nothing is asked of Constant
 * Contact, either
 */
export async function planSegment(run: ExportRun, ports: Ports): Promise<PlannedExport | Ledger> {
	const { ledger, people, fingerprints } = await readProfiles(run, ports);
	if (ledger.count(Verdict.unsettled) === 0 && !run.policy.sync.takesOffAbsent) return ledger;
	const isSettled = run.isPreview || run.isListMissing || (await settleEarlierRun(run, ports));
	const contacts = await readContacts(run, people, fingerprints, ports);
	const newStartCalls = await stopIfKnownByAnotherName(
		run,
		contacts.tags,
		people,
		ledger.count(Verdict.unsettled),
		ports,
	);
	const plan = await planExport(run, ledger, people, ports);
	ports.journal.planned(plan.toSend, plan.leavers);
	const guard = guardRemoval(run, plan, contacts.members);
	return { ledger, people, fingerprints, contacts, plan, guard, leftScratchList: !isSettled, newStartCalls };
}

export function isPlan(planned: PlannedExport | Ledger): planned is PlannedExport {
	return 'plan' in planned;
}

/** The first thing that a run changes. Nobody has ever been on the new list, so what was read holds for it, too. */
async function makeList(run: ExportRun, ports: Ports): Promise<ExportRun> {
	return {
		...run,
		listId: await ports.constantContact.createList(run.listName, 'Made by n8n for an export of profiles.'),
	};
}

function nothingToDo(run: ExportRun, ledger: Ledger): ExportResult {
	return {
		status: run.isPreview ? 'preview' : 'completed',
		counts: countProfiles(ledger, 0),
		activities: [],
		guard: noGuard,
		isFirstRun: false,
		cutValues: [],
		plannedCalls: 0,
		ledger,
	};
}
