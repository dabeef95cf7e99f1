import type { ContactList } from './records';
import { ActivityFailure, type Activity, type Work } from './activities';
import { activityResource } from './activityRoutes';
import type { Contact } from './contact';
import { invalid, notFound } from './errors';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type Route } from './http';
import { contactSource, sourceKinds, type ContactsOf } from './sources';
import { ids } from './validation';
import type { World } from './world';

const mostTargetLists = 50;
const mostListsOfContact = 50;
const peoplePerSlice = 500;

export function membershipRoutes(world: World): Route[] {
	const access = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{ ...access, method: 'post', path: '/activities/add_list_memberships', handle: (call) => add(world, call) },
		{ ...access, method: 'post', path: '/activities/remove_list_memberships', handle: (call) => remove(world, call) },
	];
}

function add(world: World, call: Call): Reply {
	const body = jsonBody(call);
	const unknown = () => invalid('list_ids has a list that does not exist');
	const people = contactSource(world, body, {
		kinds: sourceKinds,
		mostLists: 50,
		missing: unknown,
	});
	const listIds = ids(body.list_ids, 'list_ids', mostTargetLists);
	if (!listIds.every((id) => world.account.listById(id))) throw unknown();
	const activity = world.activities.submit(
		'addToLists',
		membershipWork(world, people, listIds, addOne),
		countersFor(listIds),
	);
	return { status: 201, json: activityResource(world, activity) };
}

function remove(world: World, call: Call): Reply {
	const body = jsonBody(call);
	const people = contactSource(world, body, {
		kinds: ['contact_ids', 'list_ids', 'tag_ids', 'all_active_contacts', 'engagement_level', 'new_subscriber'],
		mostLists: world.switches.removeSourceListCap,
		missing: notFound,
	});
	const listIds = ids(body.list_ids, 'list_ids', mostTargetLists);
	if (!listIds.every((id) => world.account.listById(id))) throw notFound();
	const activity = world.activities.submit(
		'removeFromLists',
		membershipWork(world, people, listIds, removeOne),
		countersFor(listIds),
	);
	return { status: 201, json: activityResource(world, activity) };
}

function countersFor(listIds: string[]): { counters: Record<string, number> } {
	return { counters: { items_total_count: 0, items_completed_count: 0, list_count: listIds.length } };
}

type Treat = (world: World, activity: Activity, contact: Contact, lists: ContactList[]) => boolean;

function membershipWork(world: World, people: ContactsOf, listIds: string[], treat: Treat): Work {
	return function* work(activity, share) {
		const lists = listIds.map((id) => world.account.listById(id)).filter((list) => list !== undefined);
		if (lists.length < listIds.length) throw new ActivityFailure('A target list does not exist any more.');
		const contacts = people();
		activity.counters.items_total_count = contacts.length;
		for (let index = 0; index < Math.round(contacts.length * share); index++) {
			if (index % peoplePerSlice === 0) yield;
			if (treat(world, activity, contacts[index], lists)) activity.counters.items_completed_count += 1;
		}
	};
}

/** Revives the deleted, leaves out the unsubscribed. */
function addOne(world: World, activity: Activity, contact: Contact, lists: ContactList[]): boolean {
	const { account, switches } = world;
	const fresh = lists.filter((list) => !contact.lists.has(list.number));
	if (contact.lists.size + fresh.length > mostListsOfContact) {
		activity.errors.push(`A contact cannot be on more than ${mostListsOfContact} lists.`);
		return false;
	}
	account.restore(contact);
	if (contact.permission === 'unsubscribed' && switches.addRefusesUnsubscribed) return false;
	for (const list of fresh) account.join(contact, list);
	return true;
}

/** The contact and its permission stay. */
function removeOne(world: World, _activity: Activity, contact: Contact, lists: ContactList[]): boolean {
	for (const list of lists) world.account.leave(contact, list);
	return true;
}
