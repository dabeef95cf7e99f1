import type { Contact } from './contact';
import { contactResource, subResources } from './contactResource';
import { invalid } from './errors';
import type { Reply } from '../loopback/reply';
import type { JsonObject } from './http';
import { nextLink, pageLinks, pageRequest } from './paging';
import { dateIn, flag, idsIn, integerIn, oneOf, someOf } from './validation';
import type { World } from './world';

const statuses = ['all', 'active', 'deleted', 'not_set', 'pending_confirmation', 'temp_hold', 'unsubscribed'] as const;
type Status = (typeof statuses)[number];

export function getContacts(world: World, sent: URLSearchParams): Reply {
	const { query, after } = pageRequest(sent);
	const limit = integerIn(query, 'limit', { min: 1, max: 500, otherwise: 50 });
	if (arePagesRefused(world, query)) throw invalid('not supported');
	const segmentAnswer = segmentOf(world, query);
	if (segmentAnswer === 'computing') return { status: 202, json: { contacts: [], status: 'processing' } };
	const included = someOf(query, 'include', subResources) ?? [];
	const isWanted = contactFilter(world, query);
	const candidates = candidatesOf(world, query, segmentAnswer);
	const found: Contact[] = [];
	let more = false;
	// By number, so that a page can start behind the last one's end without an index.
	for (const contact of candidates(after)) {
		if (!isWanted(contact)) continue;
		if (found.length === limit) {
			more = true;
			break;
		}
		found.push(contact);
	}
	const next = more ? nextLink('/v3/contacts', query, found[found.length - 1].number) : undefined;
	const json: JsonObject = {
		contacts: found.map((contact) => contactResource(world, contact, included, world.account.past.shown(contact))),
		...pageLinks(next, world.switches.lastPageLinks),
	};
	if (flag(query, 'include_count')) {
		let count = found.length;
		if (world.switches.contactsCount === 'all') {
			count = 0;
			for (const contact of candidates(undefined)) if (isWanted(contact)) count += 1;
		}
		json.contacts_count = count;
	}
	return { status: 200, json };
}

/** Who was deleted can be read in one way at least: by page where no export takes their status. */
function arePagesRefused({ switches }: World, query: URLSearchParams): boolean {
	const isOnlyWay = query.get('status') === 'deleted' && switches.exportStatusRemoved === 'refused';
	return switches.contactPages === 'refused' && !query.has('email') && !isOnlyWay;
}

/** Only together with limit, and the first answer may be a 202. */
function segmentOf(world: World, query: URLSearchParams): Set<Contact> | 'computing' | undefined {
	const text = query.get('segment_id');
	if (text === null) return undefined;
	for (const name of query.keys())
		if (name !== 'segment_id' && name !== 'limit') throw invalid('segment_id can only be combined with limit');
	const segment = world.account.segments.get(Number(text));
	if (!segment) throw invalid('segment_id is not valid');
	if (segment.isComputed) return segment.contacts;
	segment.isComputed = true;
	return 'computing';
}

/** All that may be wanted, or those behind the contact with this number: the order is not documented. */
function candidatesOf(
	world: World,
	query: URLSearchParams,
	segment: Set<Contact> | undefined,
): (behind: number | undefined) => Iterable<Contact> {
	const { account, switches } = world;
	const email = query.get('email');
	if (email !== null) {
		const contact = account.find(email);
		return (behind) => (contact && behind === undefined ? [contact] : []);
	}
	const step = switches.contactsOrder === 'oldestFirst' ? 1 : -1;
	return function* candidates(behind) {
		const first = step === 1 ? 0 : account.contacts.length - 1;
		for (
			let number = behind === undefined ? first : behind + step;
			number >= 0 && number < account.contacts.length;
			number += step
		) {
			if (!segment || segment.has(account.contacts[number])) yield account.contacts[number];
		}
	};
}

function contactFilter(world: World, query: URLSearchParams): (contact: Contact) => boolean {
	const { account, switches } = world;
	const wanted = someOf(query, 'status', statuses);
	const listsText = query.get('lists');
	const lists =
		listsText === null ? undefined : idsIn(listsText, 'lists', 25).map((id) => account.listById(id)?.number ?? -1);
	const tagsText = query.get('tags');
	const tags =
		tagsText === null ? undefined : idsIn(tagsText, 'tags', 50).map((id) => account.tagById(id)?.number ?? -1);
	const sms = someOf(query, 'sms_status', ['all', 'explicit', 'unsubscribed', 'pending_confirmation', 'not_set']);
	oneOf(query, 'include_count', ['true', 'false']);
	const all: Array<{ after?: number; before?: number; of: (contact: Contact) => number | undefined }> = [
		{
			after: dateIn(query, 'updated_after'),
			before: dateIn(query, 'updated_before'),
			of: (contact) => contact.updatedAt,
		},
		{
			after: dateIn(query, 'created_after'),
			before: dateIn(query, 'created_before'),
			of: (contact) => contact.createdAt,
		},
		{
			after: dateIn(query, 'optout_after'),
			before: dateIn(query, 'optout_before'),
			of: (contact) => shownOptOut(world, contact),
		},
	];
	const ranges = all.filter((range) => range.after !== undefined || range.before !== undefined);

	return (contact) => {
		if (!hasStatus(contact, wanted)) return false;
		const shown = account.past.shown(contact);
		if (lists && !lists.some((number) => shown.lists.has(number))) return false;
		if (tags && !tags.some((number) => shown.tags.has(number))) return false;
		if (
			sms &&
			!sms.includes('all') &&
			!(
				contact.values.sms_number !== undefined &&
				(sms as string[]).includes(contact.values.sms_permission ?? 'not_set')
			)
		)
			return false;
		return ranges.every((range) => {
			const seconds = range.of(contact);
			if (seconds === undefined) return false;
			const ms = seconds * 1000;
			const isInside = ms > (range.after ?? -Infinity) && ms < (range.before ?? Infinity);
			return isInside || (switches.dateFiltersIncludeTheMoment && (ms === range.after || ms === range.before));
		});
	};
}

/** Filters go by an index that may lag behind. */
function shownOptOut({ switches, clock }: World, { optOut }: Contact): number | undefined {
	return optOut && optOut.at + switches.optOutsFoundAfterSeconds <= clock.nowSeconds() ? optOut.at : undefined;
}

/** Without a status the deleted are hidden and the unsubscribed shown. */
function hasStatus(contact: Contact, wanted: Status[] | undefined): boolean {
	if (wanted === undefined) return !contact.isDeleted;
	return wanted.some((status) => {
		if (status === 'all') return true;
		if (status === 'deleted') return contact.isDeleted;
		if (status === 'active') return contact.isActive;
		return !contact.isDeleted && contact.permission === status;
	});
}
