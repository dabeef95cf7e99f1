import type { RunActivity } from '../run/runActivity';
import { runActivity } from '../run/runActivity';
import type { Activity } from '../../../shared/account/constantContact';
import { maxImportBytes, maxImportRows } from '../../../shared/account/contract';
import { contactFields } from '../../../shared/account/contactFields';
import { Problem } from '../../../shared/problem';
import { awaitActivities, stateInWords } from '../../../shared/account/awaitActivities';
import { refusedIn } from '../../../shared/account/importCounters';
import type { Batch } from '../imports/batches';
import { createPacker } from '../imports/batches';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import { readListMembers } from './listMembers';
import { membershipTagName, tagIdOf } from '../../../shared/account/membershipTag';
import type { People } from '../../../shared/account/people';
import type { Plan } from '../plan/plan';
import type { Ports } from '../run/ports';
import type { ContactsRead } from '../plan/readContacts';
import { awaitRunningJobs, scratchListName } from './scratchLists';
import type { ExportRun } from '../run/run';

export interface Removal {
	/** People taken off the list. */
	readonly removed: number;
	/**
	 * People who were to be taken off, and whom Constant Contact would not gather: a contact is on 50 lists at the most.
	 */
	readonly stayed?: number;
	/** Whether the scratch list could not be deleted; the next run does it. */
	readonly leftScratchList?: boolean;
	readonly activities: readonly RunActivity[];
}

/**
 * Takes the leavers off the list, and off nothing else: they are gathered on a scratch list, their note is taken off
 * *first* (removed but still noted, they would look as if they had left by choice, and could never come back), then
 * their membership, then the scratch list goes. The same few requests for up to 40,000 leavers. Only people who are on
 * the list at this moment are gathered: whoever left it by themselves meanwhile keeps their note, and no contact is
 * ever created.
 * @throws Problem if Constant Contact does not finish, or leaves people on the list whom it had gathered; a run again
 * finishes it
 */
export async function removeLeavers(
	run: ExportRun,
	plan: Plan,
	ledger: Ledger,
	people: People,
	contacts: ContactsRead,
	ports: Ports,
): Promise<Removal> {
	if (plan.leavers === 0) return { removed: 0, activities: [] };
	await awaitRunningJobs(run, ports);
	const { constantContact, clock } = ports;
	const unique = Math.floor(clock.now()).toString(36) + Math.floor(Math.random() * 36 ** 4).toString(36);
	const scratchId = await constantContact.createList(
		scratchListName(run.listId, unique),
		'Made by n8n to take people off a list. Deleted by this export or the next one.',
	);

	const takenOff = takeOff(run, scratchId, plan, people, contacts, ports);
	// Without the list no later run would come by and clean up.
	const { leaving, refused, removal } = await takenOff.catch(async (problem: unknown) => {
		if (problem instanceof Problem && problem.kind === 'notFound') await deleteScratchList(scratchId, run, ports);
		return await Promise.reject(problem);
	});
	const isDeleted = await deleteScratchList(scratchId, run, ports);

	// In this mode those are the profiles that were handed over.
	if (run.policy.sync.takesOffBrought) ledger.settleRest(Verdict.sent);
	// One item may be one person, or the one list that they were gathered on.
	const isProven = refused === 0 && leaving > 1 && (removal.counters.items_completed_count ?? 0) >= leaving;
	const stayed = isProven ? 0 : await findStayed(run, plan, ledger, people, ports);
	if (stayed > (refused ?? leaving)) throw incomplete(stayed, leaving);
	return {
		removed: leaving - stayed,
		stayed,
		leftScratchList: !isDeleted,
		activities: [runActivity('remove', removal, leaving)],
	};
}

interface Gathered {
	/** How many leavers are on the list now. */
	readonly leaving: number;
	/** How many of them were not put on the scratch list; undefined where Constant Contact does not tell. */
	readonly refused: number | undefined;
}

