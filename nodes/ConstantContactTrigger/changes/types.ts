import type { ConstantContactApi } from '../../shared/constantContact/client';
import type { ContactList } from '../../shared/account/constantContact';
import type { Clock } from '../../shared/clock';
import type { ToldWindow } from './toldWindow';

export const eventKinds = ['unsubscribed', 'leftList', 'deleted'] as const;
export type EventKind = (typeof eventKinds)[number];

/** What befell one person, as it leaves the trigger: one item each, the same keys whatever the event. */
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

/** What the trigger remembers between two polls. An event that has never been looked for has no entry. */
export interface PollState {
	readonly unsubscribed?: ToldWindow;
	readonly deleted?: DeletedState;
	readonly leftList?: LeftListState;
}

export interface DeletedState extends ToldWindow {
	/** How many contacts were deleted when all were read last, and on which day (YYYY-MM-DD) that was. */
	readonly total?: number;
	readonly readOn?: string;
}

export interface LeftListState {
	readonly listId: string;
	/** Fingerprints of the addresses of everybody who had left, one behind the other. */
	readonly known: string;
}

export interface PollSettings {
	readonly events: readonly EventKind[];
	/** Only for `leftList`. */
	readonly list?: ContactList;
	/** Whether the first poll tells whatever happened before it. */
	readonly includesHistory: boolean;
}

export interface PollPorts {
	readonly constantContact: Pick<
		ConstantContactApi,
		| 'contactsOptedOutAfter'
		| 'deletedContactPages'
		| 'contactByEmail'
		| 'tags'
		| 'startExport'
		| 'activities'
		| 'openExport'
	>;
	readonly clock: Clock;
}

/** What a poll found of one kind, and what is to be remembered once that has been handed over. */
export interface Found<State> {
	readonly events: readonly ContactEvent[];
	readonly state: State;
}
