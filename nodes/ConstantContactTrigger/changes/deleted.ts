import type { FoundContact } from '../../shared/account/constantContact';
import { dayMs } from '../../shared/clock';
import type { ContactEvent } from './contactEvent';
import { contactEvent } from './contactEvent';
import type { DeletedState } from './pollState';
import type { Found, PollPorts } from './ports';
import type { DatedEvent, WindowRules } from './toldWindow';
import { advanceWindow, mostRemembered, openWindow, unlessAhead } from './toldWindow';

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
	const { found, total } = await readDeletions(from.after, state?.readOn === today ? state.total : undefined, ports);
	const reading = { total, readOn: today };
	if (state === undefined && !includesHistory)
		return { events: [], state: { ...openWindow(found, now, rules), ...reading } };
	const { fresh, window } = advanceWindow(from, found, now, rules);
	const next = state === undefined && fresh.length === 0 ? openWindow([], now, rules) : window;
	return {
		events: fresh.map((deletion) => toEvent(deletion, now)),
		state: { after: next.after, told: next.told, ...reading },
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
): Promise<{ found: Deletion[]; total: number | undefined }> {
	const found: Deletion[] = [];
	let total: number | undefined;
	for await (const page of ports.constantContact.deletedContactPages()) {
		for (const deletion of page.contacts.flatMap(toDeletion)) if (deletion.at > after) found.push(deletion);
		total ??= page.total;
		if (total !== undefined && total === unchangedTotal) break;
		await ports.clock.breathe();
	}
	return { found, total };
}

function toDeletion(contact: FoundContact): Deletion[] {
	const at = Date.parse((contact.deletedAt ?? contact.updatedAt ?? '').slice(0, 'YYYY-MM-DD'.length));
	return Number.isNaN(at) ? [] : [{ contactId: contact.id, at, contact }];
}

function toEvent({ contact, at }: Deletion, now: number): ContactEvent {
	return contactEvent('deleted', contact, new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length), now);
}