/** Gathers the leavers, and takes their note off first and their membership second. */
async function takeOff(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	contacts: ContactsRead,
	ports: Ports,
): Promise<Gathered & { removal: Activity }> {
	const { constantContact, journal } = ports;
	const { leaving, refused } = await gatherLeavers(run, scratchId, plan, people, ports);
	const tagId = tagIdOf(contacts.tags, membershipTagName(run.listId));
	if (tagId !== undefined) await mustComplete(await constantContact.untagMembers(scratchId, tagId), run, ports);
	const started = await constantContact.removeMembers(run.listId, scratchId);
	journal.activityStarted(runActivity('remove', started, leaving));
	const removal = await mustComplete(started, run, ports);
	journal.activityEnded(runActivity('remove', removal, leaving));
	return { leaving, refused, removal };
}

/**
 * People are off the list by now, so what goes wrong here does not make the run fail: the next one deletes what is
 * left.
 * @returns whether the scratch list is gone, as far as Constant Contact says so
 */
async function deleteScratchList(scratchId: string, run: ExportRun, ports: Ports): Promise<boolean> {
	const deleting = async () => {
		const deletion = await ports.constantContact.deleteList(scratchId);
		if (deletion === undefined) return true;
		return (
			(await awaitActivities(new Set([deletion.id]), ports.clock.now() + run.policy.maximumWaitMs, ports)).get(
				deletion.id,
			)?.state === 'completed'
		);
	};
	return await deleting().catch(async (problem: unknown) => {
		const isOver = problem instanceof Problem && problem.kind !== 'cancelled';
		return isOver ? false : await Promise.reject(problem);
	});
}

async function gatherLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<Gathered> {
	const { batches, leaving } = await packLeavers(run, scratchId, plan, people, ports);
	const started: Activity[] = [];
	for (const { body } of batches) started.push(await ports.constantContact.importContacts(body));
	let refused: number | undefined = 0;
	for (const activity of started) {
		const ofImport = refusedIn(await mustComplete(activity, run, ports));
		refused = ofImport === undefined || refused === undefined ? undefined : refused + ofImport;
	}
	return { leaving, refused };
}

/**
 * All leavers are read before the first body is sent: who is added to the scratch list in between might change the
 * order in which Constant Contact pages through this list, which no page of its guide tells. They are addresses alone:
 * some 40 bytes each.
 */
async function packLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<{ batches: Batch[]; leaving: number }> {
	const email = contactFields.filter(({ kind }) => kind === 'email');
	const packer = createPacker(
		email,
		{ listId: scratchId, smsPermissionToSend: 'not_set' },
		{ maximumRows: maxImportRows, maximumBytes: maxImportBytes },
	);
	const batches: Batch[] = [];
	let leaving = 0;
	await readListMembers(
		run,
		'nobody was taken off it',
		(address) => {
			const person = people.find(address);
			if (person < 0 || !plan.isLeaver(person)) return;
			const full = packer.add(++leaving, { email: address, values: [] });
			if (full !== undefined) batches.push(full);
		},
		ports,
	);
	const last = packer.finish();
	if (last !== undefined) batches.push(last);
	return { batches, leaving };
}

/**
 * Constant Contact's counters leave doubt, so the list itself is asked. Profiles that were to be taken off and are
 * still on it count as refused.
 */
async function findStayed(run: ExportRun, plan: Plan, ledger: Ledger, people: People, ports: Ports): Promise<number> {
	let stayed = 0;
	await readListMembers(
		run,
		'nobody can tell whether everybody was taken off it',
		(address) => {
			const person = people.find(address);
			if (person < 0 || !plan.isLeaver(person)) return;
			stayed++;
			if (run.policy.sync.takesOffBrought) ledger.refuse(people.rowOf(person));
		},
		ports,
	);
	return stayed;
}

async function mustComplete(activity: Activity, run: ExportRun, ports: Ports): Promise<Activity> {
	const ended = (
		await awaitActivities(new Set([activity.id]), ports.clock.now() + run.policy.maximumWaitMs, ports)
	).get(activity.id);
	if (ended?.state === 'completed') return ended;
	throw new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish taking people off the list (${stateInWords(ended?.state)})`,
		advice: 'Run the export again: it finishes what is left.',
	});
}

function incomplete(stayed: number, leaving: number): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact left ${stayed} of ${leaving} people on the list who were to be taken off`,
		advice: 'Run the export again: it finishes what is left.',
	});
}
