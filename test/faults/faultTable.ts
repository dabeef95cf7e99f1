import type { ActivityKind, FaultKind } from '../simulator';

/**
 * What becomes of a run whatever its requests meet: mode × request × fault, with one outcome for each. The tests beside
 * this file try every cell; `npm run faults` writes docs/FAULTS.md from it.
 */

export const modes = {
	addOrUpdate: 'Add and Update',
	mirror: 'Mirror Segment',
	remove: 'Remove From List',
	preview: 'Preview Export',
	status: 'Get Export Status',
} as const;
export type Mode = keyof typeof modes;

/** What a run has done by the moment of a request; each includes those before it. */
export const stages = {
	nothing: 'nothing',
	noted: "the members have the list's tag",
	imported: 'the profiles are imported',
	made: 'an empty scratch list was made',
	gathered: 'the leavers are on the scratch list',
	untagged: "the leavers have lost the list's tag",
	notedAgain: "the leavers, who are on the list still, have the list's tag again",
	removed: 'the leavers are off the list',
	cleaned: 'the scratch list is gone',
	done: 'everything',
	doneNotedAgain: "everything, and everybody on the list has the list's tag",
} as const;
export type Stage = keyof typeof stages;

export interface RequestKind {
	readonly does: string;
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Against the path below /v3. */
	readonly path: RegExp;
	/** Which of the run's requests to this path it is, from 1. */
	readonly turn?: number;
	/** The job that it starts. */
	readonly job?: ActivityKind;
	/** The job that it looks at, started by an earlier run. */
	readonly watches?: ActivityKind;
	/** Whether it creates something under a name that may be taken. */
	readonly names?: boolean;
	/** Only where the account gives contacts by page. */
	readonly byPage?: boolean;
	/** A file in place of JSON. */
	readonly isFile?: boolean;
	/** What was done before it. */
	readonly by: Stage;
	/** What is done once it is carried out, where the run stops because nobody could read that it was. */
	readonly unread?: Stage;
}

const id = '[0-9a-f-]{36}';
const get = (does: string, path: string, by: Stage, turn = 1): RequestKind => ({
	does,
	method: 'GET',
	path: new RegExp(`^/v3${path}$`),
	by,
	turn,
});
const start = (does: string, job: ActivityKind, path: string, by: Stage, unread: Stage, turn = 1): RequestKind => ({
	does,
	method: 'POST',
	path: new RegExp(`^/v3/activities/${path}$`),
	by,
	unread,
	turn,
	job,
});
const file = (does: string, by: Stage, turn = 1): RequestKind => ({
	...get(does, `/contact_exports/${id}`, by, turn),
	isFile: true,
});

const findList = get('look up the list, and scratch lists of an earlier run', '/contact_lists', 'nothing');
const findListAlone = get('look up the list', `/contact_lists/${id}`, 'imported');
const page = (does: string, by: Stage, turn = 1): RequestKind => ({
	...get(does, '/contacts', by, turn),
	byPage: true,
});
const readPage = page('read contacts by page, where they fit one', 'nothing');
const tags = get('read the tags', '/contact_tags', 'nothing');
const startExport = start('start an export of contacts', 'export', 'contact_exports', 'nothing', 'nothing');
/** Where somebody may be sent, the export of the deleted comes before those of the others. */
const pollExport = (turn: number) => get('wait for the exports', '/activities', 'nothing', turn);
const readFile = (turn: number) => file("read an export's file", 'nothing', turn);
const createTag: RequestKind = {
	does: "create the list's tag (first run)",
	method: 'POST',
	path: /^\/v3\/contact_tags$/,
	by: 'nothing',
	names: true,
};
const note = start('tag the members', 'addTags', 'contacts_taggings_add', 'nothing', 'noted');
const importPeople = start('import the profiles', 'import', 'contacts_json_import', 'noted', 'imported');
const scratch = (by: Stage): RequestKind => ({
	does: 'make the scratch list',
	method: 'POST',
	path: /^\/v3\/contact_lists$/,
	by,
	names: true,
});
const gather = (turn: number) =>
	start('put the leavers on the scratch list', 'import', 'contacts_json_import', 'made', 'gathered', turn);
