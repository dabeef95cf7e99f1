import { maxImportBytes, maxImportRows } from '../../constantContact/contract';
import { contactFields } from '../../constantContact/contactFields';
import { Problem } from '../../constantContact/problem';
import { awaitActivities } from './awaitActivities';
import type { Batch } from './batches';
import { createPacker } from './batches';
import { readExportTable } from './exportTable';
import type { Ledger } from './ledger';
import { Verdict } from './ledger';
import { membershipTagName } from './membershipTag';
import type { People } from './people';
import type { Plan } from './plan';
import type { Ports } from './ports';
import type { ContactsRead } from './readContacts';
import type { EarlierJobs } from './scratchLists';
import { awaitEarlierJobs, scratchListName } from './scratchLists';
import type { Activity, ExportRun, RunActivity } from './types';

export interface Removal {
	/** People taken off the list. */
	readonly removed: number;
	readonly activities: readonly RunActivity[];
}

/**
 * Takes the leavers off the list, and off nothing else: they are gathered on a scratch list, their note is taken off *first*
 * (removed but still noted, they would look as if they had left by choice, and could never come back), then their membership, then
 * the scratch list goes. The same few requests for up to 40,000 leavers. Only members are imported, so no contact is ever created.
 * @throws Problem if Constant Contact does not finish, or takes off fewer than were handed over; a run again finishes it
 */
export async function removeLeavers(run: ExportRun, plan: Plan, ledger: Ledger, people: People, contacts: ContactsRead, earlier: EarlierJobs, ports: Ports): Promise<Removal> {
	if (plan.leavers === 0) return { removed: 0, activities: [] };
	await awaitEarlierJobs(earlier, run, ports);
	const { constantContact, clock, journal } = ports;
	const deadline = clock.now() + run.policy.maximumWaitMs;
	const unique = Math.floor(clock.now()).toString(36) + Math.floor(Math.random() * 36 ** 4).toString(36);
	const scratchId = await constantContact.createList(scratchListName(run.listId, unique));

	const gathered = await gatherLeavers(scratchId, plan, people, contacts, deadline, ports);
	const tagId = contacts.tags.get(membershipTagName(run.listId));
	if (tagId !== undefined) await mustComplete(await constantContact.untagMembers(scratchId, tagId), deadline, ports);
	const started = await constantContact.removeMembers(run.listId, scratchId);
	const activity = (state: string): RunActivity => ({ activityId: started.id, kind: 'remove', state, rows: plan.leavers, bytes: 0, errors: started.errors });
	journal.activityStarted(activity(started.state));
	const removal = await mustComplete(started, deadline, ports);
	journal.activityEnded(activity(removal.state));
	const removed = removal.counters.items_completed_count ?? gathered;
	if (removed < gathered) throw incomplete(removed, gathered);

	const deletion = await constantContact.deleteList(scratchId);
	if (deletion !== undefined) await mustComplete(deletion, deadline, ports);
	// In this mode those are the profiles that were handed over.
	if (run.policy.syncMode === 'remove') ledger.settleRest(Verdict.sent);
	return { removed: Math.min(removed, plan.leavers), activities: [activity(removal.state)] };
}

/** @returns how many people Constant Contact put on the scratch list */
async function gatherLeavers(scratchId: string, plan: Plan, people: People, contacts: ContactsRead, deadline: number, ports: Ports): Promise<number> {
	const started: Activity[] = [];
	for await (const { body } of packLeavers(scratchId, plan, people, contacts, ports)) started.push(await ports.constantContact.importContacts(body));
	let refused = 0;
	for (const activity of started) {
		const { counters } = await mustComplete(activity, deadline, ports);
		refused += (counters.error_count ?? 0) + (counters.correctable_count ?? 0) + (counters.cannot_add_to_list_count ?? 0);
	}
	return plan.leavers - refused;
}

async function* packLeavers(scratchId: string, plan: Plan, people: People, contacts: ContactsRead, ports: Ports): AsyncGenerator<Batch> {
	const email = contactFields.filter(({ kind }) => kind === 'email');
	const packer = createPacker(email, { listId: scratchId, smsPermissionToSend: 'not_set' }, { maximumRows: maxImportRows, maximumBytes: maxImportBytes });
	const full: Batch[] = [];
	let row = 0;
	await readExportTable(await ports.constantContact.openExport(contacts.memberFile), [], (address) => {
		const person = people.find(address);
		if (person < 0 || !plan.isLeaver(person)) return;
		const batch = packer.add(++row, { email: address, values: [] });
		if (batch !== undefined) full.push(batch);
	}, ports.clock.breathe);
	yield* full;
	const last = packer.finish();
	if (last !== undefined) yield last;
}

async function mustComplete(activity: Activity, deadline: number, ports: Ports): Promise<Activity> {
	const ended = (await awaitActivities(new Set([activity.id]), deadline, ports)).get(activity.id);
	if (ended?.state === 'completed') return ended;
	throw new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish taking people off the list (${ended?.state.replace('_', ' ') ?? 'unknown'})`,
		advice: 'Run the export again: it finishes what is left.',
	});
}

function incomplete(removed: number, gathered: number): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact took only ${removed} of ${gathered} people off the list`,
		advice: 'Run the export again: it finishes what is left.',
	});
}
