import type { ContactList, Simulator } from '../simulator';
import { listTagName } from './segmentRun';

/** Twenty people of a segment. */
export const everybody = Array.from({ length: 20 }, (_, n) => ({
	email: `p${n}@example.com`,
	first_name: 'A',
	last_name: 'B',
}));

/** A list with all of them on it as they are, noted by its tag: as a run leaves it. */
export function addNotedList({ account }: Simulator): ContactList {
	const list = account.addList('News');
	const tag = account.addTag(listTagName(list));
	account.addContacts(everybody.length, (n) => ({
		email: everybody[n].email,
		fields: { first_name: 'A', last_name: 'B' },
		lists: [list],
		tags: [tag],
	}));
	return list;
}
