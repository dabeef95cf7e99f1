import { activityResource } from './activityRoutes';
import type { Work } from './activities';
import { permissions, type Column, type Contact, type Permission, type Source, type Values } from './contact';
import { addressesIn, checkedEmail, coreValues, customIn, listsIn, phonesIn, tagsIn } from './contactBody';
import { getContacts } from './contactQueries';
import { contactResource, subResources } from './contactResource';
import { conflict, invalid, notFound } from './errors';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type JsonObject, type Route } from './http';
import { membersOfAny } from './sources';
import { ids, objectIn, someOf } from './validation';
import type { World } from './world';

export function contactRoutes(world: World): Route[] {
	const reading = { scope: 'contact_data', privilege: 'contacts:read' };
	const writing = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{ ...reading, method: 'get', path: '/contacts', handle: (call) => getContacts(world, call.query) },
		{ ...reading, method: 'get', path: '/contacts/counts', handle: () => ({ status: 200, json: counts(world) }) },
		{ ...writing, method: 'post', path: '/contacts', handle: (call) => post(world, call) },
		{
			...writing,
			method: 'put',
			path: '/contacts/resubscribe/:contact_id',
			handle: (call) => resubscribe(world, call),
		},
		{
			...reading,
			method: 'get',
			path: '/contacts/:contact_id',
			handle: (call) => ({
				status: 200,
				json: contactResource(world, existing(world, call), someOf(call.query, 'include', subResources) ?? []),
			}),
		},
		{ ...writing, method: 'put', path: '/contacts/:contact_id', handle: (call) => put(world, call) },
		{
			...writing,
			method: 'delete',
			path: '/contacts/:contact_id',
			handle: (call) => {
				world.account.remove(existing(world, call));
				return { status: 204 };
			},
		},
		{ ...writing, method: 'post', path: '/activities/contact_delete', handle: (call) => deleteContacts(world, call) },
	];
}

function existing(world: World, call: Call): Contact {
	const contact = world.account.contactById(call.params.contact_id);
	if (!contact) throw notFound(); // also for a malformed id
	return contact;
}

function sourceIn(body: JsonObject, name: 'create_source' | 'update_source'): Source {
	const value = body[name];
	if (value !== 'Contact' && value !== 'Account') throw invalid(`${name} is required and must be Contact or Account`);
	return value;
}

function permissionIn(email: JsonObject | undefined): Permission | undefined {
	const value = email?.permission_to_send;
	if (value === undefined || value === null) return undefined;
	if (!permissions.includes(value as Permission)) throw invalid('permission_to_send does not have a valid value');
	return value as Permission;
}

/** Undefined where the body does not name them. */
function subResourcesIn(world: World, body: JsonObject) {
	return {
		lists: listsIn(world, body),
		tags: tagsIn(world, body),
		custom: customIn(world, body, 25),
		phones: phonesIn(body),
		addresses: addressesIn(body),
	};
}

function post(world: World, call: Call): Reply {
	const { account } = world;
	const body = jsonBody(call);
	const source = sourceIn(body, 'create_source');
	const email = objectIn(body, 'email_address');
	const values = coreValues(body);
	if (!email && values.first_name === undefined && values.last_name === undefined)
		throw invalid('One of first_name, last_name, email_address or sms_channel is required');
	const address = email ? checkedEmail(world, email.address) : '';
	const parts = subResourcesIn(world, body);
	const permission = permissionIn(email) ?? 'implicit';
	const twin = address === '' ? undefined : account.findLowerCase(address);
	// For deleted contacts, too; the id in the text is the handle to revive them.
	if (twin)
		throw conflict(`Validation failed: Email already exists for contact ${account.ids.of('contact', twin.number)}`);
	const contact = account.create(address, { permission, source }, { ...values, ...parts.phones, ...parts.addresses });
	for (const [field, value] of parts.custom ?? []) contact.setCustom(field.number, value);
	for (const list of parts.lists ?? []) account.join(contact, list);
	for (const tag of parts.tags ?? []) account.tag(contact, tag);
	return { status: 201, json: contactResource(world, contact, subResources) };
}

