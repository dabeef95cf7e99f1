import type { QueueFullBody } from './errors';
import type { LastPageLinks } from './paging';
import type { TimestampStyle } from './timestamps';

/**
 * One switch for each thing that is assumed of Constant Contact, and for each where its pages contradict each other or
 * are silent (docs/constant-contact.md). The defaults are the likelier reading, and where there is none, the stricter one.
 * All of them may be changed while the simulator runs.
 */
export interface Switches {
	/** Assumed: status of `invalid_grant`. */
	invalidGrantStatus: 400 | 401 | 403;
	/** Reported twice: the authorize page answers 400 where an app that has a secret asks with PKCE. */
	pkceWithSecret: 'refused' | 'accepted';
	/** Reported: a rotation kills every earlier refresh token of the app key, or only those of the same sign-in. */
	rotationKills: 'client' | 'signIn';
	/** Assumed: do refused calls use up the day's quota, and the second's four as well? */
	refusedCallsCount: 'day' | 'dayAndSecond' | 'never';
	/** Assumed: body of the 429 for the 1,001st queued activity. */
	queueFullBody: QueueFullBody;

	/** Assumed: 4 MB read as 4,000,000 or 4,194,304 bytes. */
	importByteCap: number;
	/** Documented: rows of a JSON import, lines of a CSV with its header. */
	importRowCap: number;
	/** Assumed: a JSON body cut at the cap is repaired (whole rows kept) or answered 400. */
	oversizeJson: 'repaired' | 'refused';
	/** Assumed: does the CSV's 40,000 count lines, also those within quotes, or records? */
	csvCapCounts: 'lines' | 'records';
	/** Contradictory: e-mail addresses of 51 to 80 characters. */
	emailsOver50: 'accepted' | 'refused';
	/** Assumed: other over-long values make an error of the row, or are cut. */
	longValues: 'refused' | 'truncated';
	/** Assumed: letters outside ASCII before the @. */
	nonAsciiLocalParts: 'refused' | 'accepted';
	/** Assumed: blank and null values leave what is stored, or erase it. */
	blankValues: 'keep' | 'erase';
	/** Reported: of several rows for one address only the last counts, or each adds its values in turn. */
	duplicateRows: 'lastOnly' | 'merged';
	/** Silent: are the properties of an unsubscribed contact still updated? */
	unsubscribedAreUpdated: boolean;
	/** Documented: an import puts people back on a list which they left. */
	leaversAreReadded: boolean;
	/** Assumed: an import restores deleted contacts. */
	deletedAreRestored: boolean;
	/** Assumed: a `cf:` name that does not exist. */
	unknownCustomFields: 'ignored' | 'refused';
	/** Assumed: a column that is neither known nor `cf:`. */
	unknownColumns: 'ignored' | 'refused';
	/** Assumed: values that do not suit the type of their custom field. */
	customFieldTypes: 'unchecked' | 'checked';
	/** Contradictory: key of the home country in JSON rows. */
	homeCountryKey: 'both' | 'home_country' | 'home country';
	/** Assumed: numbers and booleans where the schema says string, digits in a string where it says integer. */
	looseJsonTypes: 'refused' | 'accepted';
	/** Assumed for JSON: items_total_count with the header row. */
	itemsTotalCountsHeader: boolean;
	/** Custom fields of a contact at most: 50 in shipping integrations (reported), 25 in the specification. */
	mostCustomFields: 50 | 25;
	/** Documented against documented: phones, ZIP, country and streets are cut at the knowledge base's limits. */
	storedLengths: 'specification' | 'knowledgeBase';
	/** Documented for V2: an anniversary after 1900 and at most ten years ahead, or any. */
	anniversaries: 'limited' | 'any';
	/** Recorded for POST /contacts, inferred for imports: `IL` and `US` are stored as their names. */
	regionNames: 'full' | 'asSent';
	/** Reported: the sixth update of one address within 24 h is refused for 48 h. */
	signUpAbuseProtection: boolean;

