import type { ContactList } from './records';
import { ActivityFailure, type Work } from './activities';
import { activityResource, listDeletionResource } from './activityRoutes';
import { conflict, invalid, notFound } from './errors';
import { jsonBody, type Call, type JsonObject, type Route } from './http';
import { pageOf } from './paging';
import { timestamp } from './timestamps';
import { flag, ids, oneOf, requiredText, someOf, text } from './validation';
import type { World } from './world';

const mostLists = 1_000; // in an account
const mostSequenceIds = 500;
const mostDeletions = 100;
const countKinds = ['all', 'active'] as const;

export function listRoutes(world: World): Route[] {
	const { account, activities } = world;
	const reading = { scope: 'contact_data', privilege: 'contacts:lists:read' };
	const writing = { scope: 'contact_data', privilege: 'contacts:lists:write' };
	return [
		{
			...reading,
			method: 'get',
			path: '/contact_lists',
			handle: (call) => ({ status: 200, json: collection(world, call.query) }),
		},
		{
			...reading,
			method: 'get',
			path: '/contact_lists/list_id_xrefs',
			handle: (call) => ({ status: 200, json: xrefs(world, call.query) }),
		},
		{
			...reading,
			method: 'get',
			path: '/contact_lists/:list_id',
			handle: (call) => ({
				status: 200,
				json: listResource(world, existing(world, call), oneOf(call.query, 'include_membership_count', countKinds)),
			}),
		},
		{
			...writing,
			method: 'post',
			path: '/contact_lists',
			handle: (call) => {
				const input = listInput(world, jsonBody(call), undefined);
				if (account.activeLists().length >= mostLists) throw invalid(`An account can have at most ${mostLists} lists`);
				return { status: 201, json: listResource(world, account.addList(input.name, input)) };
			},
		},
		{
			...writing,
			method: 'put',
			path: '/contact_lists/:list_id',
			handle: (call) => {
				const list = existing(world, call);
				Object.assign(list, listInput(world, jsonBody(call), list), { updatedAt: world.clock.now() });
				return { status: 200, json: listResource(world, list) };
			},
		},
		{
			...writing,
			method: 'delete',
			path: '/contact_lists/:list_id',
			handle: (call) => {
				const list = existing(world, call);
				const activity = activities.submit('deleteLists', deleteWork(world, [list.id]), {
					counters: { list_count: 1 },
				});
				return {
					status: 202,
					headers: { location: `/v3/activities/${activity.id}` },
					json: listDeletionResource(world, activity),
				};
			},
		},
		{
			scope: 'contact_data',
			privilege: 'contacts:write',
			method: 'post',
			path: '/activities/list_delete',
			handle: (call) => {
				const listIds = ids(jsonBody(call).list_ids, 'list_ids', mostDeletions);
				const activity = activities.submit('deleteLists', deleteWork(world, listIds), {
					counters: { list_count: listIds.length },
				});
				return { status: 201, json: activityResource(world, activity) };
			},
		},
	];
}

export function listResource(world: World, list: ContactList, counting?: 'all' | 'active'): JsonObject {
	const at = (ms: number) => timestamp(ms, world.switches.timestamps);
	return {
		list_id: list.id,
		name: list.name,
		...(list.description !== undefined && { description: list.description }),
		favorite: list.favorite,
		created_at: at(list.createdAt),
		updated_at: at(list.updatedAt),
		...(list.deletedAt !== 0 && { deleted_at: at(list.deletedAt) }),
		...(counting && { membership_count: membershipCount(list, counting) }),
	};
}

function membershipCount(list: ContactList, counting: 'all' | 'active'): number {
	if (counting === 'all') return list.members.size;
	let count = 0;
	for (const contact of list.members) if (contact.isActive) count += 1;
	return count;
}

function collection(world: World, sent: URLSearchParams): JsonObject {
	const page = pageOf(world, sent, {
		path: '/v3/contact_lists',
		limit: { max: 1_000, otherwise: 50 },
		items: (query) => [...world.account.lists.values()].filter(isWanted(query)),
	});
	const counting = oneOf(page.query, 'include_membership_count', countKinds);
	return {
		lists: page.items.map((list) => listResource(world, list, counting)),
		...(flag(page.query, 'include_count') && { lists_count: page.total }),
		...page.links,
	};
}

function isWanted(query: URLSearchParams): (list: ContactList) => boolean {
	const statuses = someOf(query, 'status', ['all', 'active', 'deleted']) ?? ['active'];
	const isSms = oneOf(query, 'channel_type', ['email', 'sms']) === 'sms';
	const name = query.get('name');
	return (list) =>
		!isSms &&
		(name === null || list.name === name) &&
		(statuses.includes('all') || statuses.includes(list.deletedAt === 0 ? 'active' : 'deleted'));
}

/** For V2's numbers; unknown ones are left out. */
function xrefs(world: World, query: URLSearchParams): JsonObject {
	const wanted = (query.get('sequence_ids') ?? '')
		.split(',')
		.map((id) => id.trim())
		.filter(Boolean);
	if (wanted.length === 0 || wanted.length > mostSequenceIds)
		throw invalid(`sequence_ids must have 1 to ${mostSequenceIds} ids`);
	const found = world.account.activeLists().filter((list) => wanted.includes(list.sequenceId));
	found.sort((a, b) => Number(a.sequenceId) - Number(b.sequenceId));
	return { xrefs: found.map((list) => ({ sequence_id: list.sequenceId, list_id: list.id })) };
}

function listInput(
	world: World,
	body: JsonObject,
	own: ContactList | undefined,
): { name: string; description?: string; favorite: boolean } {
	const name = requiredText(body, 'name', 255);
	if (body.favorite !== undefined && typeof body.favorite !== 'boolean') throw invalid('favorite must be a boolean');
	const twin = world.account
		.activeLists()
		.find((list) => list !== own && list.name.toLowerCase() === name.toLowerCase());
	if (twin) throw conflict(`A list with the name already exists: ${twin.id}`);
	return { name, description: text(body, 'description', { max: 2_000 }), favorite: body.favorite === true };
}

function existing(world: World, call: Call): ContactList {
	const list = world.account.listById(call.params.list_id);
	if (!list) throw notFound();
	return list;
}

function deleteWork(world: World, listIds: string[]): Work {
	return function* work(_activity, share) {
		for (const id of share === 1 ? listIds : []) {
			yield;
			const list = world.account.listById(id);
			if (!list) throw new ActivityFailure(`The list ${id} does not exist.`);
			world.account.deleteList(list);
		}
	};
}