const pageGathered = (turn: number) =>
	page('read on the scratch list who of them is still on the list', 'gathered', turn);
const untag = start(
	"take the list's tag off the leavers",
	'removeTags',
	'contacts_taggings_remove',
	'gathered',
	'untagged',
);
const removal = start(
	'take the leavers off the list',
	'removeFromLists',
	'remove_list_memberships',
	'untagged',
	'removed',
);
const dropScratch: RequestKind = {
	does: 'delete the scratch list',
	method: 'DELETE',
	path: new RegExp(`^/v3/contact_lists/${id}$`),
	by: 'removed',
	job: 'deleteLists',
};

/**
 * Each kind of request that a mode makes, in the order of the run; the same request in another place is another kind.
 */
export const requests = {
	addOrUpdate: {
		findList,
		tags,
		readPage,
		startExport,
		pollExport: pollExport(2),
		readFile: readFile(2),
		createTag,
		note,
		importPeople,
		pollImport: get('wait for the import', '/activities', 'imported', 5),
		noteAfter: start('tag the new members', 'addTags', 'contacts_taggings_add', 'imported', 'done', 2),
	},
	mirror: {
		findList,
		tags,
		readPage,
		startExport,
		pollExport: pollExport(2),
		readFile: readFile(2),
		createTag,
		note,
		// The import is found again; the leavers' import, which meets the same, stops the run.
		importPeople: { ...importPeople, unread: 'gathered' },
		pollImport: get('wait for the import', '/activities', 'imported', 5),
		running: get('look for jobs that still run', '/activities', 'imported', 6),
		scratch: scratch('imported'),
		pageAgain: page('read who is on the list now, by page', 'made', 6),
		exportAgain: start('start an export of the list as it is now', 'export', 'contact_exports', 'made', 'made', 6),
		fileAgain: file('read who is on the list now', 'made', 6),
		gather: gather(2),
		pageGathered: pageGathered(7),
		untag,
		removal,
		pollRemoval: get('wait for the removal', '/activities', 'removed', 10),
		dropScratch,
		noteAfter: start('tag the new members', 'addTags', 'contacts_taggings_add', 'cleaned', 'done', 2),
	},
	remove: {
		findList,
		tags,
		readPage,
		startExport,
		pollExport: pollExport(1),
		readFile: readFile(1),
		running: get('look for jobs that still run', '/activities', 'nothing', 2),
		scratch: scratch('nothing'),
		pageAgain: page('read who is on the list now, by page', 'made', 3),
		exportAgain: start('start an export of the list as it is now', 'export', 'contact_exports', 'made', 'made', 3),
		fileAgain: file('read who is on the list now', 'made', 3),
		gather: gather(1),
		pageGathered: pageGathered(4),
		untag,
		removal,
		pollRemoval: get('wait for the removal', '/activities', 'removed', 6),
		dropScratch,
	},
	preview: { findList, tags, readPage, startExport, pollExport: pollExport(2), readFile: readFile(2) },
	status: {
		findList: findListAlone,
		look: { ...get('look at the import', '/activities', 'imported'), watches: 'import' },
		tags: { ...tags, by: 'imported' },
		createTag: { ...createTag, by: 'imported' },
		note: { ...note, does: 'tag everybody on the list', by: 'imported', unread: 'done' },
		pollNote: get('wait for the tagging', '/activities', 'done', 2),
	},
} as const satisfies Readonly<Record<Mode, Readonly<Record<string, RequestKind>>>>;

