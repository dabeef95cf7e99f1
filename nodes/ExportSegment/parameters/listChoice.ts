import type { INodeProperties } from 'n8n-workflow';
import type { ConstantContact, ContactList } from '../../shared/account/constantContact';
import { maxListNameCharacters, maxLists } from '../../shared/account/contract';
import type { ListChoice } from '../../shared/listPicker/findList';
import { findTargetList, listIdIn, listNamed, noSuchLists } from '../../shared/listPicker/findList';
import { cleanText } from '../../shared/values/texts';
import { number } from '../../shared/wording';
import { Problem } from '../../shared/problem';
import { listLocator } from '../../shared/listPicker/listField';
import type { ExportRun } from '../export/run/run';
import { unmadeListId } from '../export/run/run';
import type { SyncRules } from '../export/run/syncModes';

export const listField: INodeProperties = {
	...listLocator,
	description: 'The list in Constant Contact that the profiles are exported to',
	displayOptions: { hide: { listPerSegment: [true] } },
};

/** A list to export to, or one that is still to be made. */
export type Target = Pick<
	ExportRun,
	'listId' | 'listName' | 'listsMeantByName' | 'listMembers' | 'accountLists' | 'isListMissing'
>;

/** What is to be done about a list that is meant by its name and is not there. */
export interface WhenMissing {
	readonly sync: SyncRules;
	readonly createMissingList: boolean;
}

/**
 * The list that the user chose, looked up among all lists: a run needs them anyway.
 * @throws Problem if there is none, and none is to be made
 */
export async function findTarget(
	choice: ListChoice,
	whenMissing: WhenMissing,
	api: Pick<ConstantContact, 'list' | 'lists'>,
): Promise<Target> {
	const name = cleanText(String(choice.value ?? ''));
	const id = listIdIn(name);
	if (choice.mode !== 'name' && id !== undefined) {
		const accountLists = await api.lists();
		const list = accountLists.find((each) => each.id.toLowerCase() === id);
		return { ...asTarget(list ?? (await findTargetList(choice, api))), accountLists };
	}
	if (choice.mode !== 'name' || name === '') return asTarget(await findTargetList(choice, api));
	return (await findTargetsNamed([name], whenMissing, api))[0];
}

/**
 * The lists of these names, in their order. @throws Problem naming all that are missing, unless they are to be made and
 * can be
 */
export async function findTargetsNamed(
	names: readonly string[],
	whenMissing: WhenMissing,
	api: Pick<ConstantContact, 'lists'>,
): Promise<Target[]> {
	const lists = await api.lists();
	const found = names.map((name) => listNamed(name, lists));
	const missing = names.filter((_name, index) => found[index] === undefined);
	if (missing.length > 0 && !makesMissing(whenMissing)) throw noSuchLists(missing, lists, whenMissing.sync.sends);
	const tooLong = missing.find((name) => name.length > maxListNameCharacters);
	if (tooLong !== undefined) throw nameTooLong(tooLong);
	// People who leave one of the existing lists are gathered on another list for a minute.
	const scratchLists = whenMissing.sync.takesOffAbsent && missing.length < names.length ? 1 : 0;
	if (missing.length > 0 && lists.length + missing.length + scratchLists > maxLists)
		throw tooManyLists(missing.length, lists.length);
	const listsMeantByName = found.flatMap((list) => list?.id ?? []);
	return names.map((name, index) => ({
		...asTarget(found[index] ?? name),
		listsMeantByName,
		accountLists: lists,
	}));
}

/** Nobody can be taken off a list that is not there. */
function makesMissing({ sync, createMissingList }: WhenMissing): boolean {
	return createMissingList && sync.sends;
}

function asTarget(list: ContactList | string): Target {
	if (typeof list === 'string') return { listId: unmadeListId, listName: list, listMembers: 0, isListMissing: true };
	return { listId: list.id, listName: list.name, listMembers: list.members, isListMissing: false };
}

function nameTooLong(name: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The list '${name.slice(0, 50)}…' cannot be made: its name has ${name.length} characters, and Constant Contact takes ${maxListNameCharacters}`,
		advice: 'Give the list or the segment a shorter name.',
	});
}

function tooManyLists(missing: number, existing: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The account has ${number(existing)} of the ${number(maxLists)} lists that Constant Contact allows, so there is no room for ${missing === 1 ? 'the missing list' : `the ${missing} missing lists`}`,
		advice: 'Delete lists that nobody needs. To take people off a list, one more is needed for a minute.',
	});
}
