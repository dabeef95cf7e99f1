import { defaultSwitches, type Switches } from '../../test/simulator/switches';

/**
 * What is not documented, or documented differently by different pages, and can be seen from outside. Each goes by the
 * name of the simulator's switch for it, and what we assume is that switch's default: the node's tests run on it.
 */
export const assumptions = {
	activityCounters: {
		topic: 'Counters of an import',
		say: (value) =>
			({
				items: 'items only, in all and completed',
				documented: 'people, and the rows that were refused',
				total: 'items in all',
				empty: 'none',
				absent: 'are absent',
			})[value],
	},
	activityErrorsCap: {
		topic: 'Texts in `activity_errors` of an import with thousands of bad rows',
		say: (value) => `${value} at most`,
	},
	addRefusesUnsubscribed: {
		topic: 'Adding an unsubscribed contact to a list by add_list_memberships',
		say: (value) => (value ? 'is left out' : 'is put on the list'),
	},
	anniversaries: {
		topic: 'An anniversary before 1901, or more than ten years ahead',
		say: (value) => (value === 'limited' ? 'gets the row refused' : 'is taken in'),
	},
	blankValues: {
		topic: 'An import with an empty text for a value that is stored',
		say: (value) => (value === 'keep' ? 'leaves the value' : 'erases the value'),
	},
	collectionResultLinks: {
		topic: 'Results links of jobs in GET /activities',
		say: (value) => ({ lastEntrys: "the last entry's", none: 'none', own: 'their own' })[value],
	},
	collectionSelfLinks: {
		topic: 'Self links of jobs in GET /activities',
		say: (value) => (value === 'lastEntrys' ? "the last entry's" : 'their own'),
	},
	confirmedOptIn: {
		topic: 'Coming back by a sign-up form (a setting of the account)',
		say: (value) => (value ? 'has to be confirmed' : 'counts at once'),
	},
	contactPages: {
		topic: 'Contacts of a list by GET /contacts',
		say: (value) => (value === 'given' ? 'are given by page' : 'are not given by page'),
	},
	contactsCount: {
		topic: '`contacts_count` in GET /contacts',
		say: (value) => (value === 'all' ? 'is of all contacts that are found' : 'is of the contacts on the page'),
	},
	contactsOrder: {
		topic: 'Contacts in GET /contacts',
		say: (value) => (value === 'oldestFirst' ? 'the oldest first' : 'the newest first'),
	},
	customFieldNames: {
		topic: 'Name of a new custom field',
		say: (value) =>
			value === 'keepCase'
				? "the label with its capitals, '_' for blanks"
				: "the label in small letters, '_' for blanks",
	},
	customFieldTypes: {
		topic: 'A value that is none of the choices of its custom field',
		say: (value) => (value === 'unchecked' ? 'is no reason to refuse a row' : 'gets the row refused'),
	},
	dateFiltersIncludeTheMoment: {
		topic: 'Filters by date, like updated_after',
		say: (value) => (value ? 'take in the moment itself' : 'leave out the moment itself'),
	},
	deletedAreRestored: {
		topic: 'An import of a deleted contact',
		say: (value) => (value ? 'brings it back' : 'leaves it deleted'),
	},
	deletionsUpdateContacts: {
		topic: 'A deletion',
		say: (value) => (value ? 'touches `updated_at`' : 'leaves `updated_at`'),
	},
	duplicateRows: {
		topic: 'Two rows for one address in an import',
		say: (value) => (value === 'lastOnly' ? 'only the last one counts' : 'both add their values'),
	},
	emailsOver50: { topic: 'An address of 60 characters in an import', say: (value) => `is ${value}` },
	errorLines: {
		topic: 'Texts about bad rows of an import',
		say: (value) =>
			({ withHeader: 'call the first row line 2', rowsOnly: 'call the first row line 1', none: 'have no numbers' })[
				value
			],
	},
	exportColumns: {
		topic: 'Columns of an export, without `fields`',
		say: (value) => (value === 'inUse' ? 'only those that somebody fills' : 'all that there are'),
	},
	exportCustomFields: {
		topic: 'Columns for custom fields in an export',
		say: (value) =>
			({ withoutFields: 'only where no `fields` are asked for', always: 'always', never: 'never' })[value],
	},
	exportDates: { topic: 'Dates in an export', say: String },
	exportEmailColumns: {
		topic: 'Addresses in an export',
		say: (value) => (value === 1 ? 'have one column' : 'have three columns'),
	},
	exportHasBom: {
		topic: 'An export',
		say: (value) => (value ? 'begins with a byte order mark' : 'begins with its header'),
	},
	exportHeader: {
		topic: 'Header of an export',
		say: (value) =>
			({ fieldNames: 'field names (first_name)', labels: 'labels (First name)', odd: 'labels in odd case or spacing' })[
				value
			],
	},
	exportLinkPath: { topic: 'Link to the file of an export', say: (value) => `/v3/${value}/…` },
	exportOfListsHasUnsubscribed: {
		topic: 'Export of a list, without a status',
		say: (value) => (value ? 'has its unsubscribed members' : 'leaves its unsubscribed members out'),
	},
	exportPhones: {
		topic: 'Phones in an export',
		say: (value) => (value === 'plain' ? 'as they are' : 'have an apostrophe before them'),
	},
	exportStatusRemoved: { topic: 'An export of contacts with the status "removed"', say: (value) => `is ${value}` },
	exportTimes: {
		topic: 'Points in time in an export',
		say: (value) => (value === 'offset' ? 'like 2020-09-25 16:45:13 -0400' : 'as elsewhere in the API'),
	},
	exportTypes: {
		topic: 'Phones and addresses in an export',
		say: (value) => (value === 'typed' ? 'have a column for each kind' : 'have one column for all kinds'),
	},
	homeCountryKey: {
		topic: "Key of the home country in an import's row",
		say: (value) => (value === 'both' ? '"home_country" and "home country" alike' : `only "${value}"`),
	},
	importByteCap: {
		topic: 'Size of an import, beyond which rows are dropped',
		say: (value) => `${value.toLocaleString('en-US')} bytes`,
	},
	importRowCap: {
		topic: 'Rows of an import, beyond which rows are dropped',
		say: (value) => `${value.toLocaleString('en-US')} rows`,
	},
	invalidGrantStatus: { topic: 'Status of "invalid_grant" for a refresh token that is none', say: String },
	itemsTotalCountsHeader: {
		topic: '`items_total_count` of an import',
		say: (value) => (value ? 'counts a header row, too' : 'counts the rows'),
	},
	lastPageLinks: {
		topic: '`_links` on the last page of a collection',
		say: (value) => ({ absent: 'absent', empty: 'empty', nullHref: 'has a next link with null' })[value],
	},
	leaversAreReadded: {
		topic: 'An import of somebody who left the list',
		say: (value) => (value ? 'puts them back on it' : 'leaves them off it'),
	},
	listDeletionAnswer: {
		topic: 'The answer to the deletion of a list',
		say: (value) =>
			value === 'recorded' ? 'has no counters, and a link of an inside address' : 'is like those about other jobs',
	},
	longValues: {
		topic: 'A first name of 60 characters in an import',
		say: (value) => (value === 'refused' ? 'gets the row refused' : 'is cut to 50'),
	},
	looseJsonTypes: { topic: 'A number where an import wants a text', say: (value) => `is ${value}` },
	mostCustomFields: {
		topic: 'Custom fields of a contact',
		say: (value) => (value === 50 ? 'more than 25' : '25 at most'),
	},
	nonAsciiLocalParts: { topic: 'A letter outside ASCII before the @ in an import', say: (value) => `is ${value}` },
	optInDates: {
		topic: '`opt_in_date` of a contact',
		say: (value) => (value === '+00:00' ? 'ends in +00:00' : 'is like other points in time'),
	},
	optOutsFoundAfterSeconds: {
		topic: 'An opt-out is found by optout_after',
		say: (value) => (value === 0 ? 'at once' : 'only later'),
	},
	oversizeJson: {
		topic: 'An import that is too large',
		say: (value) => (value === 'repaired' ? 'is taken in up to the last row that fits' : 'is answered 400'),
	},
	pkceWithSecret: {
		topic: 'PKCE for an app that has a secret',
		say: (value) => (value === 'refused' ? 'is answered 400 by the authorize page' : 'is let in'),
	},
	refusedCallsCount: {
		topic: 'Requests refused with 429',
		say: (value) => (value === 'dayAndSecond' ? "use up the next second's, too" : "use up none of the next second's"),
	},
	regionNames: {
		topic: 'The state "IL" and the country "US" in an import',
		say: (value) => (value === 'full' ? 'are stored as Illinois, United States' : 'are stored as they are'),
	},
	renamedCustomFields: {
		topic: 'A new label of a custom field',
		say: (value) => (value === 'newName' ? 'changes its name' : 'leaves its name'),
	},
	resultLinks: {
		topic: 'The link to the file of an export',
		say: (value) =>
			value === 'atOnce' ? 'is in the answer that starts it' : 'is only in the answer about the completed job',
	},
	resubscribedKeepOptOutDate: {
		topic: 'Who subscribed again',
		say: (value) => (value ? 'still shows the opt-out before' : 'shows no opt-out any more'),
	},
	signUpAbuseProtection: {
		topic: 'The sixth import of one address in a day',
		say: (value) => (value ? 'is refused' : 'is taken in'),
	},
	storedLengths: {
		topic: 'Phones and ZIP codes over 25 characters, streets over 50',
		say: (value) => (value === 'specification' ? 'are kept whole' : 'are cut'),
	},
	tagActivityErrors: {
		topic: '`activity_errors` of a job about tags',
		say: (value) => (value === 'objects' ? 'objects with a message' : 'texts'),
	},
	timestamps: {
		topic: 'Points in time in answers',
		say: (value) =>
			({
				seconds: '2026-01-31T00:00:00Z',
				milliseconds: '2026-01-31T00:00:00.000Z',
				offset: '2026-01-31T00:00:00-04:00',
			})[value],
	},
	unknownColumns: {
		topic: 'A column that does not exist in an import',
		say: (value) => (value === 'ignored' ? 'is ignored' : 'gets the row refused'),
	},
	unknownCustomFields: {
		topic: 'A custom field that does not exist in an import',
		say: (value) => (value === 'ignored' ? 'is ignored' : 'gets the row refused'),
	},
	unknownExportFields: { topic: 'A name in `fields` of an export that does not exist', say: (value) => `is ${value}` },
	unsubscribedAreUpdated: {
		topic: 'An import of an unsubscribed contact',
		say: (value) => (value ? 'brings its values up to date' : 'leaves its values'),
	},
	unsubscribingLeavesLists: {
		topic: 'Somebody who unsubscribes',
		say: (value) => (value ? 'is taken off their lists' : 'stays on their lists'),
	},
} satisfies { [S in keyof Switches]?: { topic: string; say: (value: Switches[S]) => string } };