/** Words for the ways in which a run stops, and what the person is told then. */
export const stops = {
	throttled: 'Constant Contact kept refusing because of too many requests in a second',
	quota: "Today's 10,000 requests to Constant Contact are used up",
	queueFull: 'Constant Contact has 1,000 jobs waiting in this account and takes no more',
	unavailable: 'Constant Contact is not available at the moment',
	unreachable: 'Constant Contact could not be reached',
	unreadable: "Constant Contact's answers could not be read",
	connection: 'Constant Contact no longer accepts this connection',
	forbidden: 'Constant Contact does not let this connection work with contacts and lists',
	gone: 'Something that this run needs is no longer in Constant Contact',
	noSuchList: 'There is no list with this ID in Constant Contact',
	notAccepted: 'Constant Contact did not accept the request',
	taken: 'it says that there is one of this name, and shows none',
	shortFile: 'and the file that arrived holds',
	notHandedOut: 'Constant Contact did not hand out',
	notTagged: 'Constant Contact did not finish tagging who is on the list',
	importUnfinished: 'Constant Contact did not finish the import',
	notReadAgain: 'The list could not be read once more',
	removalUnfinished: 'Constant Contact did not finish taking people off the list',
	unknownActivity: 'Constant Contact does not know this activity',
} as const;
export type Stop = keyof typeof stops;

/**
 * `goes on`: ends as if nothing had happened · `with a hint`: the same, but for the scratch list, which the next run
 * deletes; a hint says so · `processing`: ends with this status, nobody is taken off · otherwise it stops with this
 * message. Whatever it is, the run after it completes what is left.
 */
export type Outcome = 'goes on' | 'with a hint' | 'processing' | Stop;

/**
 * What strikes: an answer of the simulator's in place of the real one, or something that happens in the account at that
 * moment.
 */
export type Strike =
	| { readonly answer: FaultKind; /** How often; Infinity for good. */ readonly times: number }
	| {
			readonly event:
				| 'expire'
				| 'revoke'
				| 'rejectRefresh'
				| 'useUpQuota'
				| 'withdrawPrivilege'
				| 'withoutScope'
				| 'deactivateApp'
				| 'deleteList'
				| 'takeName';
	  }
	| { readonly job: 'failed' | 'timed_out' | 'cancelled' | 'neverEnds' | 'vanishes' };

export interface FaultRow {
	readonly what: string;
	readonly strike: Strike;
	/** Whether it can happen to such a request at all. */
	readonly canMeet: (request: RequestKind) => boolean;
	/** Why not, where it cannot; for the document. */
	readonly otherwise?: string;
	readonly outcome: Outcome;
}

const answer = (kind: FaultKind, times = 1): Strike => ({ answer: kind, times });
type Where = Pick<FaultRow, 'canMeet' | 'otherwise'>;
const everywhere: Where = { canMeet: () => true };
/**
 * Constant Contact counts jobs that wait on each of these (specification: 429 of the activities; API guide, "export
 * contacts").
 */
const inTheQueue: Where = {
	canMeet: ({ job, isFile }) => job !== undefined || isFile === true,
	otherwise: 'only requests for a job or its file',
};
const aboutJobs: Where = {
	canMeet: ({ job, watches }) => job !== undefined || watches !== undefined,
	otherwise: 'only requests that start a job, or look at an earlier one',
};
const withJson: Where = { canMeet: ({ isFile }) => !isFile, otherwise: 'files are not JSON' };

