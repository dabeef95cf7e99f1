import type { FoundContact } from '../../shared/account/constantContact';
import type { ContactEvent } from './contactEvent';
import { contactEvent } from './contactEvent';
import type { Found, PollPorts } from './ports';
import type { Reading } from './steadyReading';
import { readSteadily } from './steadyReading';
import type { DatedEvent, ToldWindow, WindowRules } from './toldWindow';
import { momentOf, mostRemembered, openWindow, unlessAhead } from './toldWindow';

/** An opt-out may come to light an hour after its date, and n8n's clock may be wrong by an hour. */
const rules: WindowRules = { overlapMs: 60 * 60 * 1_000, mostRemembered };

/** Whether `optout_after` takes in the moment itself, and how finely it compares, is not documented. */
const marginMs = 2_000;
/** Before Constant Contact had an API. */
const theBeginning = Date.UTC(2000, 0, 1);

interface OptOut extends DatedEvent {
	readonly contact: FoundContact;
}

/**
 * Who has unsubscribed since the last poll (GET /contacts, `optout_after`): a request for each 500 opt-outs of the last
 * hour and since, twice where they are more. Somebody who subscribed again and unsubscribes again has another opt-out
 * date, and so is reported again.
 * @throws Problem
 */
export async function findUnsubscribed(
	kept: ToldWindow | undefined,
	includesHistory: boolean,
	ports: PollPorts,
): Promise<Found<ToldWindow>> {
	const now = ports.clock.now();
	const state = unlessAhead(kept, now);
	const from = state ?? { after: includesHistory ? theBeginning : now - rules.overlapMs, told: {} };
	const read = async () => await readOptOuts(from.after, ports);
	if (state === undefined && !includesHistory)
		return { events: [], state: openWindow((await read()).found, now, rules) };
	const { fresh, window } = await readSteadily(from, read, now, rules);
	return {
		events: fresh.map((optOut) => toEvent(optOut, now)),
		state: state === undefined && fresh.length === 0 ? openWindow([], now, rules) : window,
	};
}

/** A few of the latest opt-outs, of the first 500 that Constant Contact shows. @throws Problem */
export async function recentlyUnsubscribed(most: number, ports: PollPorts): Promise<ContactEvent[]> {
	for await (const { contacts } of ports.constantContact.contactsOptedOutAfter(theBeginning)) {
		const latest = contacts.flatMap(toOptOut).sort((a, b) => b.at - a.at);
		return latest.slice(0, most).map((optOut) => toEvent(optOut, ports.clock.now()));
	}
	return [];
}

async function readOptOuts(after: number, ports: PollPorts): Promise<Reading<OptOut>> {
	const found: OptOut[] = [];
	let pages = 0;
	for await (const { contacts } of ports.constantContact.contactsOptedOutAfter(after - marginMs)) {
		found.push(...contacts.flatMap(toOptOut));
		pages++;
		await ports.clock.breathe();
	}
	return { found, pages };
}

/** Somebody who has subscribed again since then is no opt-out any more. */
function toOptOut(contact: FoundContact): OptOut[] {
	if (contact.permission !== undefined && contact.permission !== 'unsubscribed') return [];
	const at = momentOf(contact.optOutDate, contact.emailUpdatedAt, contact.updatedAt);
	return at === undefined ? [] : [{ contactId: contact.id, at, contact }];
}

function toEvent({ contact, at }: OptOut, now: number): ContactEvent {
	return contactEvent('unsubscribed', contact, new Date(at).toISOString(), now);
}
