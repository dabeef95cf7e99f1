import { namesClosestTo } from './closeNames';
import type { ContactList } from '../constantContact/client';
import { Problem } from '../problem';

/**
 * Names with the same key are the same name. [assumed] Constant Contact has no two lists whose names differ only in
 * capitals: the definition of POST /contact_lists says that names are unique, not how they are compared.
 */
export const nameKey = (name: string) => name.trim().normalize('NFC').toLowerCase();

/** The list of just this name; failing that, the one whose name differs in capitals, or in blanks around it. */
export function listNamed(name: string, lists: readonly ContactList[]): ContactList | undefined {
	return lists.find((list) => list.name === name) ?? lists.find((list) => nameKey(list.name) === nameKey(name));
}

/** Names for a message: up to ten, and how many more there are. */
export function quoted(names: readonly string[]): string {
	const more = names.length > mostTold ? ` and ${names.length - mostTold} more` : '';
	return (
		names
			.slice(0, mostTold)
			.map((name) => `'${name}'`)
			.join(', ') + more
	);
}

/** @param canBeMade whether the option for it is at hand where the names stand */
export function noSuchLists(names: readonly string[], lists: readonly ContactList[], canBeMade: boolean): Problem {
	const existing = lists.map(({ name }) => name);
	const close = [...new Set(names.slice(0, mostTold).flatMap((name) => namesClosestTo(name, existing)))].slice(
		0,
		mostTold,
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

const mostTold = 10;