export const faults = {
	throttled: { what: '429 `throttled`, five times', strike: answer('throttled', 5), outcome: 'goes on', ...everywhere },
	throttledForGood: {
		what: '429 `throttled`, without end',
		strike: answer('throttled', Infinity),
		outcome: 'throttled',
		...everywhere,
	},
	quota: { what: '429 `quota_exceeded`', strike: { event: 'useUpQuota' }, outcome: 'quota', ...everywhere },
	queueFull: {
		what: '429, 1,000 jobs waiting, three times',
		strike: answer('queueFull', 3),
		outcome: 'goes on',
		...inTheQueue,
	},
	queueFullForGood: {
		what: '429, 1,000 jobs waiting, without end',
		strike: answer('queueFull', Infinity),
		outcome: 'queueFull',
		...inTheQueue,
	},
	html500: { what: '500 with HTML', strike: answer('html500'), outcome: 'goes on', ...everywhere },
	html503: { what: '503', strike: answer('html503'), outcome: 'goes on', ...everywhere },
	html503ForGood: {
		what: '503 without end',
		strike: answer('html503', Infinity),
		outcome: 'unavailable',
		...everywhere,
	},
	resetBefore: {
		what: 'connection reset before it was taken in',
		strike: answer('resetBefore'),
		outcome: 'goes on',
		...everywhere,
	},
	resetForGood: {
		what: 'no connection at all',
		strike: answer('resetBefore', Infinity),
		outcome: 'unreachable',
		...everywhere,
	},
	resetAfter: {
		what: 'connection reset after it was taken in',
		strike: answer('resetAfter'),
		outcome: 'goes on',
		...everywhere,
	},
	noAnswer: { what: 'no answer, ever', strike: answer('noAnswer'), outcome: 'goes on', ...everywhere },
	cutAnswer: { what: 'an answer that breaks off', strike: answer('cutAnswer'), outcome: 'goes on', ...everywhere },
	stalledAnswer: {
		what: 'an answer that stops in the middle',
		strike: answer('stalledAnswer'),
		outcome: 'goes on',
		...everywhere,
	},
	malformedJson: {
		what: 'an answer that is not JSON',
		strike: answer('malformedJson'),
		outcome: 'goes on',
		...withJson,
	},
	malformedForGood: {
		what: 'answers that are not JSON, without end',
		strike: answer('malformedJson', Infinity),
		outcome: 'unreadable',
		...withJson,
	},
	shortFile: {
		what: 'a file that ends early and looks whole',
		strike: answer('shortAnswer'),
		canMeet: ({ isFile }) => isFile === true,
		otherwise: 'only files; JSON that ends early is no JSON',
		outcome: 'shortFile',
	},
	expired: {
		what: '401, the access token has expired',
		strike: { event: 'expire' },
		outcome: 'goes on',
		...everywhere,
	},
	revoked: { what: '401, the access was revoked', strike: { event: 'revoke' }, outcome: 'connection', ...everywhere },
	refreshRejected: {
		what: '401, and the refresh token is rejected',
		strike: { event: 'rejectRefresh' },
		outcome: 'connection',
		...everywhere,
	},
	scope: {
		what: '403, access granted without the scope',
		strike: { event: 'withoutScope' },
		canMeet: ({ path }) => path === findList.path || path === findListAlone.path,
		otherwise: 'the first request meets it',
		outcome: 'forbidden',
	},
	privilege: {
		what: "403, the user's privileges were taken away",
		strike: { event: 'withdrawPrivilege' },
		outcome: 'forbidden',
		...everywhere,
	},
	deactivated: {
		what: '403, the app was deactivated',
		strike: { event: 'deactivateApp' },
		outcome: 'forbidden',
		...everywhere,
	},
	listDeleted: {
		what: '404 or 400, the list is deleted at that moment',
		strike: { event: 'deleteList' },
		outcome: 'gone',
		...everywhere,
	},
	conflict: {
		what: '409, the name was taken at that moment',
		strike: { event: 'takeName' },
		canMeet: ({ names }) => names === true,
		otherwise: 'only requests that create something under a name',
		outcome: 'goes on',
	},
	jobFailed: { what: 'its job ends `failed`', strike: { job: 'failed' }, outcome: 'notTagged', ...aboutJobs },
	jobTimedOut: { what: 'its job ends `timed_out`', strike: { job: 'timed_out' }, outcome: 'notTagged', ...aboutJobs },
	jobCancelled: { what: 'its job ends `cancelled`', strike: { job: 'cancelled' }, outcome: 'notTagged', ...aboutJobs },
	jobNeverEnds: { what: 'its job never ends', strike: { job: 'neverEnds' }, outcome: 'notTagged', ...aboutJobs },
	jobVanishes: {
		what: 'its job is not known any more',
		strike: { job: 'vanishes' },
		outcome: 'notTagged',
		...aboutJobs,
	},
} as const satisfies Readonly<Record<string, FaultRow>>;
export type FaultName = keyof typeof faults;