export type Assumption = keyof typeof assumptions;

/** What no probe settles, and why. A new switch of the simulator needs a line here or above. */
export const unsettled: Record<Exclude<keyof Switches, Assumption>, string> = {
	optOutsUpdateContacts:
		'Whether an opt-out by the link in an e-mail touches the time of the last update: by the API it is an update in any case.',
	membershipsShownAfterSeconds:
		'How soon pages of contacts show a change: one that does at once proves nothing about the next. The node takes nobody for taken off by a page that may be older.',
	csvCapCounts: 'Whether the 40,000 of a CSV import are lines or records: the node sends JSON only.',
	queueFullBody:
		"The answer to the 1,001st waiting job: with four requests a second jobs end faster than they can be queued, and a full queue would stop everybody else's work in the account.",
	removeSourceListCap:
		'Whether remove_list_memberships takes 50 or 100 lists as its source: the node names one, and 51 lists are not made for this.',
	rotationKills:
		"Whether a renewed token ends the refresh tokens of other sign-ins: it would end every other connection of the app key, a running n8n's among them.",
};

/** The same for what has no switch. */
export const unsettledBeside: readonly string[] = [
	"Whether refused requests use up the day's 10,000: it shows only when they are used up, and then the app key is of no use until 00:00 UTC.",
	'How long an import of 40,000 people takes: it needs 40,000 addresses, each of which counts for the bill.',
	'What leaving a list by the link in an e-mail does: it needs a campaign that is sent and a click. The probe says by the API that the contact left, which comes nearest.',
	'The answer while Constant Contact is down (503), the 180 days of a refresh token, the 10 days of an activity: they have to be waited for.',
];

export type Verdict = 'yes' | 'no' | 'unclear';

export interface Finding {
	/** Name of the simulator's switch. */
	readonly assumption: Assumption;
	readonly topic: string;
	readonly assumed: string;
	readonly seen: string;
	readonly holds: Verdict;
	readonly note?: string;
}

const describe = (assumption: Assumption, value: unknown) =>
	(assumptions[assumption].say as (value: unknown) => string)(value);

/** What was seen, as a value of the switch. */
export function settled<S extends Assumption>(assumption: S, value: Switches[S], note?: string): Finding {
	return finding(assumption, describe(assumption, value), value === defaultSwitches[assumption] ? 'yes' : 'no', note);
}

/** Something was seen that the simulator cannot be switched to. */
export const seenOtherwise = (assumption: Assumption, seen: string, note?: string): Finding =>
	finding(assumption, seen, 'no', note);

export const unclear = (assumption: Assumption, why: string): Finding => finding(assumption, why, 'unclear');

function finding(assumption: Assumption, seen: string, holds: Verdict, note?: string): Finding {
	return {
		assumption,
		topic: assumptions[assumption].topic,
		assumed: describe(assumption, defaultSwitches[assumption]),
		seen,
		holds,
		...(note && { note }),
	};
}
