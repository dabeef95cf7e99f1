import { awaitActivity, mustComplete, stateInWords } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { membershipTagId, membershipTagName, tagIdOf } from '../../../shared/account/membershipTag';
import { Problem } from '../../../shared/problem';
import type { ContactsRead } from '../plan/readContacts';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import type { RunActivity } from '../run/runActivity';
import { runActivity } from '../run/runActivity';
import { awaitRunningJobs } from './scratchLists';

export interface TaggedMembers extends ContactsRead {
	/** The job that put on the user's own tags, or could not note everybody. */
	readonly activities: readonly RunActivity[];
}

/**
 * Notes everybody who is on the list now, and *after* the export puts the user's own tags on them: one bulk call for
 * all.
 * @param someAreNew whether anybody on the list is not noted yet
 * @throws Problem if Constant Contact does not finish: who leaves later could not be known
 */
export async function tagListMembers(
	run: ExportRun,
	contacts: ContactsRead,
	moment: 'before' | 'after',
	someAreNew: boolean,
	ports: Ports,
): Promise<TaggedMembers> {
	const own = ownTags(run, moment);
	const notes =
		run.policy.respectOptOuts && someAreNew && run.policy.sync.tagsMembers ? [membershipTagName(run.listId)] : [];
	if (notes.length + own.length === 0) return { ...contacts, activities: [] };
	const { tags, activity } = await noteMembers(
		run.listId,
		[...notes, ...own],
		contacts.tags,
		run.policy.maximumWaitMs,
		ports,
	);
	const tagged = runActivity('tag', activity, activity.counters.items_total_count ?? 0);
	// Our own note is reported only where it did not reach somebody: a contact with 50 tags takes no more.
	return { ...contacts, tags, activities: own.length > 0 || activity.errors.length > 0 ? [tagged] : [] };
}

/** Tags go on at the end, and only if the user waits for it: before, those who are exported are not on the list. */
export function ownTags(run: ExportRun, moment: 'before' | 'after'): readonly string[] {
	return moment === 'after' && run.policy.waitForCompletion && run.policy.sync.tagsMembers ? run.policy.tags : [];
}

/**
 * Puts these tags on everybody who is on the list, and waits for it. Tags are made where they do not exist yet.
 * @param existing ids of the account's tags by name
 */
export async function noteMembers(
	listId: string,
	names: readonly string[],
	existing: ReadonlyMap<string, string>,
	maximumWaitMs: number,
	ports: Ports,
): Promise<{ tags: Map<string, string>; activity: Activity }> {
	const tags = new Map(existing);
	const tagIds = new Set<string>();
	for (const name of names) {
		const known = name === membershipTagName(listId) ? membershipTagId(tags, listId) : tagIdOf(tags, name);
		const tagId = known ?? (await ports.constantContact.createTag(name));
		tags.set(name, tagId);
		tagIds.add(tagId);
	}
	const started = await ports.constantContact.tagMembers(listId, [...tagIds]);
	return { tags, activity: await mustComplete(started, maximumWaitMs, ports, notTagged) };
}

/**
 * Notes everybody who is on the list at this moment, and so nobody that a failed job has taken off before it failed.
 * Whatever comes of it, the run ends with its own error.
 */
export async function noteAgain(run: ExportRun, contacts: ContactsRead, ports: Ports): Promise<void> {
	const tagId = membershipTagId(contacts.tags, run.listId);
	if (tagId === undefined) return;
	const noting = async () => {
		await awaitRunningJobs(run, ports);
		await awaitActivity(await ports.constantContact.tagMembers(run.listId, [tagId]), run.policy.maximumWaitMs, ports);
	};
	await noting().catch(() => undefined);
}

function notTagged(state: string | undefined): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish tagging who is on the list (${stateInWords(state)})`,
		advice: 'Run the export again: it notes everybody first, so that people who leave the list are left alone.',
	});
}