	/**
	 * What `status` of a job holds. `items`: two counters, whatever the job (recorded of other jobs than imports);
	 * `documented`: the specification's for its kind; `total`: a 0; `empty`: `{}`; `absent`: no `status`.
	 */
	activityCounters: 'items' | 'documented' | 'total' | 'empty' | 'absent';
	/** Recorded 2026-09: in GET /activities every `_links.self` is the one of the page's last entry. */
	collectionSelfLinks: 'lastEntrys' | 'own';
	/** Inferred from that: `_links.results` in GET /activities. */
	collectionResultLinks: 'lastEntrys' | 'none' | 'own';
	/** Recorded 2026: the 201 of an export has `_links.results` already; or only the completed job has it. */
	resultLinks: 'atOnce' | 'onceCompleted';
	/** Recorded: how the answer to DELETE /contact_lists looks: no `status`, a self link of an inside address. */
	listDeletionAnswer: 'recorded' | 'documented';
	/**
	 * Recorded of the API before this one: texts of imports begin `Line 2: …` for the first row, for the header is
	 * counted. Or only rows are counted, or the texts have no numbers.
	 */
	errorLines: 'withHeader' | 'rowsOnly' | 'none';
	/** Assumed: how many strings `activity_errors` holds at most. */
	activityErrorsCap: number;
	/** Contradictory: `activity_errors` of tag activities. */
	tagActivityErrors: 'objects' | 'strings';
	/** Contradictory: list ids in the source of remove_list_memberships. */
	removeSourceListCap: 50 | 100;
	/** Assumed: add_list_memberships leaves unsubscribed contacts out. */
	addRefusesUnsubscribed: boolean;
	/** Silent: does unsubscribing end list memberships? (`include_membership_count=all|active` says no.) */
	unsubscribingLeavesLists: boolean;

	/** Recorded: header of exports: labels, the API's field names, or labels in odd case and spacing. */
	exportHeader: 'labels' | 'fieldNames' | 'odd';
	/** Recorded: a column for each kind of phone and address, or one for the first that a contact has. */
	exportTypes: 'typed' | 'untyped';
	/** Inferred from recorded files: only columns that somebody in the file fills. */
	exportColumns: 'inUse' | 'all';
	/** Recorded: one column of addresses, or in older accounts three. */
	exportEmailColumns: 1 | 3;
	/** Recorded: `2020-09-25 16:45:13 -0400`, or as elsewhere in the API. */
	exportTimes: 'offset' | 'iso';
	/** Inferred from a program that strips it: an apostrophe before phone numbers. */
	exportPhones: 'plain' | 'apostrophe';
	/** In the guide only: the export takes status "removed". */
	exportStatusRemoved: 'supported' | 'refused';
	/** Silent: an export of lists without `status` has their unsubscribed members. */
	exportOfListsHasUnsubscribed: boolean;
	/** Silent: columns for custom fields. */
	exportCustomFields: 'never' | 'withoutFields' | 'always';
	/** Silent: a name in `fields` that is not documented. */
	unknownExportFields: 'refused' | 'ignored';
	/** Silent: how dates look in exports. */
	exportDates: 'YYYY-MM-DD' | 'MM/DD/YYYY';
	/** Path of the results link; the specification's example is misspelt. */
	exportLinkPath: 'contact_exports' | 'contacts_exports';
	/** Silent: exports start with a byte order mark. */
	exportHasBom: boolean;

	/** Recorded: names of custom fields are their labels in small letters; the specification keeps capitals. */
	customFieldNames: 'lowerCase' | 'keepCase';
	/** Recorded: a new label changes the name. */
	renamedCustomFields: 'newName' | 'keepName';
	/** Recorded: `opt_in_date` ends in `+00:00` where other times end in `Z`. */
	optInDates: '+00:00' | 'asOthers';
	/** Contradictory: guides and examples write moments in three ways. */
	timestamps: TimestampStyle;
	/** Recorded, both the first two: `_links` on the last page. */
	lastPageLinks: LastPageLinks;
	/** Assumed: an account gives contacts by page, or only one of them by its address. */
	contactPages: 'given' | 'refused';
	/** Silent: how long GET /contacts shows lists and tags of a contact as they were before. */
	membershipsShownAfterSeconds: 0 | 20;
	/** Contradictory: `contacts_count` is of all contacts that are found, or of those in the answer. */
	contactsCount: 'all' | 'page';
	/** Silent: in which order GET /contacts gives contacts. */
	contactsOrder: 'oldestFirst' | 'newestFirst';
	/** Silent: `…_after` and `…_before` take in the moment itself. */
	dateFiltersIncludeTheMoment: boolean;
	/** Silent: how long `optout_after` does not find an opt-out yet. */
	optOutsFoundAfterSeconds: number;
	/**
	 * Reported not to (Constant Contact's community, posts 387264 and 422146): an opt-out touches the contact's own
	 * `updated_at`, not only the address's.
	 */
	optOutsUpdateContacts: boolean;
	/** Silent: a deletion touches `updated_at`. */
	deletionsUpdateContacts: boolean;
	/** Silent: who subscribed again still shows the opt-out before. */
	resubscribedKeepOptOutDate: boolean;
	/** An account's setting: new contacts by sign-up form have to confirm. */
	confirmedOptIn: boolean;
}

