import { number } from '../../shared/wording';
import { stateInWords } from '../../shared/account/awaitActivities';
import type { ContactList, FoundContact } from '../../shared/account/constantContact';
import { Problem } from '../../shared/problem';
import type { Download } from '../../shared/account/downloads/contactDownload';
import { readDownloads } from '../../shared/account/downloads/contactDownload';
import { membershipTagId } from '../../shared/account/membershipTag';
import { createPeople } from '../../shared/account/people';
import type { ContactEvent } from './contactEvent';
import { contactEvent } from './contactEvent';
import { fingerprintLength, fingerprintOf, fingerprintsIn } from './fingerprint';
import type { LeftListState } from './pollState';
import type { Found, PollPorts } from './ports';

/** Each is asked for with a request of its own; the rest is reported by the polls that follow. */
const mostLookUps = 100;
/** What n8n keeps between polls must stay small: 1.2 MB, were all of them reported. */
const mostLeavers = 50_000;
const maximumWaitMs = 10 * 60 * 1_000;

/**
 * Who has left the list since the last poll. Constant Contact has no event for it. Export Segment notes everybody who
 * has been on a list by a tag: people who have the tag and are not on the list have left it. Both are read by a page
 * or by a bulk export, a few requests for any size; the two are taken at different moments, so each newcomer among the
 * leavers is looked up before they are reported. Somebody who comes back is forgotten, and so reported again when they
 * leave again. Somebody who changes their address after leaving has another address in the exports, but is the same
 * contact.
 * @param mostEvents how many leavers are wanted: past that nobody is looked up, and the state is not to be kept
 * @throws Problem
 */
export async function findLeavers(
	list: ContactList,
	state: LeftListState | undefined,
	includesHistory: boolean,
	ports: PollPorts,
	mostEvents = Infinity,
): Promise<Found<LeftListState>> {
	const isFirst = state?.listId !== list.id;
	const known = isFirst ? new Set<string>() : fingerprintsIn(state.known);
	const reported = isFirst ? new Map<string, string>() : pairsIn(state.reported ?? '');
	const tagId = membershipTagId(await ports.constantContact.tags(), list.id);
	if (tagId === undefined) return { events: [], state: stateOf(list, known, reported) };
	const takesAllAsTold = isFirst && !includesHistory;
	const { leavers, unknown } = await readLeavers(list, tagId, known, takesAllAsTold ? 0 : mostLookUps, ports);
	if (leavers.size > mostLeavers) throw tooManyLeavers(list);
	if (takesAllAsTold) return { events: [], state: stateOf(list, leavers, reported) };
	const stillKnown = new Set([...known].filter((fingerprint) => leavers.has(fingerprint)));
	const events: ContactEvent[] = [];
	for (const email of unknown) {
		if (events.length === mostEvents) break;
		const contact = await ports.constantContact.contactByEmail(email);
		const isLeaver = contact !== undefined && !contact.listIds.includes(list.id) && contact.tagIds.includes(tagId);
		// A deleted contact is on no list; that is another event.
		const isDeleted = Boolean(contact?.deletedAt);
		// On the list again, or taken off it by an export, which takes the tag off before: the next exports will show it.
		// Only an unsubscribed member may stay hidden in the list's export, and would be looked up for ever.
		if (contact !== undefined && !isLeaver && !isDeleted && contact.permission !== 'unsubscribed') continue;
		const fingerprint = fingerprintOf(email);
		stillKnown.add(fingerprint);
		if (!isLeaver || isDeleted) continue;
		const id = fingerprintOf(contact.id);
		if (!reported.has(id)) events.push(toEvent(contact, email, list, ports.clock.now()));
		reported.set(id, fingerprint);
	}
	// The new address of somebody may be among those who are looked up by a later poll.
	if (unknown.length < mostLookUps)
		for (const [id, fingerprint] of reported) if (!leavers.has(fingerprint)) reported.delete(id);
	return { events, state: stateOf(list, stillKnown, reported) };
}

/**
 * A few of those who have left the list, whenever that was; undefined where nobody was ever noted on it.
 * @throws Problem
 */
export async function someLeavers(
	most: number,
	list: ContactList,
	ports: PollPorts,
): Promise<readonly ContactEvent[] | undefined> {
	if (membershipTagId(await ports.constantContact.tags(), list.id) === undefined) return undefined;
	return (await findLeavers(list, undefined, true, ports, most)).events;
}

/**
 * @returns the fingerprints of all who have the tag and are not on the list, and the addresses of some of those not
 * known, by chance where they are more: people who are looked up in vain must not stand before the others for ever
 */
async function readLeavers(
	list: ContactList,
	tagId: string,
	known: ReadonlySet<string>,
	most: number,
	ports: PollPorts,
): Promise<{ leavers: Set<string>; unknown: string[] }> {
	const onList = createPeople();
	const leavers = new Set<string>();
	const unknown: string[] = [];
	let unknownCount = 0;
	const members: Download = {
		selection: { listId: list.id },
		expected: list.members,
		visit: (address) => void address.meetIn(onList),
	};
	const noted: Download = {
		selection: { tagId },
		visit({ text: email }) {
			if (onList.find(email) >= 0) return;
			const fingerprint = fingerprintOf(email);
			if (!known.has(fingerprint) && !leavers.has(fingerprint)) {
				const place = unknown.length < most ? unknown.length : Math.floor(Math.random() * (unknownCount + 1));
				unknownCount++;
				if (place < most) unknown[place] = email;
			}
			leavers.add(fingerprint);
		},
	};
	await readDownloads([[members, noted]], maximumWaitMs, ports, (_download, state) => notReadable(state));
	return { leavers, unknown };
}

function stateOf(
	{ id }: ContactList,
	known: ReadonlySet<string>,
	reported: ReadonlyMap<string, string>,
): LeftListState {
	return { listId: id, known: [...known].join(''), reported: [...reported].flat().join('') };
}

function pairsIn(text: string): Map<string, string> {
	const pairs = new Map<string, string>();
	const length = 2 * fingerprintLength;
	for (let start = 0; start + length <= text.length; start += length)
		pairs.set(text.slice(start, start + fingerprintLength), text.slice(start + fingerprintLength, start + length));
	return pairs;
}

function toEvent(contact: FoundContact, email: string, { id, name }: ContactList, now: number): ContactEvent {
	return { ...contactEvent('leftList', contact, null, now), email, listId: id, listName: name };
}

function notReadable(state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not hand out who is on the list (${stateInWords(state)}), so nobody was reported`,
		advice: 'If it stays like this, look at the exports under Contacts > Activity in Constant Contact.',
	});
}

function tooManyLeavers({ name }: ContactList): Problem {
	return new Problem({
		kind: 'configuration',
		message: `More than ${number(mostLeavers)} people have left the list '${name}', more than this trigger can keep apart`,
		advice: "Switch off the event 'Contact Left a List' in the trigger, or export to a new list.",
	});
}

/** Why nobody can be found missing from the list: an active trigger waits in silence for the first export. */
export function nobodyNoted({ name }: ContactList): Problem {
	return new Problem({
		kind: 'configuration',
		message: `Nothing was exported to the list '${name}' yet, so nobody is known to have been on it`,
		advice:
			"Run Export Segment on this list first, with 'Respect Opt-Outs' on: it notes who is on the list. People who leave after that are reported.",
	});
}
