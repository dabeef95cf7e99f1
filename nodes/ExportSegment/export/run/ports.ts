import type { ContactSelection } from '../../../shared/constantContact/client';
import type { Activity, RunActivity } from './run';

export type { ContactSelection };

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

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms` milliseconds; throws a Problem as soon as the execution is cancelled. */
	sleep(ms: number): Promise<void>;
	/**
	 * Lets others run if this run has held the event loop for a while; throws a Problem once the execution is cancelled.
	 */
	breathe(): Promise<void>;
}

/**
 * Told of what goes on, so that a failure can say what had been done, and who looks can see how far it is. Numbers
 * only.
 */
export interface Journal {
	profilesRead(rows: number): void;
	/** The compare is done: so many profiles will be sent, and so many people taken off the list. */
	planned(toSend: number, leavers: number): void;
	activityStarted(activity: RunActivity): void;
	/** Told once for each activity, as soon as it is seen to have ended. */
	activityEnded(activity: RunActivity): void;
}

/** Requests sent so far, and how many of them were looks at running jobs. */
export interface Calls {
	readonly calls: number;
	readonly polls: number;
}

export interface Ports {
	readonly constantContact: ConstantContact;
	readonly clock: Clock;
	readonly journal: Journal;
}