export const defaultSwitches: Readonly<Switches> = {
	invalidGrantStatus: 400,
	pkceWithSecret: 'refused',
	rotationKills: 'client',
	refusedCallsCount: 'day',
	queueFullBody: 'object',
	importByteCap: 4_000_000,
	importRowCap: 40_000,
	oversizeJson: 'repaired',
	csvCapCounts: 'lines',
	emailsOver50: 'accepted',
	longValues: 'refused',
	nonAsciiLocalParts: 'refused',
	blankValues: 'keep',
	duplicateRows: 'lastOnly',
	unsubscribedAreUpdated: true,
	leaversAreReadded: true,
	deletedAreRestored: true,
	unknownCustomFields: 'ignored',
	unknownColumns: 'ignored',
	customFieldTypes: 'unchecked',
	homeCountryKey: 'both',
	looseJsonTypes: 'refused',
	itemsTotalCountsHeader: true,
	mostCustomFields: 50,
	storedLengths: 'specification',
	anniversaries: 'limited',
	regionNames: 'full',
	signUpAbuseProtection: false,
	activityCounters: 'items',
	collectionSelfLinks: 'lastEntrys',
	collectionResultLinks: 'lastEntrys',
	resultLinks: 'atOnce',
	listDeletionAnswer: 'recorded',
	errorLines: 'withHeader',
	activityErrorsCap: 100,
	tagActivityErrors: 'objects',
	removeSourceListCap: 50,
	addRefusesUnsubscribed: true,
	unsubscribingLeavesLists: false,
	exportHeader: 'labels',
	exportTypes: 'typed',
	exportColumns: 'inUse',
	exportEmailColumns: 1,
	exportTimes: 'offset',
	exportPhones: 'plain',
	exportStatusRemoved: 'supported',
	exportOfListsHasUnsubscribed: true,
	exportCustomFields: 'withoutFields',
	unknownExportFields: 'refused',
	exportDates: 'YYYY-MM-DD',
	exportLinkPath: 'contact_exports',
	exportHasBom: false,
	customFieldNames: 'lowerCase',
	renamedCustomFields: 'newName',
	optInDates: '+00:00',
	timestamps: 'seconds',
	lastPageLinks: 'absent',
	contactPages: 'given',
	membershipsShownAfterSeconds: 0,
	contactsCount: 'all',
	contactsOrder: 'oldestFirst',
	dateFiltersIncludeTheMoment: false,
	optOutsFoundAfterSeconds: 0,
	optOutsUpdateContacts: false,
	deletionsUpdateContacts: false,
	resubscribedKeepOptOutDate: false,
	confirmedOptIn: false,
};

/**
 * The specification's and the guides' reading where answers of the live API have been recorded that are otherwise: what
 * was assumed before, and what an account may still be like.
 */
export const documentedSwitches = {
	activityCounters: 'documented',
	collectionSelfLinks: 'own',
	collectionResultLinks: 'own',
	resultLinks: 'onceCompleted',
	listDeletionAnswer: 'documented',
	exportHeader: 'fieldNames',
	exportTypes: 'untyped',
	exportColumns: 'all',
	exportTimes: 'iso',
	mostCustomFields: 25,
	anniversaries: 'any',
	regionNames: 'asSent',
	customFieldNames: 'keepCase',
	optInDates: 'asOthers',
} as const satisfies Partial<Switches>;
