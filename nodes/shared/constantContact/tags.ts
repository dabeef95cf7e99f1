import { z } from 'zod';
import type { ConstantContact } from '../account/constantContact';
import { tagsPerPage } from '../account/contract';
import { tagIdOf } from '../account/membershipTag';
import { id, links, pages, readAnswer, unless } from './answers';
import type { Jobs } from './jobs';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';

/** Definition Tag. */
const tagAnswer = z.object({ tag_id: id, name: z.string() });
const tagsAnswer = z.object({ tags: z.array(tagAnswer), _links: links });

/** The methods of the port about tags. */
export function tagSentences(
	transport: Transport,
	jobs: Jobs,
): Pick<ConstantContact, 'tags' | 'createTag' | 'tagMembers' | 'untagMembers'> {
	async function tags(): Promise<Map<string, string>> {
		const found = new Map<string, string>();
		const query = { limit: tagsPerPage };
		for await (const page of pages(transport, tagsAnswer, { path: '/contact_tags', query, what: 'the tags' })) {
			for (const { name, tag_id } of page.tags) found.set(name, tag_id);
		}
		return found;
	}

	return {
		tags,
		async createTag(name) {
			const answer = await unless(
				'conflict',
				transport.send({ method: 'POST', path: '/contact_tags', body: { name }, repeatable: true }),
			);
			if (answer !== undefined) return readAnswer(tagAnswer, answer, 'a new tag').tag_id;
			const existing = tagIdOf(await tags(), name);
			if (existing === undefined) throw unreadableAnswer('a new tag');
			return existing;
		},
		async tagMembers(listId, tagIds) {
			const body = { source: { list_ids: [listId] }, tag_ids: [...tagIds] };
			return await jobs.start('/activities/contacts_taggings_add', body);
		},
		async untagMembers(listId, tagId, except) {
			const exclude = except.length === 0 ? {} : { exclude: { contact_ids: [...except] } };
			const body = { source: { list_ids: [listId] }, ...exclude, tag_ids: [tagId] };
			return await jobs.start('/activities/contacts_taggings_remove', body);
		},
	};
}