const jobFaults = ['jobFailed', 'jobTimedOut', 'jobCancelled', 'jobNeverEnds', 'jobVanishes'] as const;
type Exceptions = Partial<Record<FaultName, Outcome>>;
const whenJobsFail = (outcome: Outcome): Exceptions => Object.fromEntries(jobFaults.map((fault) => [fault, outcome]));
/** Faults that end with the request or the job itself; the others are still there at the next request. */
const faultsOfOneRequest = [
	'throttledForGood',
	'queueFullForGood',
	'html503ForGood',
	'resetForGood',
	...jobFaults,
] as const;

/** Carried out, if not confirmed: what was made, imported or deleted is found. Other jobs are started twice. */
const found: Exceptions = { malformedForGood: 'goes on' };

/** By request, in every mode that makes it, where the outcome is not the one of the fault's own row. */
const byRequest: Partial<Record<string, Exceptions>> = {
	findList: { listDeleted: 'noSuchList' },
	startExport: whenJobsFail('notHandedOut'),
	createTag: found,
	importPeople: {
		...found,
		...whenJobsFail('importUnfinished'),
		jobNeverEnds: 'processing',
		listDeleted: 'notAccepted',
	},
	exportAgain: whenJobsFail('notReadAgain'),
	gather: whenJobsFail('removalUnfinished'),
	untag: whenJobsFail('removalUnfinished'),
	removal: whenJobsFail('removalUnfinished'),
	// People are off the list by then.
	dropScratch: { ...Object.fromEntries(faultsOfOneRequest.map((fault) => [fault, 'with a hint'])), ...found },
	scratch: { ...found, conflict: 'taken' },
};

/** By mode and request. */
const byModeAndRequest: Partial<Record<Mode, Partial<Record<string, Exceptions>>>> = {
	addOrUpdate: {},
	mirror: { importPeople: { malformedForGood: 'unreadable' } },
	remove: {},
	preview: { pollExport: { listDeleted: 'goes on' }, readFile: { listDeleted: 'goes on' } },
	status: {
		look: { ...whenJobsFail('importUnfinished'), jobNeverEnds: 'processing', jobVanishes: 'unknownActivity' },
		pollNote: { listDeleted: 'goes on' },
	},
};

/** What was done before the run met the fault: a job of an earlier run that fails has done nothing. */
export function doneBefore({ requestKind, fault }: Cell): Stage {
	if (requestKind.watches !== undefined && isJobFault(fault)) return 'nothing';
	return (fault === 'malformedForGood' ? requestKind.unread : undefined) ?? requestKind.by;
}

export const isJobFault = (fault: FaultName): boolean => (jobFaults as readonly string[]).includes(fault);

export interface Cell {
	readonly mode: Mode;
	readonly request: string;
	readonly requestKind: RequestKind;
	readonly fault: FaultName;
	readonly outcome: Outcome;
}

/** Undefined where the fault cannot happen to the request. */
export function cellOf(mode: Mode, request: string, fault: FaultName): Cell | undefined {
	const requestKind = (requests[mode] as Readonly<Record<string, RequestKind>>)[request];
	const row: FaultRow = faults[fault];
	if (!row.canMeet(requestKind)) return undefined;
	const outcome = byModeAndRequest[mode]?.[request]?.[fault] ?? byRequest[request]?.[fault] ?? row.outcome;
	return { mode, request, requestKind, fault, outcome };
}

export const faultNames = Object.keys(faults) as FaultName[];

export function cellsOf(mode: Mode): Cell[] {
	return Object.keys(requests[mode]).flatMap((request) =>
		faultNames.flatMap((fault) => cellOf(mode, request, fault) ?? []),
	);
}
