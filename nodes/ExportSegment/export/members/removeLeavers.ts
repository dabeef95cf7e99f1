import { awaitActivity, hasEnded, mustComplete } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { membershipTagId } from '../../../shared/account/membershipTag';
import type { People } from '../../../shared/account/people';
import { Problem } from '../../../shared/problem';
import type { SettledImports } from '../imports/settleImports';
import type { Plan } from '../plan/plan';
import type { ContactsRead } from '../plan/readContacts';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import type { RunActivity } from '../run/runActivity';
import { runActivity } from '../run/runActivity';
import { findStayed, noneLeft } from './findStayed';
import type { Gathered } from './gatherLeavers';
import { gatherLeavers, notFinished } from './gatherLeavers';
import { awaitRunningJobs, createScratchList, deleteScratchList } from './scratchLists';
import { noteAgain } from './tagMembers';

/** What a removal came to. */
export interface Removal {
	/** People taken off the list. */
	readonly removed: number;
	/** People who could not be put on the scratch list, so that they stay: a contact can be on 50 lists at most. */
	readonly stayed: number;
	/** Whether the scratch list could not be deleted; the next run does it. */
	readonly leftScratchList: boolean;
	readonly activities: readonly RunActivity[];
}

const nobodyRemoved: Removal = { removed: 0, stayed: 0, leftScratchList: false, activities: [] };

/**
 * Takes the leavers off the list, and off nothing else: they are gathered on a scratch list, their note is taken off
 * *first* (removed but still noted, they would look as if they had left by choice, and could never come back), then
 * their membership, then the scratch list goes. The same few requests for up to 40,000 leavers. Only people who are on
 * the list at this moment are gathered: anybody who left it by themselves meanwhile keeps their note, and no contact is
 * ever created.
 * @param imports while some of them are on the way, nobody is taken off: a later run does it
 * @throws Problem if Constant Contact does not finish, or leaves people on the list who were on the scratch list;
 * another run finishes it
 */
export async function removeLeavers(
	run: ExportRun,
	imports: Pick<SettledImports, 'allEnded'>,
	plan: Plan,
	ledger: Ledger,
	people: People,
	contacts: ContactsRead,
	ports: Ports,
): Promise<Removal> {
	if (plan.leavers === 0 || !imports.allEnded) return nobodyRemoved;
	await awaitRunningJobs(run, ports);
	const scratchId = await createScratchList(run, ports);

	const takenOff = takeOff(run, scratchId, plan, people, contacts, ports);
	// If the list itself is gone, no later run would clean up.
	const { leaving, refused, isComplete, removal } = await takenOff.catch(async (problem: unknown) => {
		if (problem instanceof Problem && problem.kind === 'notFound') await deleteScratchList(scratchId, run, ports);
		return await Promise.reject(problem);
	});
	const isDeleted = await deleteScratchList(scratchId, run, ports);

	// In this mode those are the profiles that were handed over.
	if (run.policy.sync.takesOffBrought) ledger.settleRest(Verdict.sent);
	// One item may be one person, or the one list that they were gathered on.
	const isProven =
		isComplete && leaving > 1 && leaving === plan.leavers && (removal.counters.items_completed_count ?? 0) >= leaving;
	const expected = Math.max(0, contacts.members - leaving);
	const { stayed, missed } = isProven ? noneLeft : await findStayed(run, plan, ledger, people, expected, ports);
	if (stayed > 0) await noteAgain(run, contacts, ports);
	if (missed > 0 || stayed > (refused ?? leaving)) throw incomplete(stayed + missed, leaving + missed);
	return {
		removed: leaving - stayed,
		stayed,
		leftScratchList: !isDeleted,
		activities: [runActivity('remove', removal, leaving)],
	};
}

/**
 * Gathers the leavers, and takes their note off first and their membership second. Where they are not taken off after
 * all, they are noted again: anybody who leaves by choice before the next run must be known to have been there.
 */
async function takeOff(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	contacts: ContactsRead,
	ports: Ports,
): Promise<Gathered & { removal: Activity }> {
	const gathered = await gatherLeavers(run, scratchId, plan, people, ports);
	const tagId = membershipTagId(contacts.tags, run.listId);
	const untagging = tagId === undefined ? Promise.resolve() : untag(run, scratchId, tagId, gathered, ports);
	await untagging.catch(async (problem: unknown) => {
		await noteAgain(run, contacts, ports);
		return await Promise.reject(problem);
	});
	return { ...gathered, removal: await remove(run, scratchId, gathered.leaving, contacts, ports) };
}

async function untag(
	run: ExportRun,
	scratchId: string,
	tagId: string,
	{ strays }: Gathered,
	ports: Ports,
): Promise<void> {
	const untagging = await ports.constantContact.untagMembers(scratchId, tagId, strays);
	await mustComplete(untagging, run.policy.maximumWaitMs, ports, notFinished);
}

async function remove(
	run: ExportRun,
	scratchId: string,
	leaving: number,
	contacts: ContactsRead,
	ports: Ports,
): Promise<Activity> {
	const { constantContact, journal } = ports;
	const started = await constantContact.removeMembers(run.listId, scratchId).catch(async (problem: unknown) => {
		if (problem instanceof Problem && !isInDoubt(problem)) await noteAgain(run, contacts, ports);
		return await Promise.reject(problem);
	});
	journal.activityStarted(runActivity('remove', started, leaving));
	const ended = await awaitActivity(started, run.policy.maximumWaitMs, ports);
	if (ended !== undefined) journal.activityEnded(runActivity('remove', ended, leaving));
	if (ended?.state === 'completed') return ended;
	// A job that is no longer known may still be at work, like one whose end was not waited for.
	if (ended !== undefined && hasEnded(ended)) await noteAgain(run, contacts, ports);
	throw notFinished(ended?.state);
}

/** Whether the removal may have been accepted: people who are taken off later, but noted, could never come back. */
function isInDoubt({ kind }: Problem): boolean {
	return kind === 'noAnswer' || kind === 'unavailable' || kind === 'cancelled';
}

function incomplete(stayed: number, leaving: number): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact left ${stayed} of ${leaving} people on the list who were to be taken off`,
		advice: 'Run the export again: it finishes what is left.',
	});
}
