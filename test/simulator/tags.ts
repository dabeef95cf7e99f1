import type { Tag } from './records';
import type { Work } from './activities';
import { activityResource } from './activityRoutes';
import { conflict, notFound } from './errors';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type JsonObject, type Route } from './http';
import { pageOf } from './paging';
import { contactSource } from './sources';
import { timestamp } from './timestamps';
import { flag, ids, requiredText, text } from './validation';
import type { World } from './world';

const mostTagsOfContact = 50;
const mostTagsOfJob = 50;
const mostDeletions = 500;
const peoplePerSlice = 500;

export function tagRoutes(world: World): Route[] {
	const { account, activities } = world;
	const reading = { scope: 'contact_data', privilege: 'contacts:read' };
	const writing = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{ ...reading, method: 'get', path: '/contact_tags', handle: (call) => collection(world, call) },
		{
			...reading,
			method: 'get',
			path: '/contact_tags/:tag_id',
			handle: (call) => ({
				status: 200,
				json: tagResource(world, existing(world, call), flag(call.query, 'include_count')),
			}),
		},
		{
			...writing,
			method: 'post',
			path: '/contact_tags',
			handle: (call) => {
				const body = jsonBody(call);
				const name = checkedName(world, body, undefined);
				return { status: 201, json: tagResource(world, account.addTag(name, text(body, 'tag_source', { max: 255 }))) };
			},
		},
		{
			...writing,
			method: 'put',
			path: '/contact_tags/:tag_id',
			handle: (call) => {
				const tag = existing(world, call);
				Object.assign(tag, { name: checkedName(world, jsonBody(call), tag), updatedAt: world.clock.now() });
				return { status: 200, json: tagResource(world, tag) };
			},
		},
		{
			...writing,
			method: 'delete',
			path: '/contact_tags/:tag_id',
			handle: (call) => {
				const activity = activities.submit('deleteTags', deleteWork(world, [existing(world, call).id]), {
					counters: { items_total_count: 1, items_completed_count: 0 },
				});
				return { status: 202, json: activityResource(world, activity) };
			},
		},
		{
			...writing,
			method: 'post',
			path: '/activities/contacts_tags_delete',
			handle: (call) => {
				const tagIds = ids(jsonBody(call).tag_ids, 'tag_ids', mostDeletions);
				const activity = activities.submit('deleteTags', deleteWork(world, tagIds), {
					counters: { items_total_count: tagIds.length, items_completed_count: 0 },
				});
				return { status: 201, json: activityResource(world, activity) };
			},
		},
		{
			...writing,
			method: 'post',
			path: '/activities/contacts_taggings_add',
			handle: (call) => tagging(world, call, 'addTags'),
		},
		{
			...writing,
			method: 'post',
			path: '/activities/contacts_taggings_remove',
			handle: (call) => tagging(world, call, 'removeTags'),
		},
	];
}

function existing(world: World, call: Call): Tag {
	const tag = world.account.tagById(call.params.tag_id);
	if (!tag) throw notFound();
	return tag;
}

function tagResource(world: World, tag: Tag, counting = false): JsonObject {
	const at = (ms: number) => timestamp(ms, world.switches.timestamps);
	return {
		tag_id: tag.id,
		name: tag.name,
		...(counting && { contacts_count: tag.contacts.size }),
		created_at: at(tag.createdAt),
		updated_at: at(tag.updatedAt),
		tag_source: tag.source,
	};
}

function collection(world: World, call: Call): Reply {
	const page = pageOf(world, call.query, {
		path: '/v3/contact_tags',
		limit: { max: 500, otherwise: 50 },
		items: () => [...world.account.tags.values()],
	});
	const counting = flag(page.query, 'include_count');
	return { status: 200, json: { tags: page.items.map((tag) => tagResource(world, tag, counting)), ...page.links } };
}

function checkedName(world: World, body: JsonObject, own: Tag | undefined): string {
	const name = requiredText(body, 'name', 255);
	for (const tag of world.account.tags.values()) {
		if (tag !== own && tag.name.toLowerCase() === name.toLowerCase())
			throw conflict(`A tag with the name already exists: ${tag.id}`);
	}
	return name;
}

function deleteWork(world: World, tagIds: string[]): Work {
	return function* work(activity, share) {
		for (const id of share === 1 ? tagIds : []) {
			yield;
			const tag = world.account.tagById(id);
			if (!tag) {
				activity.errors.push(`The tag ${id} does not exist.`);
				continue;
			}
			world.account.deleteTag(tag);
			activity.counters.items_completed_count += 1;
		}
	};
}

function tagging(world: World, call: Call, kind: 'addTags' | 'removeTags'): Reply {
	const { account } = world;
	const body = jsonBody(call);
	const people = contactSource(world, body, {
		kinds: ['contact_ids', 'list_ids', 'tag_ids', 'all_active_contacts', 'new_subscriber'],
		mostLists: 50,
		missing: notFound,
	});
	const tagIds = ids(body.tag_ids, 'tag_ids', mostTagsOfJob);
	if (!tagIds.every((id) => account.tagById(id))) throw notFound();
	const work: Work = function* work(activity, share) {
		const tags = tagIds.map((id) => account.tagById(id)).filter((tag) => tag !== undefined);
		const contacts = people();
		activity.counters.items_total_count = contacts.length;
		for (let index = 0; index < Math.round(contacts.length * share); index++) {
			if (index % peoplePerSlice === 0) yield;
			const contact = contacts[index];
			if (kind === 'removeTags') {
				for (const tag of tags) account.untag(contact, tag);
			} else {
				const fresh = tags.filter((tag) => !contact.tags.has(tag.number));
				if (contact.tags.size + fresh.length > mostTagsOfContact) {
					activity.errors.push(
						`The contact ${account.ids.of('contact', contact.number)} cannot have more than ${mostTagsOfContact} tags.`,
					);
					continue;
				}
				for (const tag of fresh) account.tag(contact, tag);
			}
			activity.counters.items_completed_count += 1;
		}
	};
	const activity = world.activities.submit(kind, work, {
		counters: { items_total_count: 0, items_completed_count: 0 },
	});
	return { status: 201, json: activityResource(world, activity) };
}
