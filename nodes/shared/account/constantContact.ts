/** One asynchronous job of Constant Contact, as far as we look at it. */
export interface Activity {
	readonly id: string;
	readonly state: string;
	/** Texts of Constant Contact's about the job. */
	readonly errors: readonly string[];
	readonly counters: Readonly<Record<string, number>>;
	/** Where an export's file is, once it is completed. */
	readonly resultPath?: string;
}

/** Whom a bulk export is about. */
export type ContactSelection =
	| { readonly listId: string }
	| { readonly tagId: string }
	| { readonly status: 'unsubscribed' | 'removed' };

/** A list of contacts; `members` only where it was asked for. */
export interface ContactList {
	readonly id: string;
	readonly name: string;
	readonly isDeleted: boolean;
	readonly members?: number;
}

/**
 * A contact, as far as somebody's leaving goes. Dates are ISO 8601 as Constant Contact wrote them, in any of its
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

/** What the recipe asks of Constant Contact. Every method throws a Problem when the answer is a refusal. */
export interface ConstantContact {
	/** Hands over one body of POST /activities/contacts_json_import, with so many rows. */
	importContacts(body: Buffer, rows: number): Promise<Activity>;
	/** How the activities with these ids stand; one that Constant Contact no longer knows is absent. */
	activities(ids: ReadonlySet<string>): Promise<Map<string, Activity>>;
	/** Which activities of the account have not ended, among those created since then (milliseconds since 1970). */
	unfinishedActivities(since: number): Promise<Set<string>>;
	/**
	 * Starts a bulk export of contacts. It reads only.
	 * @param fields names of the API guide's "export contacts"; undefined for everything there is
	 * @returns undefined where Constant Contact does not take such a selection
	 */
	startExport(selection: ContactSelection, fields: readonly string[] | undefined): Promise<Activity | undefined>;
	/** The bytes of a completed export's CSV file. */
	openExport(resultPath: string): Promise<AsyncIterable<Uint8Array>>;
	/** The addresses of deleted contacts, page by page. */
	deletedContacts(): AsyncIterable<readonly string[]>;
	lists(): Promise<ReadonlyArray<{ id: string; name: string }>>;
	/** @returns the new list's id, or that of the list of this name which is there meanwhile */
	createList(name: string, description: string): Promise<string>;
	deleteList(id: string): Promise<Activity | undefined>;
	/** Takes everybody who is on the list `membersOf` off the list `listId`. */
	removeMembers(listId: string, membersOf: string): Promise<Activity>;
	/** The ids of the account's tags by their names. */
	tags(): Promise<Map<string, string>>;
	/** @returns the new tag's id */
	createTag(name: string): Promise<string>;
	/** Puts tags on everybody on the list. */
	tagMembers(listId: string, tagIds: readonly string[]): Promise<Activity>;
	/** Takes a tag off everybody on the list. */
	untagMembers(listId: string, tagId: string): Promise<Activity>;
}
