import type { ConstantContact, ContactList } from '../account/constantContact';
import { uuidPattern } from '../account/contract';
import { namesClosestTo } from '../values/closeNames';
import { nameKey } from '../values/names';
import { mostNames, quoted } from '../wording';
import { Problem } from '../problem';

/** n8n's resource locator as it is stored; `value` is what the user chose or typed. */
export interface ListChoice {
	readonly mode: string;
	readonly value: unknown;
}

/**
 * The list that the user means: chosen, by ID (alone or inside the address of its page), by URL or by name.
 * @throws Problem if there is no such list, or no longer
 */
export async function findTargetList(
	choice: ListChoice,
	api: Pick<ConstantContact, 'list' | 'lists'>,
): Promise<ContactList> {
	const value = String(choice.value ?? '').trim();
	if (value === '') throw noListChosen();
	const list = choice.mode === 'name' ? await findByName(value, api) : await findById(value, api);
	if (list.isDeleted)
		throw new Problem({
			kind: 'notFound',
			message: `The list '${list.name}' was deleted in Constant Contact`,
			advice: 'Choose another list in the node.',
		});
	return list;
}

/** The ID in what a user chose or pasted: it alone, or inside the address of the list's page. */
export function listIdIn(value: string): string | undefined {
	return new RegExp(uuidPattern).exec(value)?.[0].toLowerCase();
}

async function findById(value: string, api: Pick<ConstantContact, 'list'>): Promise<ContactList> {
	const id = listIdIn(value);
	if (id === undefined) throw noListId();
	const list = await api.list(id);
	if (list === undefined)
		throw new Problem({
			kind: 'notFound',
			message: 'There is no list with this ID in Constant Contact',
			advice:
				"Choose the list 'From list', or open it in Constant Contact and copy the page's address again. The list may have been deleted, or belong to another account.",
		});
	return list;
}

async function findByName(name: string, api: Pick<ConstantContact, 'lists'>): Promise<ContactList> {
	const lists = await api.lists();
	return listNamed(name, lists) ?? (await Promise.reject(noSuchLists([name], lists, false)));
}

/**
 * The list of this name, whatever its capitals. @throws Problem if there are several: nobody can tell which one is
 * meant, and the people of one must not end up on another
 */
export function listNamed(name: string, lists: readonly ContactList[]): ContactList | undefined {
	const alike = lists.filter((list) => nameKey(list.name) === nameKey(name));
	if (alike.length <= 1) return alike[0];
	throw new Problem({
		kind: 'configuration',
		message: `The lists ${quoted(alike.map((list) => list.name))} have names that differ only in capitals and blanks, so nothing was changed`,
		advice: "Rename one of them in Constant Contact, or choose the list 'From list' instead of by its name.",
	});
}

function noListChosen(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No list is chosen in 'List'",
		advice: "Choose it 'From list', or see whether the expression in 'List' gives a list.",
	});
}

function noListId(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "'List' holds no list ID",
		advice:
			"A list ID looks like 06a0b5a8-1d4c-11ef-9a7b-fa163e123456. Open the list in Constant Contact and copy the page's address, or choose the list 'From list'.",
	});
}

/** @param canBeMade whether the user has an option there that makes missing lists */
export function noSuchLists(names: readonly string[], lists: readonly ContactList[], canBeMade: boolean): Problem {
	const existing = lists.map(({ name }) => name);
	const close = [...new Set(names.slice(0, mostNames).flatMap((name) => namesClosestTo(name, existing)))].slice(
		0,
		mostNames,
	);
	const similar = close.length > 0 ? `Similar names there: ${quoted(close)}. ` : '';
	const ways =
		names.length === 1
			? "Check the spelling, choose the list 'From list', or create it in Constant Contact"
			: 'Check the spelling, or create them in Constant Contact';
	return new Problem({
		kind: 'notFound',
		message:
			names.length === 1
				? `There is no list named ${quoted(names)} in Constant Contact`
				: `There are no lists named ${quoted(names)} in Constant Contact`,
		advice: `${similar}${ways}${canBeMade ? ", or switch on 'Create Missing List' under Options" : ''}.`,
	});
}
