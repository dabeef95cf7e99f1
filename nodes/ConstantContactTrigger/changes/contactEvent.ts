import type { FoundContact } from '../../shared/account/constantContact';

export const eventKinds = ['unsubscribed', 'leftList', 'deleted'] as const;
export type EventKind = (typeof eventKinds)[number];

/** What happened to one person, as it leaves the trigger: one item each, the same keys whatever the event. */
export interface ContactEvent {
	readonly event: EventKind;
	/** Null where a contact has an SMS number only. */
	readonly email: string | null;
	readonly contactId: string;
	/**
	 * ISO 8601: the moment of an opt-out, the day of a deletion; null for who left a list, which Constant Contact does
	 * not date.
	 */
	readonly occurredAt: string | null;
	/** ISO 8601: when the trigger saw it. */
	readonly noticedAt: string;
	/** `Contact` (the person) or `Account` (somebody of yours), where the person is unsubscribed. */
	readonly optOutSource: string | null;
	/** What the person gave as a reason. */
	readonly optOutReason: string | null;
	/** The list that was left. */
	readonly listId: string | null;
	readonly listName: string | null;
}

/**
 * What happened to a contact.
 * @param occurredAt ISO 8601, or null where Constant Contact does not date it
 * @param now milliseconds since 1970
 */
export function contactEvent(
	event: EventKind,
	contact: FoundContact,
	occurredAt: string | null,
	now: number,
): ContactEvent {
	return {
		event,
		email: contact.email ?? null,
		contactId: contact.id,
		occurredAt,
		noticedAt: new Date(now).toISOString(),
		...optOutOf(contact),
		listId: null,
		listName: null,
	};
}

/**
 * Who took the permission back and why, where the contact is unsubscribed: an older opt-out that was taken back says
 * nothing.
 */
function optOutOf({
	permission,
	optOutSource,
	optOutReason,
}: FoundContact): Pick<ContactEvent, 'optOutSource' | 'optOutReason'> {
	const isUnsubscribed = permission === undefined || permission === 'unsubscribed';
	return {
		optOutSource: (isUnsubscribed && optOutSource) || null,
		optOutReason: (isUnsubscribed && optOutReason) || null,
	};
}
