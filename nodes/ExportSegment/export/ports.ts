import type { Activity, RunActivity } from './types';

/** What the recipe asks of Constant Contact. Every method throws a Problem when the answer is a refusal. */
export interface ConstantContact {
	/** Hands over one body of POST /activities/contacts_json_import. */
	importContacts(body: Buffer): Promise<Activity>;
	/** How the activities with these ids stand; one that Constant Contact no longer knows is absent. */
	activities(ids: ReadonlySet<string>): Promise<Map<string, Activity>>;
	/** Starts a bulk export of the list's members, e-mail addresses only. */
	startMemberExport(listId: string): Promise<Activity>;
	/** The bytes of a completed export's CSV file. */
	openExport(resultPath: string): Promise<AsyncIterable<Uint8Array>>;
}

export interface Clock {
	/** Milliseconds since some fixed moment. */
	now(): number;
	/** Resolves after `ms` milliseconds; throws a Problem as soon as the execution is cancelled. */
	sleep(ms: number): Promise<void>;
	/** Lets others run if this run has held the event loop for a while; throws a Problem once the execution is cancelled. */
	breathe(): Promise<void>;
}

/** Told of what has been done, so that a failure can say it and a log can show it. */
export interface Journal {
	profilesRead(rows: number): void;
	activityStarted(activity: RunActivity): void;
	activityEnded(activity: RunActivity): void;
}

export interface Ports {
	readonly constantContact: ConstantContact;
	readonly clock: Clock;
	readonly journal: Journal;
}
