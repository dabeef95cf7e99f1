import type { Clock } from '../../shared/clock';
import type { ConstantContact, ContactList } from '../../shared/account/constantContact';
import type { ContactEvent, EventKind } from './contactEvent';

export interface PollSettings {
	readonly events: readonly EventKind[];
	/** Finds the list of `leftList`; throws a Problem where there is none, or no longer, which is that event's alone. */
	readonly list: () => Promise<ContactList>;
	/** Whether the first poll tells whatever happened before it. */
	readonly includesHistory: boolean;
}

/** What a poll is given from outside. */
export interface PollPorts {
	readonly constantContact: Pick<
		ConstantContact,
		| 'contactsOptedOutAfter'
		| 'deletedContactPages'
		| 'contactByEmail'
		| 'tags'
		| 'contactsAtOnce'
		| 'contactsByPages'
		| 'startDownload'
		| 'activities'
		| 'openDownload'
	>;
	readonly clock: Clock;
}

/** What a poll found of one kind, and what is to be remembered once that has been handed over. */
export interface Found<State> {
	readonly events: readonly ContactEvent[];
	readonly state: State;
}
