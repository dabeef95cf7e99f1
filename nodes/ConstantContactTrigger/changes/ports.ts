import type { Clock } from '../../shared/clock';
import type { ConstantContact, ContactList, ContactPage, FoundContact } from '../../shared/account/constantContact';
import type { ContactEvent, EventKind } from './contactEvent';

export interface PollSettings {
	readonly events: readonly EventKind[];
	/** Only for `leftList`. */
	readonly list?: ContactList;
	/** Whether the first poll tells whatever happened before it. */
	readonly includesHistory: boolean;
}

/** What a poll asks of Constant Contact. Every method throws a Problem when the answer is a refusal. */
export interface PolledContacts extends Pick<ConstantContact, 'tags' | 'startExport' | 'activities' | 'openExport'> {
	/** Everybody whose opt-out has a date from this moment on (milliseconds since 1970). */
	contactsOptedOutAfter(moment: number): AsyncIterable<ContactPage>;
	/** All deleted contacts; how many there are comes with the first page, where Constant Contact tells. */
	deletedContactPages(): AsyncIterable<ContactPage>;
	/** The contact with this address and its lists and tags, be it deleted. */
	contactByEmail(email: string): Promise<FoundContact | undefined>;
}

export interface PollPorts {
	readonly constantContact: PolledContacts;
	readonly clock: Clock;
}

/** What a poll found of one kind, and what is to be remembered once that has been handed over. */
export interface Found<State> {
	readonly events: readonly ContactEvent[];
	readonly state: State;
}
