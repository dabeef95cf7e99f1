import type { Contact } from './contact';
import { invalid } from './errors';
import type { JsonObject } from './http';
import { ids, objectIn } from './validation';
import type { World } from './world';

export const sourceKinds = [
	'contact_ids',
	'list_ids',
	'tag_ids',
	'segment_id',
	'all_active_contacts',
	'engagement_level',
	'new_subscriber',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

const engagementLevels = ['unqualified', 'low', 'medium', 'high'];
const newSubscriberSeconds = 30 * 86_400;

/** Called when the job is processed, not when it is posted. */
export type ContactsOf = () => Contact[];

export interface SourceRules {
	kinds: readonly SourceKind[];
	mostLists: number;
	/** For unknown lists and tags: add says 400, remove says 404. */
	missing: () => Error;
}

/** `source` and `exclude` of membership and tagging jobs: exactly one kind of source. */
export function contactSource(world: World, body: JsonObject, rules: SourceRules): ContactsOf {
	const source = objectIn(body, 'source');
	if (!source) throw invalid('source is required');
	const given = Object.keys(source).filter(
		(key) => source[key] !== undefined && source[key] !== null && source[key] !== false,
	);
	if (given.length !== 1 || !rules.kinds.includes(given[0] as SourceKind))
		throw invalid(`source must have exactly one of ${rules.kinds.join(', ')}`);
	const kind = given[0] as SourceKind;
	const exclude = objectIn(body, 'exclude');
	if (exclude && kind !== 'list_ids' && kind !== 'all_active_contacts')
		throw invalid('exclude is only applicable with list_ids or all_active_contacts');
	const excluded = exclude
		? new Set(ids(exclude.contact_ids, 'exclude.contact_ids', 500).map((id) => world.account.contactById(id)))
		: undefined;
	const contacts = sourceOf(world, kind, source[kind], rules);
	return excluded ? () => contacts().filter((contact) => !excluded.has(contact)) : contacts;
}

function sourceOf(world: World, kind: SourceKind, value: unknown, rules: SourceRules): ContactsOf {
	const { account } = world;
	switch (kind) {
		case 'contact_ids': {
			const contactIds = ids(value, 'source.contact_ids', 500);
			return () => contactIds.map((id) => account.contactById(id)).filter((contact) => contact !== undefined);
		}
		case 'list_ids': {
			const listIds = ids(value, 'source.list_ids', rules.mostLists);
			if (!listIds.every((id) => account.listById(id))) throw rules.missing();
			return () => membersOfAny(world, listIds);
		}
		case 'tag_ids': {
			const tagIds = ids(value, 'source.tag_ids', 50);
			if (!tagIds.every((id) => account.tagById(id))) throw rules.missing();
			return () => taggedWithAny(world, tagIds);
		}
		case 'segment_id': {
			const segment = account.segments.get(Number(value));
			if (!Number.isInteger(value) || !segment) throw invalid('segment_id is not valid');
			return () => [...segment.contacts];
		}
		case 'all_active_contacts':
			if (value !== true) throw invalid('all_active_contacts must be a boolean');
			return () => account.contacts.filter((contact) => contact.isActive);
		case 'new_subscriber':
			if (value !== true) throw invalid('new_subscriber must be a boolean');
			return () => newSubscribers(world);
		case 'engagement_level':
			if (!engagementLevels.includes(String(value))) throw invalid('engagement_level does not have a valid value');
			return () => []; // nobody here has ever opened a campaign
	}
}

export function membersOfAny(world: World, listIds: string[]): Contact[] {
	if (listIds.length === 1) return Array.from(world.account.listById(listIds[0])?.members ?? []);
	const found = new Set<Contact>();
	for (const id of listIds) for (const contact of world.account.listById(id)?.members ?? []) found.add(contact);
	return Array.from(found);
}

export function taggedWithAny(world: World, tagIds: string[]): Contact[] {
	const found = new Set<Contact>();
	for (const id of tagIds) for (const contact of world.account.tagById(id)?.contacts ?? []) found.add(contact);
	return Array.from(found);
}

/** Subscribed within the last 30 days (definitions/ContactsExport). */
export function newSubscribers(world: World): Contact[] {
	const since = world.clock.nowSeconds() - newSubscriberSeconds;
	return world.account.contacts.filter((contact) => contact.isActive && contact.optInAt >= since);
}
