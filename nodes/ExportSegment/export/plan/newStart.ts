import { stateInWords } from '../../../shared/account/awaitActivities';
import type { ContactList } from '../../../shared/account/constantContact';
import { readDownloads } from '../../../shared/account/downloads/contactDownload';
import { membershipTagId, membershipTagName, tagsWithIds } from '../../../shared/account/membershipTag';
import type { ShownAddress } from '../../../shared/account/downloads/shownAddress';
import type { People } from '../../../shared/account/people';
import { Problem } from '../../../shared/problem';
import { quoted } from '../../../shared/wording';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * A list that is meant by its name, and that nobody has noted yet, may be one that this node knows: renamed, or deleted
 * and made again. A new start with it would put everybody back who had left it. Names do not tell which one, because an
 * account has lists of other workflows, too. People do: a list is taken for the same where three quarters of those who
 * have been on it are in the segment, and they are more than half of the segment.
 * @param inSegment how many people the segment brings, those among them whose profiles cannot be exported
 * @returns requests that it took, looks at running jobs not counted
 * @throws Problem with both ways out, if there is such a list, or the tag of one that is gone
 */
export async function stopIfKnownByAnotherName(
	run: ExportRun,
	tags: ReadonlyMap<string, string>,
	people: People,
	inSegment: number,
	ports: Ports,
): Promise<number> {
	const { policy, listsMeantByName } = run;
	if (listsMeantByName === undefined || !policy.respectOptOuts || !policy.sync.sends) return 0;
	if (membershipTagId(tags, run.listId) !== undefined) return 0;
	const meant = new Set(listsMeantByName.map((id) => id.toLowerCase()));
	const others = [...tagsWithIds(tags)].filter(([listId]) => !meant.has(listId));
	if (others.length === 0) return 0;
	const accountLists = run.accountLists ?? (await ports.constantContact.lists());
	const lists = new Map(accountLists.map((list) => [list.id.toLowerCase(), list]));
	// If the list is there under the name that is meant, a second list that is there cannot be the same one.
	const candidates = others
		.filter(([listId, { saysSo }]) => (lists.has(listId) ? run.isListMissing : saysSo))
		.map(([listId, { name }]): Candidate => ({ list: lists.get(listId), tag: name, noted: 0, brought: 0 }));
	const readInBulk = await countPeople(candidates, tags, run, people, ports);
	const same = candidates.filter(({ noted, brought }) => brought * 4 >= noted * 3 && brought * 2 > inSegment);
	const renamed = same.flatMap(({ list }) => list ?? []);
	if (renamed.length > 0) throw mayBeRenamed(run, renamed);
	if (same.length > 0)
		throw mayBeMadeAnew(
			run,
			same.map(({ tag }) => tag),
		);
	return (run.accountLists === undefined ? 1 : 0) + candidates.length + readInBulk * 2;
}

/** A list that this node has exported to. */
interface Candidate {
	/** Undefined where it is gone. */
	readonly list: ContactList | undefined;
	/** The name of its tag. */
	readonly tag: string;
	/** People who have been on it, and how many of them the segment brings. */
	noted: number;
	brought: number;
}

/**
 * A reading of each: only where a list is new to this node, so once for a list.
 * @returns how many took a bulk export, its start and its file
 */
async function countPeople(
	candidates: readonly Candidate[],
	tags: ReadonlyMap<string, string>,
	run: ExportRun,
	people: People,
	ports: Ports,
): Promise<number> {
	const downloads = candidates.map((candidate) => ({
		selection: { tagId: tags.get(candidate.tag) ?? '' },
		visit: ({ text: email }: ShownAddress) => {
			const person = people.find(email);
			candidate.noted++;
			if (person >= 0 && people.isInSegment(person)) candidate.brought++;
		},
	}));
	const atOnce = await readDownloads([downloads], run.policy.maximumWaitMs, ports, (_download, state) =>
		notComparable(state),
	);
	return downloads.length - atOnce.size;
}

function notComparable(state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not hand out who has been on other lists (${stateInWords(state)}), so nothing was sent`,
		advice: 'Without it nobody can tell whether the list is one that was renamed. Run the workflow again later.',
	});
}

function mayBeRenamed({ listName }: ExportRun, others: readonly ContactList[]): Problem {
	return new Problem({
		kind: 'configuration',
		message: `There is no list named '${listName}', but this node has exported to ${quoted(others.map(({ name }) => name))}, which may be that list under a new name: nothing was changed, so that nobody is put back who left it`,
		advice: `If it is that list, give it its old name back, or use its new name in the node. If '${listName}' is to be another list, make it in Constant Contact and run the export again.`,
	});
}

function mayBeMadeAnew({ listName, listId, isListMissing }: ExportRun, tags: readonly string[]): Problem {
	const rename = isListMissing
		? `make the list '${listName}' in Constant Contact and run the export again: it tells what to do with the tag`
		: `rename the tag to '${membershipTagName(listId)}'`;
	return new Problem({
		kind: 'configuration',
		message: `This node has exported to a list that was deleted since, and '${listName}' may be that list made again: nothing was changed, so that nobody is put back who left it`,
		advice: `The deleted list's tag is still there: ${quoted(tags)}. If '${listName}' is that list made again, ${rename}. If another list is, export to that one first: it tells what to do with the tag. If none is, delete the tag under Contacts > Tags in Constant Contact.`,
	});
}
