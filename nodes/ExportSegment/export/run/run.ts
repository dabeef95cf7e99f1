import type { ContactList } from '../../../shared/account/constantContact';
import type { ContactField } from '../../../shared/account/contactFields';
import type { ProfilePage, ProfileSource } from '../../../shared/files/pages';
import type { SyncRules } from './syncModes';

/** How a profile's fields become the values of contact fields: one value for each of `columns`, in their order. */
export interface Mapping {
	readonly columns: readonly ContactField[];
	/** Whether n8n evaluates an expression for each profile, in about 0.5 ms. */
	readonly isSlow: boolean;
	/**
	 * What reads the values of the profiles of one page.
	 * @throws Problem where a column that the mapping cannot do without is missing
	 */
	readerOf(page: ProfilePage): ValueReader;
	/**
	 * Where the values stand in the page's table, if each of them is what one cell holds; undefined otherwise. The same
	 * object for all pages of a file.
	 */
	cellsOf(page: ProfilePage): CellPlaces | undefined;
	/** Whether a column of this name may hold the address: by it a file's column names are known. */
	readonly isAddressName?: (name: string) => boolean;
	/** Of items: names of fields that are mapped and that no profile has; known once the source has been read. */
	readonly fieldsMissing?: () => readonly string[];
	/** Told once the whole source has been read. @throws Problem if no profile has what the mapping needs */
	readonly endOfSource?: () => void;
	/**
	 * Which columns were taken, of a file or where they are chosen automatically; known once the source has been read.
	 */
	readonly columnsTaken?: () => ColumnsTaken;
	/** The columns that were left out and may tell who wants no email; known once the source has been read. */
	readonly consentColumns?: () => readonly string[];
}

/** Which of a table's columns hold a profile's values. */
export interface CellPlaces {
	/** That of the address. */
	readonly email: number;
	/** Those of the other mapped columns that have one. */
	readonly others: ReadonlyArray<{ readonly column: number; readonly place: number }>;
}

/** Names of the source's columns, by what became of them. */
export interface ColumnsTaken {
	/** Labels of contact fields, each with the columns that its values come from. */
	readonly used: ReadonlyMap<string, readonly string[]>;
	readonly leftOut: readonly string[];
	/** Columns that can be the address equally well: the first that is not empty counts. */
	readonly rivals: readonly string[];
	/** Columns that are about somebody else than whose address it is, in all profiles or some. */
	readonly ofOthers: readonly string[];
}

/**
 * Fills `values` for the profile at `index` of the page. Throws what n8n's evaluation of a complex expression throws.
 */
export type ValueReader = (index: number, values: unknown[]) => void;

/** The user's options, defaults filled in. */
export interface ExportPolicy {
	readonly sync: SyncRules;
	/** Leave people alone who left the list or unsubscribed. */
	readonly respectOptOuts: boolean;
	/** Send contacts that were deleted in Constant Contact, which brings them back. */
	readonly restoreDeletedContacts: boolean;
	/** Send only people who are not on the list yet, or have other values there. */
	readonly onlyChanges: boolean;
	/** Percent of the list's members that may be taken off in one run. */
	readonly maximumRemovalPercent: number;
	/** Names of tags to put on everybody on the list after the export. */
	readonly tags: readonly string[];
	readonly invalidProfiles: 'reject' | 'stop';
	readonly longValues: 'reject' | 'truncate';
	/** What becomes of a value that its field cannot hold; `reject`: the whole profile is rejected. */
	readonly invalidValues: 'leaveOut' | 'reject';
	/** Which comes first in dates that leave it open; `auto`: as the rest of the column shows. */
	readonly dateOrder: 'auto' | 'monthFirst' | 'dayFirst';
	/** The workflow's, as in the IANA's database. */
	readonly timeZone: string;
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

/** One export of a source to one list. */
export interface ExportRun {
	/** `unmadeListId` where the list is missing. */
	readonly listId: string;
	readonly listName: string;
	/** Whether there is no such list yet: it is made once the run is to change something. */
	readonly isListMissing?: boolean;
	/** Names of the segments that are exported, where the profiles say which they belong to. */
	readonly segments?: readonly string[];
	/** Those among them that no profile is in, where the user had picked them by their names. */
	readonly emptySegments?: readonly string[];
	/**
	 * What tells of a page's profiles, by index, whether they belong to them; without it all do. The same answer at each
	 * reading.
	 */
	readonly memberTestOf?: (page: ProfilePage) => (index: number) => boolean;
	/** Where the list is meant by its name: the IDs of all lists that the user's names mean and that are there. */
	readonly listsMeantByName?: readonly string[];
	/** How many people are on the list, as far as Constant Contact says so. */
	readonly listMembers?: number;
	/** The account's lists, where they were read just before. */
	readonly accountLists?: readonly ContactList[];
	/** Work out and report what would happen, and change nothing. */
	readonly isPreview: boolean;
	readonly source: ProfileSource;
	readonly mapping: Mapping;
	readonly policy: ExportPolicy;
}
