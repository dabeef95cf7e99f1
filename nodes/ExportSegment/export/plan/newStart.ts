import type { ContactList } from '../../../shared/account/constantContact';
import { listsNoted, membershipTagId, membershipTagName } from '../../../shared/account/membershipTag';
import { Problem } from '../../../shared/problem';
import { quoted } from '../../../shared/wording';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * A list that is meant by its name, and that nobody has noted yet, may be one that this node knows: renamed, or deleted
 * and made anew. To start anew with it would put everybody back who had left it.
 * @param tags of the account, IDs by name
 * @throws Problem with both ways out, if the account holds such a list, or the tag of one that is gone
 */
export async function stopIfKnownByAnotherName(
	run: ExportRun,
	tags: ReadonlyMap<string, string>,
	ports: Ports,
): Promise<void> {
	const { policy, listsMeantByName } = run;
	if (listsMeantByName === undefined || !policy.respectOptOuts || !policy.sync.sends) return;
	const noted = listsNoted(tags);
	if (noted.size === 0 || membershipTagId(tags, run.listId) !== undefined) return;
	const lists = await ports.constantContact.lists();
	const others = lists.filter(({ id }) => noted.has(id.toLowerCase()) && !listsMeantByName.includes(id));
	if (run.isListMissing && others.length > 0) throw mayBeRenamed(run, others);
	const there = new Set(lists.map(({ id }) => id.toLowerCase()));
	const orphans = [...noted].filter(([listId]) => !there.has(listId)).map(([, tag]) => tag);
	if (orphans.length > 0) throw mayBeMadeAnew(run, orphans);
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
		message: `This node has exported to a list that was deleted since, and '${listName}' may be that list made anew: nothing was changed, so that nobody is put back who left it`,
		advice: `The deleted list's tag is still there: ${quoted(tags)}. If '${listName}' is that list made anew, ${rename}. If not, delete the tag under Contacts > Tags in Constant Contact.`,
	});
}