/** Core properties that are left out become null, sub-resources stay; a deleted contact is revived. */
function put(world: World, call: Call): Reply {
	const { account } = world;
	const contact = existing(world, call);
	const body = jsonBody(call);
	const source = sourceIn(body, 'update_source');
	if (contact.isDeleted && source !== 'Account')
		throw invalid('update_source must be Account to restore a deleted contact');
	const email = objectIn(body, 'email_address');
	const core = coreValues(body);
	const parts = subResourcesIn(world, body);
	const permission = permissionIn(email);
	const address = email ? checkedEmail(world, email.address) : contact.email;
	const twin = account.findLowerCase(address);
	if (address !== '' && twin && twin !== contact)
		throw conflict(`Validation failed: Email already exists for contact ${account.ids.of('contact', twin.number)}`);

	if (address !== contact.email) account.changeEmail(contact, address);
	contact.values = {
		...keptValues(contact.values, parts.phones, parts.addresses),
		...core,
		...parts.phones,
		...parts.addresses,
	};
	contact.updateSource = source;
	contact.updatedAt = world.clock.nowSeconds();
	account.restore(contact);
	if (permission !== undefined) changePermission(world, contact, permission, source);
	if (parts.custom) contact.custom = undefined;
	for (const [field, value] of parts.custom ?? []) contact.setCustom(field.number, value);
	const before = contact.lists;
	if (parts.lists) account.leaveAll(contact);
	for (const list of parts.lists ?? []) account.join(contact, list);
	// What the contact is said to have done counts as their own choice (assumed).
	if (source === 'Contact')
		for (const number of before.numbers)
			if (!contact.lists.has(number)) contact.leftLists = contact.leftLists.with(number);
	if (parts.tags) for (const number of contact.tags.numbers) account.untag(contact, account.tags.get(number)!);
	for (const tag of parts.tags ?? []) account.tag(contact, tag);
	return { status: 200, json: contactResource(world, contact, subResources) };
}

function keptValues(stored: Values, phones: Values | undefined, addresses: Values | undefined): Values {
	const kept: Values = {};
	for (const column of Object.keys(stored) as Column[]) {
		const isPhone = column.endsWith('_phone');
		const isAddress = /^(home|work|other)_(street|city|state|zip|country)$/.test(column);
		const stays = (isPhone && !phones) || (isAddress && !addresses) || column.startsWith('sms_');
		if (stays) kept[column] = stored[column];
	}
	return kept;
}

/** An opt-out is the person's word: only the person takes it back. */
function changePermission(world: World, contact: Contact, permission: Permission, source: Source): void {
	if (permission === 'unsubscribed') {
		if (contact.permission !== 'unsubscribed') world.account.optOut(contact, source);
	} else if (contact.permission !== 'unsubscribed') {
		contact.permission = permission;
	} else if (permission === 'explicit' && source === 'Contact') {
		world.account.optIn(contact, source);
	}
}

function counts(world: World): JsonObject {
	const found = { total: 0, explicit: 0, implicit: 0, pending: 0, unsubscribed: 0, new_subscriber: 0 };
	const since = world.clock.nowSeconds() - 30 * 86_400;
	for (const contact of world.account.contacts) {
		if (contact.isDeleted) continue;
		found.total += 1;
		if (contact.permission === 'explicit' || contact.permission === 'implicit' || contact.permission === 'unsubscribed')
			found[contact.permission] += 1;
		if (contact.permission === 'pending_confirmation') found.pending += 1;
		if (contact.isActive && contact.optInAt >= since) found.new_subscriber += 1;
	}
	return found;
}

/** Sends the one mail that may be sent; nothing changes until the person answers it. */
function resubscribe(world: World, call: Call): Reply {
	const contact = existing(world, call);
	const lists = listsIn(world, jsonBody(call), 'list_ids');
	if (!lists || lists.length === 0) throw invalid('list_ids is required');
	if (contact.permission !== 'unsubscribed') throw invalid('The contact is not unsubscribed');
	if (contact.resubscribeAsked) throw conflict('A resubscribe email has already been sent to the contact');
	contact.resubscribeAsked = true;
	for (const list of lists) world.account.join(contact, list);
	return { status: 200, json: contactResource(world, contact, []) };
}

function deleteContacts(world: World, call: Call): Reply {
	const { account, activities } = world;
	const body = jsonBody(call);
	if ((body.contact_ids === undefined) === (body.list_ids === undefined))
		throw invalid('Exactly one of contact_ids and list_ids is required');
	const listIds = body.list_ids === undefined ? undefined : ids(body.list_ids, 'list_ids', 50);
	const contactIds = body.contact_ids === undefined ? [] : ids(body.contact_ids, 'contact_ids', 500);
	const work: Work = function* work(activity, share) {
		const contacts = listIds
			? membersOfAny(world, listIds)
			: contactIds.map((id) => account.contactById(id)).filter((contact) => contact !== undefined);
		activity.counters.items_total_count = contacts.length;
		for (let index = 0; index < Math.round(contacts.length * share); index++) {
			if (index % 500 === 0) yield;
			account.remove(contacts[index]);
			activity.counters.items_completed_count += 1;
		}
	};
	const counters = { items_total_count: 0, items_completed_count: 0, ...(listIds && { list_count: listIds.length }) };
	return { status: 201, json: activityResource(world, activities.submit('deleteContacts', work, { counters })) };
}
