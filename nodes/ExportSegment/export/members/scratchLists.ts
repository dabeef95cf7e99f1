import { longestJobMs, maxLists } from '../../../shared/account/contract';
import type { Activity } from '../../../shared/account/constantContact';
import { Problem } from '../../../shared/problem';
import { awaitActivities, awaitActivity, hasEnded } from '../../../shared/account/awaitActivities';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * Lists on which leavers are gathered, since memberships can only be taken away by list or by contact ID. The name
 * tells which list they belong to, so a run recognizes what an earlier one on the same list left behind, and nothing
 * else.
 */
const scratchListName = (listId: string, unique: string) => `Leaving list ${listId} (n8n export ${unique})`;

function isScratchListOf(listId: string, name: string): boolean {
	const prefix = scratchListName(listId, '');
	return name.startsWith(prefix.slice(0, -1)) && /^[0-9a-z]{6,20}\)$/.test(name.slice(prefix.length - 1));
}

function noListLeft(): Problem {
	return new Problem({
		kind: 'configuration',
		message: 'The account has 1,000 lists, as many as Constant Contact allows, so nobody can be taken off a list',
		advice:
			"Delete a list that nobody needs: taking people off needs one for a minute. Or choose the sync mode 'Add and Update'.",
	});
}

/** What an earlier run left behind that broke off while it took people off the list. */
export interface BrokenRun {
	/** Whether it left anything: pages of contacts may not show yet what its jobs did last. */
	readonly isFound: boolean;
	/** Whether its scratch lists are gone, as far as Constant Contact says so. */
	readonly isCleared: boolean;
}

export const noBrokenRun: BrokenRun = { isFound: false, isCleared: true };

/**
 * Comes before the compare: where an earlier run on this list broke off while it took people off, this waits until its
 * jobs have ended, and deletes its scratch lists. Otherwise its removal could strike after this run has compared, and
 * people who came back would look as if they had left by choice.
 * @throws Problem if the earlier run's jobs take longer than the user wants to wait
 */
export async function settleEarlierRun(run: ExportRun, ports: Ports): Promise<BrokenRun> {
	const { constantContact, clock } = ports;
	const lists = run.accountLists ?? (await constantContact.lists());
	const leftovers = lists.filter(({ name }) => isScratchListOf(run.listId, name));
	if (run.policy.sync.takesOff && lists.length - leftovers.length >= maxLists) throw noListLeft();
	if (leftovers.length === 0) return noBrokenRun;
	const deadline = clock.now() + run.policy.maximumWaitMs;
	await mustEnd(
		await constantContact.unfinishedActivities(clock.now() - longestJobMs),
		deadline,
		'nothing was sent',
		ports,
	);
	const deletions = new Set<string>();
	for (const { id } of leftovers) {
		const deletion = await constantContact.deleteList(id);
		if (deletion !== undefined) deletions.add(deletion.id);
	}
	const ended = await mustEnd(deletions, deadline, 'nothing was sent', ports);
	return { isFound: true, isCleared: [...deletions].every((id) => ended.get(id)?.state === 'completed') };
}

/**
 * Comes before people are taken off: a job that still notes members could note a leaver again between the two steps.
 * And before they are noted again: a job that still takes notes off could undo that, and one that takes people off
 * would make them look as if they had left. Such a job may be an earlier run's, or one of this run that Constant
 * Contact took in twice because the first answer was lost.
 * @throws Problem if the jobs take longer than the user wants to wait
 */
export async function awaitRunningJobs(run: ExportRun, ports: Ports): Promise<void> {
	const deadline = ports.clock.now() + run.policy.maximumWaitMs;
	await mustEnd(
		await ports.constantContact.unfinishedActivities(ports.clock.now() - longestJobMs),
		deadline,
		'nobody was taken off the list',
		ports,
	);
}

/** Makes a list to gather leavers on. @returns its ID @throws Problem if Constant Contact refuses it */
export async function createScratchList(run: ExportRun, { constantContact, clock }: Ports): Promise<string> {
	const unique = Math.floor(clock.now()).toString(36) + Math.floor(Math.random() * 36 ** 4).toString(36);
	return await constantContact.createList(
		scratchListName(run.listId, unique),
		'Made by n8n to take people off a list. Deleted by this export or the next one.',
	);
}

/**
 * People are off the list by now, so what goes wrong here does not make the run fail: the next one deletes what is
 * left.
 * @returns whether the scratch list is gone, as far as Constant Contact says so
 */
export async function deleteScratchList(scratchId: string, run: ExportRun, ports: Ports): Promise<boolean> {
	const deleting = async () => {
		const deletion = await ports.constantContact.deleteList(scratchId);
		if (deletion === undefined) return true;
		return (await awaitActivity(deletion, run.policy.maximumWaitMs, ports))?.state === 'completed';
	};
	return await deleting().catch(async (problem: unknown) => {
		const isOver = problem instanceof Problem && problem.kind !== 'cancelled';
		return isOver ? false : await Promise.reject(problem);
	});
}

/** @returns how each ended; absent if Constant Contact no longer knows it */
async function mustEnd(
	ids: ReadonlySet<string>,
	deadline: number,
	consequence: string,
	ports: Ports,
): Promise<ReadonlyMap<string, Activity>> {
	const seen = ids.size === 0 ? new Map<string, Activity>() : await awaitActivities(ids, deadline, ports);
	const open = [...seen.values()].filter((activity) => !hasEnded(activity));
	if (open.length === 0) return seen;
	throw new Problem({
		kind: 'activity',
		message: `Constant Contact is still busy with ${open.length === 1 ? 'an earlier job' : `${open.length} earlier jobs`} of this account, so ${consequence}`,
		advice: 'Run the workflow again when they have finished; see Contacts > Activity in Constant Contact.',
	});
}
