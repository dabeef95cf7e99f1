import { contactsPerPage, maxImportRows } from '../../shared/account/contract';
import { membershipTagId, tagIdOf } from '../../shared/account/membershipTag';
import type { ExportResult } from './exportResult';
import { packContacts } from './imports/importContacts';
import { ownTags } from './members/tagMembers';
import type { Plan } from './plan/plan';
import type { ContactsRead } from './plan/readContacts';
import type { PlannedExport } from './planSegment';
import type { Ledger } from './run/ledger';
import { countProfiles, Verdict } from './run/ledger';
import type { Ports } from './run/ports';
import type { ExportRun } from './run/run';

/**
 * The end of a preview: the batches are packed as the export would pack them, and counted instead of sent.
 * `plannedCalls` counts the export's requests besides the reading that a preview does as well, and besides its looks at
 * running jobs.
 */
export async function previewExport(
	run: ExportRun,
	{ ledger, plan, guard, contacts, newStartCalls }: PlannedExport,
	ports: Ports,
): Promise<ExportResult> {
	const imports = run.policy.sync.sends ? await countImports(run, ledger, ports) : 0;
	ledger.settleRest(Verdict.sent);
	return {
		status: 'preview',
		counts: countProfiles(ledger, plan.leavers),
		activities: [],
		guard,
		isFirstRun: contacts.isFirstRun,
		cutValues: contacts.cutValues,
		newStartCalls,
		plannedCalls: isIdle(run, plan)
			? 0
			: beginningCalls(run) +
				taggingCalls(run, plan, contacts, imports) +
				importCalls(run, plan, contacts, imports) +
				removalCalls(run, plan, contacts),
		ledger,
	};
}

/**
 * Requests at the beginning: for scratch lists that a broken run left, unless the lists are known, and to make a
 * missing list.
 */
function beginningCalls({ accountLists, isListMissing }: ExportRun): number {
	return accountLists === undefined || isListMissing ? 1 : 0;
}

/** Nobody to send: then a missing list is not made. */
function isIdle({ isListMissing }: ExportRun, { toSend }: Plan): boolean {
	return isListMissing === true && toSend === 0;
}

async function countImports(run: ExportRun, ledger: Ledger, ports: Ports): Promise<number> {
	let batches = 0;
	for await (const batch of packContacts(run, ledger, ports)) {
		batch.release();
		batches++;
	}
	return batches;
}

function importCalls({ policy }: ExportRun, plan: Plan, contacts: ContactsRead, imports: number): number {
	return imports + (imports > 0 && policy.waitForCompletion ? lookingCalls(contacts, plan.toSend) : 0);
}

function taggingCalls(run: ExportRun, plan: Plan, contacts: ContactsRead, imports: number): number {
	const { respectOptOuts, sync, waitForCompletion } = run.policy;
	const notes = respectOptOuts && sync.tagsMembers;
	const before = notes && plan.unnoted > 0;
	const noteAfter = notes && waitForCompletion && imports > 0;
	const makesOurs = (before || noteAfter) && membershipTagId(contacts.tags, run.listId) === undefined;
	const own = ownTags(run, 'after');
	const created = own.filter((name) => tagIdOf(contacts.tags, name) === undefined).length + (makesOurs ? 1 : 0);
	return created + (before ? 1 : 0) + (noteAfter || own.length > 0 ? 1 : 0);
}

/**
 * Requests to read the list, where the counters of imports and removals prove nothing: a page, or a bulk export's start
 * and file.
 * @param more people who are on the list by then
 */
function lookingCalls({ members, onOnePage }: ContactsRead, more: number): number {
	return onOnePage && members + more <= contactsPerPage ? 1 : 2;
}

/**
 * Requests to take people off: a look for running jobs, scratch list made, the list read again, leavers gathered, their
 * note and their membership taken off, scratch list deleted. Where a page told who is on the list, the scratch list is
 * read, too, and proves with the removal's counters that all are off it. For one person it does not: the one item that
 * is counted may be the list. Otherwise the list is read at the end.
 */
function removalCalls(run: ExportRun, plan: Plan, contacts: ContactsRead): number {
	if (plan.leavers === 0) return 0;
	const isNoted =
		membershipTagId(contacts.tags, run.listId) !== undefined ||
		(run.policy.respectOptOuts && plan.unnoted > 0 && run.policy.sync.tagsMembers);
	const imports = Math.ceil(plan.leavers / maxImportRows);
	const looking = lookingCalls(contacts, plan.toSend);
	const lookAtTheEnd = looking === 1 && plan.leavers === 1 ? 1 : 0;
	return 1 + 1 + imports + (isNoted ? 1 : 0) + 1 + 1 + 2 * looking + lookAtTheEnd;
}
