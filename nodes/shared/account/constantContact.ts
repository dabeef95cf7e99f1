import type { ContactField, CustomField } from './contactFields';

/** One asynchronous job of Constant Contact, as far as we look at it. */
export interface Activity {
	readonly id: string;
	readonly state: string;
	/** Texts of Constant Contact's about the job. */
	readonly errors: readonly string[];
	readonly counters: Readonly<Record<string, number>>;
	/**
	 * Taken for the job whose answer was lost, and nothing but its end can tell whether it is: only ever an import.
	 */
	readonly isFound?: boolean;
}

/** Which contacts are read: by one page, by several, or by a bulk export. */
export type ContactSelection =
	| { readonly listId: string }
	| { readonly tagId: string }
	| { readonly status: 'unsubscribed' | 'removed' };

/** A contact with the values that are stored of it. */
export interface ShownContact {
	/** Absent where a contact has an SMS number only. */
	readonly email?: string;
	/**
	 * Texts by what they are: `first_name`, `home_phone`, `other_zip` …, custom fields by their IDs. What is not stored
	 * is absent; what is stored and cannot be told from the answer is undefined.
	 */
	readonly values: ReadonlyMap<string, string | undefined>;
}

/** A list of contacts; `members` only where it was asked for. */
export interface ContactList {
	readonly id: string;
	readonly name: string;
	readonly isDeleted: boolean;
	readonly members?: number;
}

/**
 * A contact, as far as it tells of somebody who left. Dates are ISO 8601 as Constant Contact wrote them, in any of its
 * variants.
 */
export interface FoundContact {
	readonly id: string;
	/** Absent where a contact has an SMS number only. */
	readonly email?: string;
	/** `explicit`, `implicit`, `unsubscribed` … */
	readonly permission?: string;
	/** `Contact` or `Account`: who took the permission back. */
	readonly optOutSource?: string;
	readonly optOutDate?: string;
	readonly optOutReason?: string;
	readonly emailUpdatedAt?: string;
	readonly updatedAt?: string;
	/** The day, where the contact is deleted. */
	readonly deletedAt?: string;
	/** Only where they were asked for. */
	readonly listIds: readonly string[];
	readonly tagIds: readonly string[];
}

/** One page of GET /contacts; how many contacts there are on all pages, where Constant Contact tells. */
export interface ContactPage {
	readonly contacts: readonly FoundContact[];
	readonly total?: number;
}

/**
 * What we ask Constant Contact, one method for each request. Every method throws a Problem if the answer is a refusal.
 */
export interface ConstantContact {
	/** Every list of the account that is not deleted, in one request for up to 1,000 (an account has no more). */
	lists(): Promise<ContactList[]>;
	/** The list with this ID, deleted or not; undefined if there is none. */
	list(id: string): Promise<ContactList | undefined>;
	/**
	 * @returns the new list's ID. Where a list of this name is there already, it is that one: an answer was lost, or
	 * somebody else has just made it. [assumed] Names that differ in capitals only are the same to Constant Contact.
	 */
	createList(name: string, description: string): Promise<string>;
	/** @returns the job that deletes the list, or undefined where it is gone already */
	deleteList(id: string): Promise<Activity | undefined>;

	/** The IDs of the account's tags by name. */
	tags(): Promise<Map<string, string>>;
	/** @returns the new tag's ID, or that of the tag of this name which exists already */
	createTag(name: string): Promise<string>;
	/** Puts tags on everybody on the list. */
	tagMembers(listId: string, tagIds: readonly string[]): Promise<Activity>;
	/**
	 * Takes a tag off everybody on the list.
	 * @param except up to 500 contacts, by their IDs, who keep it
	 */
	untagMembers(listId: string, tagId: string, except: readonly string[]): Promise<Activity>;

	customFields(): Promise<CustomField[]>;
	/**
	 * Contacts with an opt-out date after a moment, page by page in no certain order; whether they are unsubscribed
	 * still, their permission tells. `updated_after` would not do: an opt-out leaves a contact's own `updated_at` as it
	 * was (Constant Contact's support, community posts 387264 and 422146).
	 * @param moment milliseconds since 1970
	 */
	contactsOptedOutAfter(moment: number): AsyncIterable<ContactPage>;
	/**
	 * All deleted contacts, page by page in no certain order, with their number: nothing filters them by the day of
	 * their deletion.
	 */
	deletedContactPages(): AsyncIterable<ContactPage>;
	/**
	 * The contacts of a selection, where one page holds all of them: one request, and no job to wait for.
	 * [assumed] A page is as fresh as a bulk export that is started at the same moment.
	 * @param columns fields whose values are wanted
	 * @returns undefined where there are more, where the account does not give them like this, or where the answer does
	 * not prove by its count and by each contact that it is whole and what was asked for
	 */
	contactsAtOnce(
		selection: ContactSelection,
		columns: readonly ContactField[],
	): Promise<readonly ShownContact[] | undefined>;
	/**
	 * The contacts of a selection page by page, however many there are: where a bulk export does not take it. Throws a
	 * Problem at the end if not all of them came.
	 */
	contactsByPages(
		selection: ContactSelection,
		columns: readonly ContactField[],
	): AsyncIterable<readonly ShownContact[]>;
	/**
	 * Which members of a list are not on the other one, by the contacts' IDs. Each contact shows both memberships at the
	 * same moment: who has just been put on the list, and is shown there, is shown as they stand after that.
	 * @param count how many must be on the list
	 * @returns undefined where one page does not show all of them
	 */
	membersNotOn(listId: string, otherListId: string, count: number): Promise<readonly string[] | undefined>;
	/** The contact with this address, deleted or not, with its lists and tags; undefined if there is none. */
	contactByEmail(email: string): Promise<FoundContact | undefined>;

	/**
	 * Starts a bulk export (API guide, "export contacts"). It changes nothing, so it is sent again if its answer was
	 * lost, and never looked for: nothing in an export's file tells whose contacts they are.
	 * @param fields what to show of each contact; undefined for everything
	 * @returns undefined where Constant Contact does not take such a selection: status `removed` is in the guide only
	 */
	startDownload(selection: ContactSelection, fields: readonly string[] | undefined): Promise<Activity | undefined>;
	/**
	 * The bytes of a completed bulk export's CSV file. Where they are cut off it is fetched again; reading them throws a
	 * Problem if that does not help.
	 * @param id of an export that was started here
	 * @throws Problem if Constant Contact does not tell where the file is, or names the file of another export
	 */
	openDownload(id: string): Promise<AsyncIterable<Uint8Array>>;

	/**
	 * Hands over one body of POST /activities/contacts_json_import. Where the answer was lost, an import that may be this
	 * one is taken for it.
	 * @param rows how many the body has; undefined to send it again without a look, which does no harm
	 */
	importContacts(body: Buffer, rows?: number): Promise<Activity>;
	/** Takes everybody who is on the list `membersOf` off the list `listId`; contacts and their permission stay. */
	removeMembers(listId: string, membersOf: string): Promise<Activity>;
	/** How these activities stand, in one request however many they are; those no longer known are absent. */
	activities(ids: ReadonlySet<string>): Promise<Map<string, Activity>>;
	/**
	 * The activities of the account that have not ended, in the newest 500.
	 * @param since milliseconds since 1970: those created before are left out
	 */
	unfinishedActivities(since: number): Promise<Set<string>>;
}
