import type { ContactField } from '../../../shared/account/contactFields';

/** A profile's fields as they came in. Untrusted: any value, any name. */
export type ProfileFields = Readonly<Record<string, unknown>>;

/** Some profiles of the source in their order; `firstRow` is the number of the first one, counted from 1. */
export interface ProfilePage {
	readonly firstRow: number;
	readonly profiles: readonly ProfileFields[];
	/**
	 * The same profiles as rows of a table, where they come as such: made into objects only if somebody asks for
	 * `profiles`.
	 */
	readonly table?: TableRows;
}

/** Some rows of a table with named columns, every cell a text. */
export interface TableRows {
	readonly size: number;
	/** Names of the columns, each once; the same array for all pages of a file. */
	readonly columns: readonly string[];
	/** The cells row by row: as many for each row as there are columns. */
	readonly cells: readonly string[];
}

/** Where profiles come from. Every call of `pages` reads the source from its start, with the same result. */
export interface ProfileSource {
	/** About how many profiles there are, where that is known; with a file, once its first rows have been read. */
	readonly expectedProfiles?: number;
	pages(): AsyncIterable<ProfilePage> | Iterable<ProfilePage>;
}

/** How a profile's fields become the values of contact fields: one value for each of `columns`, in their order. */
export interface Mapping {
	readonly columns: readonly ContactField[];
	/** Whether n8n evaluates an expression for each profile, in about 0.5 ms. */
	readonly isSlow: boolean;
	/** What reads the values of the profiles of one page. */
	readerOf(page: ProfilePage): ValueReader;
}

/**
 * Fills `values` for the profile at `index` of the page. Throws what n8n's evaluation of a complex expression throws.
 */
export type ValueReader = (index: number, values: unknown[]) => void;

/** Why a profile is not on the list (design: "Codes"). */
export type RejectionCode =
	| 'email_missing'
	| 'email_invalid'
	| 'email_too_long'
	| 'value_too_long'
	| 'date_invalid'
	| 'too_many_custom_fields'
	| 'opted_out_of_list'
	| 'unsubscribed'
	| 'deleted'
	| 'refused_by_constant_contact';

export interface Rejection {
	readonly code: RejectionCode;
	/** Label of the contact field that is at fault. */
	readonly field?: string;
	/** A sentence for a marketer. */
	readonly reason: string;
	readonly segment?: string;
	readonly row?: number;
}

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

/** An activity of this run as the summary shows it: rows and bytes of body that it was given. */
export interface RunActivity {
	readonly activityId: string;
	readonly kind: 'import' | 'remove' | 'tag';
	readonly state: string;
	readonly rows: number;
	readonly bytes: number;
	readonly errors: readonly string[];
}

/** The counts of design.md's summary; read = duplicates + rejected + optedOut + deleted + unchanged + sent. */
export interface ProfileCounts {
	read: number;
	duplicates: number;
	rejected: number;
	optedOut: number;
	deleted: number;
	unchanged: number;
	sent: number;
	refused: number;
	removed: number;
}

export type SyncMode = 'addOrUpdate' | 'mirror' | 'remove';

export interface ExportPolicy {
	readonly syncMode: SyncMode;
	/** Leave alone who left the list or unsubscribed. */
	readonly respectOptOuts: boolean;
	/** Send contacts that were deleted in Constant Contact, which brings them back. */
	readonly restoreDeletedContacts: boolean;
	/** Send only who is not on the list yet or has other values there. */
	readonly onlyChanges: boolean;
	/** Percent of the list's members that may be taken off in one run. */
	readonly maximumRemovalPercent: number;
	/** Names of tags to put on everybody on the list after the export. */
	readonly tags: readonly string[];
	readonly invalidProfiles: 'reject' | 'stop';
	readonly longValues: 'reject' | 'truncate';
	readonly duplicateProfiles: 'last' | 'first';
	readonly smsPermissionToSend: 'not_set' | 'explicit';
	/** Rows in one import, at most. */
	readonly maximumBatchRows: number;
	readonly waitForCompletion: boolean;
	/** Milliseconds. */
	readonly maximumWaitMs: number;
}

/** Stands for a list that is not there yet, in the length of a true ID: a preview packs with it. */
export const unmadeListId = '00000000-0000-0000-0000-000000000000';

export interface ExportRun {
	/** `unmadeListId` where the list is missing. */
	readonly listId: string;
	readonly listName: string;
	/** Whether there is no such list yet: it is made once the run is to change something. */
	readonly isListMissing?: boolean;
	/** Names of the segments that are exported, where the profiles say which they belong to. */
	readonly segments?: readonly string[];
	/**
	 * What tells of a page's profiles, by index, whether they belong to them; without it all do. The same answer at each
	 * reading.
	 */
	readonly memberTestOf?: (page: ProfilePage) => (index: number) => boolean;
	/**
	 * Whether nobody is on the list yet, as far as Constant Contact says so: then there are no values to compare with.
	 */
	readonly isListEmpty: boolean;
	/** Reckon and tell what would happen, and change nothing. */
	readonly isPreview: boolean;
	readonly source: ProfileSource;
	readonly mapping: Mapping;
	readonly policy: ExportPolicy;
}

/** What stands between a run and an abnormal removal. */
export interface Guard {
	readonly tripped: boolean;
	/** People who would be taken off the list. */
	readonly leavers: number;
	/** People on the list who are not unsubscribed. */
	readonly members: number;
	/** Leavers in 100 members. */
	readonly percent: number;
}

export interface ExportOutcome {
	readonly status: 'completed' | 'processing' | 'preview';
	/** The list's ID, if the run made it. */
	readonly madeListId?: string;
	readonly guard: Guard;
	/** Requests that the export would take beside the reading that a preview does as well; only in a preview. */
	readonly plannedCalls?: number;
	/** People who were to be taken off the list and are still on it. */
	readonly stayed?: number;
	/** Whether the list on which leavers were gathered could not be deleted; the next run does it. */
	readonly leftScratchList?: boolean;
	/** Whether nobody could know who had left the list before this run. */
	readonly isFirstRun: boolean;
	readonly counts: ProfileCounts;
	readonly activities: readonly RunActivity[];
}
