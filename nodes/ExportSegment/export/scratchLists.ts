import { Problem } from '../../constantContact/problem';
import { awaitActivities, hasEnded } from './awaitActivities';
import type { Ports } from './ports';
import type { Activity, ExportRun } from './types';

/**
 * Lists on which leavers are gathered, since memberships can only be taken away by list or by contact ID. The name tells which list
 * they belong to, so a run recognises what an earlier one on the same list left behind, and nothing else.
 */
export const scratchListName = (listId: string, unique: string) => `Leaving list ${listId} (n8n export ${unique})`;

export function isScratchListOf(listId: string, name: string): boolean {
	const prefix = scratchListName(listId, '');
	return name.startsWith(prefix.slice(0, -1)) && /^[0-9a-z]{6,20}\)$/.test(name.slice(prefix.length - 1));
}

/**
 * Lets what an earlier, broken run set going come to its end, and deletes its scratch lists. Otherwise its removal could strike
 * after this run has compared, and people who came back would look as if they had left by choice.
 * @throws Problem if that takes longer than the user wants to wait
 */
export async function settleEarlierRun(run: ExportRun, ports: Ports): Promise<void> {
	const { constantContact, clock } = ports;
	const deadline = clock.now() + run.policy.maximumWaitMs;
	const unfinished = await constantContact.unfinishedActivities();
	if (unfinished.size > 0) await mustEnd(unfinished, deadline, ports);
	const leftovers = (await constantContact.lists()).filter(({ name }) => isScratchListOf(run.listId, name));
	const deletions: Activity[] = [];
	for (const { id } of leftovers) {
		const deletion = await constantContact.deleteList(id);
		if (deletion !== undefined) deletions.push(deletion);
	}
	if (deletions.length > 0) await mustEnd(new Set(deletions.map(({ id }) => id)), deadline, ports);
}

async function mustEnd(ids: ReadonlySet<string>, deadline: number, ports: Ports): Promise<void> {
	const seen = await awaitActivities(ids, deadline, ports);
	const open = [...seen.values()].filter((activity) => !hasEnded(activity));
	if (open.length === 0) return;
	throw new Problem({
		kind: 'activity',
		message: `Constant Contact is still busy with ${open.length} earlier jobs of this account, so nothing was sent`,
		advice: 'Run the workflow again when they have finished; see Contacts > Activity in Constant Contact.',
	});
}
