import { z } from 'zod';
import type { ConstantContact, ContactList } from '../account/constantContact';
import { listsPerPage } from '../account/contract';
import { Problem } from '../problem';
import { named } from '../values/names';
import { id, links, pages, readAnswer, unless } from './answers';
import type { Jobs } from './jobs';
import type { Transport } from './transport/request';

/** Definition ContactList. */
const listAnswer = z.object({
	list_id: id,
	name: z.string(),
	deleted_at: z.string().nullish(),
	membership_count: z.number().nullish(),
});
const listsAnswer = z.object({ lists: z.array(listAnswer), _links: links });
const newListAnswer = z.object({ list_id: id });

/** The methods of the port about lists. */
export function listSentences(
	transport: Transport,
	jobs: Jobs,
): Pick<ConstantContact, 'lists' | 'list' | 'createList' | 'deleteList'> {
	async function lists(): Promise<ContactList[]> {
		const found: ContactList[] = [];
		const query = { limit: listsPerPage, include_membership_count: 'all', status: 'active' };
		for await (const page of pages(transport, listsAnswer, { path: '/contact_lists', query, what: 'the lists' })) {
			for (const list of page.lists) found.push(toList(list));
		}
		return found;
	}

	return {
		lists,
		async list(listId) {
			const path = `/contact_lists/${encodeURIComponent(listId)}`;
			const query = { include_membership_count: 'all' };
			const answer = await unless('notFound', transport.send({ method: 'GET', path, query }));
			return answer === undefined ? undefined : toList(readAnswer(listAnswer, answer, 'the list'));
		},
		async createList(name, description) {
			const body = { name, favorite: false, description };
			const findLost = async () => {
				const existing = named(name, await lists());
				return existing && { list_id: existing.id };
			};
			const answer = transport.send({ method: 'POST', path: '/contact_lists', body, repeatable: true, findLost });
			// A request that was thought lost may be carried out late, and then this one finds the name taken.
			const made = (await unless('conflict', answer)) ?? (await findLost());
			if (made === undefined) throw listNotMade(name);
			return readAnswer(newListAnswer, made, 'a new list').list_id;
		},
		async deleteList(listId) {
			const path = `/contact_lists/${encodeURIComponent(listId)}`;
			const answer = await unless('notFound', transport.send({ method: 'DELETE', path, repeatable: true }));
			return answer === undefined ? undefined : jobs.confirm(answer, 'a deletion');
		},
	};
}

function listNotMade(name: string): Problem {
	return new Problem({
		kind: 'conflict',
		message: `Constant Contact did not make the list '${name}': it says that there is one of this name, and shows none`,
		advice: 'It may have been deleted a moment ago. Wait a minute and run the workflow again, or choose another name.',
	});
}

function toList(answer: z.output<typeof listAnswer>): ContactList {
	return {
		id: answer.list_id,
		name: answer.name,
		isDeleted: Boolean(answer.deleted_at),
		members: answer.membership_count ?? undefined,
	};
}
