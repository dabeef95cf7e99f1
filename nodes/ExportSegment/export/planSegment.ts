import type { People } from '../../shared/account/people';
import { noBrokenRun, settleEarlierRun } from './members/scratchLists';
import { stopIfKnownByAnotherName } from './plan/newStart';
import type { Plan } from './plan/plan';
import { planExport } from './plan/plan';
import type { ContactsRead } from './plan/readContacts';
import { readContacts } from './plan/readContacts';
import type { Guard } from './plan/removalGuard';
import { guardRemoval } from './plan/removalGuard';
import type { Fingerprints } from './profiles/fingerprints';
import { readProfiles } from './profiles/readProfiles';
import type { Ledger } from './run/ledger';
import { Verdict } from './run/ledger';
import type { Ports } from './run/ports';
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
	/** Requests that it took to find out whether the list is new to this node: asked once in a run. */
	readonly newStartCalls: number;
}

/**
 * The first half of the way: read ▶ map ▶ check ▶ merge duplicates ▶ compare ▶ plan ▶ guard. Changes nothing but what a
 * broken run left, and not even that in a preview or a check.
 * @returns the verdicts alone where nobody is to be sent and nobody to be taken off: then nothing is asked of Constant
 * Contact, either
 */
export async function planSegment(run: ExportRun, ports: Ports): Promise<PlannedExport | Ledger> {
	const { ledger, people, fingerprints } = await readProfiles(run, ports);
	if (ledger.count(Verdict.unsettled) === 0 && !run.policy.sync.takesOffAbsent) return ledger;
	const inSegment = people.size;
	const broken = run.isPreview || run.isListMissing ? noBrokenRun : await settleEarlierRun(run, ports);
	const contacts = await readContacts(run, people, fingerprints, broken.isFound, ports);
	const newStartCalls = await stopIfKnownByAnotherName(run, contacts.tags, people, inSegment, ports);
	const plan = await planExport(run, ledger, people, ports);
	ports.journal.planned(plan.toSend, plan.leavers);
	const guard = guardRemoval(run, plan, contacts.members);
	return { ledger, people, fingerprints, contacts, plan, guard, leftScratchList: !broken.isCleared, newStartCalls };
}

/** Whether there is anything to do: without a plan, the verdicts are all that came of it. */
export function isPlan(planned: PlannedExport | Ledger): planned is PlannedExport {
	return 'plan' in planned;
}
