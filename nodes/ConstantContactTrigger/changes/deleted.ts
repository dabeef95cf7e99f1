import type { FoundContact } from '../../shared/account/constantContact';
import { dayMs } from '../../shared/clock';
import type { ContactEvent } from './contactEvent';
import { contactEvent } from './contactEvent';
import type { DeletedState } from './pollState';
import type { Found, PollPorts } from './ports';
import type { Reading } from './steadyReading';
import { readSteadily } from './steadyReading';
import type { DatedEvent, WindowRules } from './toldWindow';
import { momentOf, mostRemembered, openWindow, unlessAhead } from './toldWindow';

/** Deletions have a day only (definition ContactResource `deleted_at`), in a time zone that is not documented. */
const rules: WindowRules = { overlapMs: 2 * dayMs, mostRemembered };

interface Deletion extends DatedEvent {
	readonly contact: FoundContact;
}

/**
 * Who was deleted since the last poll. Constant Contact filters by no date of deletion, and whether a deletion touches
 * `updated_at` is not documented, so all deleted contacts are read: a request for each 500. Their number comes with the
 * first page: while it stays the same, the rest is read only once a day, in case one contact was deleted and another
 * restored.
 * @throws Problem
 */
export async function findDeleted(
	kept: DeletedState | undefined,
	includesHistory: boolean,
	ports: PollPorts,
): Promise<Found<DeletedState>> {
	const now = ports.clock.now();
	const state = unlessAhead(kept, now);
	const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
	const from = state ?? { after: includesHistory ? 0 : now - rules.overlapMs, told: {} };
	let total: number | undefined;
	const read = async () => {
		const reading = await readDeletions(from.after, state?.readOn === today ? state.total : undefined, ports);
		total = reading.total;
		return reading;
	};
	if (state === undefined && !includesHistory) {
		const { found } = await read();
		return { events: [], state: { ...openWindow(found, now, rules), total, readOn: today } };
	}
	const { fresh, window } = await readSteadily(from, read, now, rules);
	const { after, told } = state === undefined && fresh.length === 0 ? openWindow([], now, rules) : window;
	return {
		events: fresh.map((deletion) => toEvent(deletion, now)),
		state: { after, told, total, readOn: today },
	};
}

/** A few of the latest deletions, of the first 500 that Constant Contact shows. @throws Problem */
export async function recentlyDeleted(most: number, ports: PollPorts): Promise<ContactEvent[]> {
	for await (const { contacts } of ports.constantContact.deletedContactPages()) {
		const latest = contacts.flatMap(toDeletion).sort((a, b) => b.at - a.at);
		return latest.slice(0, most).map((deletion) => toEvent(deletion, ports.clock.now()));
	}
	return [];
}

/**
 * @param after milliseconds since 1970; people deleted by then are dropped page by page, since an account keeps them
 * all
 */
async function readDeletions(
	after: number,
	unchangedTotal: number | undefined,
	ports: PollPorts,
): Promise<Reading<Deletion> & { readonly total: number | undefined }> {
	const found: Deletion[] = [];
	let total: number | undefined;
	let pages = 0;
	for await (const page of ports.constantContact.deletedContactPages()) {
		for (const deletion of page.contacts.flatMap(toDeletion)) if (deletion.at > after) found.push(deletion);
		pages++;
		total ??= page.total;
		if (total !== undefined && total === unchangedTotal) break;
		await ports.clock.breathe();
	}
	return { found, pages, total };
}

function toDeletion(contact: FoundContact): Deletion[] {
	const days = [contact.deletedAt, contact.updatedAt].map((date) => date?.slice(0, 'YYYY-MM-DD'.length));
	const at = momentOf(...days);
	return at === undefined ? [] : [{ contactId: contact.id, at, contact }];
}

function toEvent({ contact, at }: Deletion, now: number): ContactEvent {
	return contactEvent('deleted', contact, new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length), now);
}
