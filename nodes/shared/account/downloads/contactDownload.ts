import { number } from '../../wording';
import type { ContactField } from '../contactFields';
import { Problem } from '../../problem';
import type { JobTimes } from '../awaitActivities';
import { awaitActivities } from '../awaitActivities';
import { contactsPerPage, pagesNotGiven } from '../contract';
import type { UntoldKinds } from './downloadColumns';
import { downloadFieldsFor } from './downloadSpellings';
import type { DownloadedContactVisitor } from './downloadedContacts';
import { readDownloadedContacts } from './downloadedContacts';
import { isShown, tellAll, visitShown } from './shownContacts';
import type { Activity, ConstantContact, ContactSelection, ShownContact } from '../constantContact';
import type { Clock } from '../../clock';

/** Contacts that are wanted, and what to do with each of them. */
export interface Download {
	readonly selection: ContactSelection;
	/** Mapped fields whose values are wanted. */
	readonly columns?: readonly ContactField[];
	/** About how many they are; undefined where nobody knows. */
	readonly expected?: number;
	/** Where even one page of them proves too little. */
	readonly onlyInBulk?: boolean;
	/** What a phone or address counts as whose kind a bulk export hides; as sent without one unless this says so. */
	readonly untoldKinds?: UntoldKinds;
	readonly visit: DownloadedContactVisitor;
	/** Awaited after some hundred contacts of a bulk export: whatever changes in the account, its file does not. */
	readonly betweenRows?: () => Promise<void>;
}

export interface DownloadPorts {
	readonly constantContact: Pick<
		ConstantContact,
		'contactsAtOnce' | 'contactsByPages' | 'startDownload' | 'activities' | 'openDownload'
	>;
	readonly clock: Clock;
	readonly jobTimes?: JobTimes;
}

/**
 * Reads contacts by the fewest requests: those who fit one page with one, and the others by bulk exports, which are
 * started side by side, waited for together, and read one after the other.
 * @param rounds each is asked for once those before it are known: within one, pages and exports come in no certain
 * order, and show people as they are at that moment
 * @param maximumWaitMs milliseconds
 * @param unreadable the problem where an export did not complete, by its last state
 * @returns those that were read as one page
 * @throws Problem if one did not complete, cannot be read or is too short
 */
export async function readDownloads<Wanted extends Download>(
	rounds: ReadonlyArray<readonly Wanted[]>,
	maximumWaitMs: number,
	ports: DownloadPorts,
	unreadable: (download: Wanted, state: string) => Problem,
): Promise<ReadonlySet<Wanted>> {
	const shown = new Map<Wanted, readonly ShownContact[]>();
	const exported = new Map<Wanted, Activity>();
	for (const together of rounds) {
		await ask(together, shown, exported, maximumWaitMs, ports, unreadable);
		for (const download of together)
			if (!shown.has(download) && !exported.has(download))
				await mustReadByPages(download, ports, () => unreadable(download, 'refused'));
	}
	const files: CountedFile[] = [];
	for (const download of rounds.flat()) {
		const contacts = shown.get(download);
		const activity = exported.get(download);
		if (contacts !== undefined) visitShown(contacts, download.columns ?? [], download.visit);
		else if (activity !== undefined) files.push(await readDownload(activity, download, ports));
	}
	mustBeWhole(files);
	return new Set(shown.keys());
}

/** Asks for pages side by side, and for bulk exports of what no page shows; waits for all of them. */
async function ask<Wanted extends Download>(
	downloads: readonly Wanted[],
	shown: Map<Wanted, readonly ShownContact[]>,
	exported: Map<Wanted, Activity>,
	maximumWaitMs: number,
	ports: DownloadPorts,
	unreadable: (download: Wanted, state: string) => Problem,
): Promise<void> {
	const { constantContact, clock } = ports;
	// All of them have come to their end before one that failed ends the run.
	const looks = await Promise.allSettled(
		downloads.map(async (download) => {
			const contacts = await readAtOnce(download, constantContact);
			if (contacts !== undefined) shown.set(download, contacts);
		}),
	);
	for (const look of looks) if (look.status === 'rejected') throw look.reason;
	const started = new Map<Wanted, string>();
	for (const download of downloads) {
		if (shown.has(download)) continue;
		const activity = await constantContact.startDownload(download.selection, downloadFieldsFor(download.columns ?? []));
		if (activity !== undefined) started.set(download, activity.id);
	}
	const seen = await awaitActivities(new Set(started.values()), clock.now() + maximumWaitMs, ports);
	for (const [download, id] of started) {
		const activity = seen.get(id);
		if (activity?.state !== 'completed') throw unreadable(download, activity?.state ?? 'unknown');
		exported.set(download, activity);
	}
}

/**
 * An empty page of a list or a tag is believed only where nobody is expected: the service may not know of it any more,
 * and nobody's contact proves it.
 */
async function readAtOnce(
	{ selection, columns = [], expected, onlyInBulk }: Download,
	constantContact: DownloadPorts['constantContact'],
): Promise<readonly ShownContact[] | undefined> {
	if (onlyInBulk || (expected ?? 0) > contactsPerPage || !columns.every(isShown)) return undefined;
	const contacts = await constantContact.contactsAtOnce(selection, columns);
	if (contacts === undefined || !tellAll(contacts, columns)) return undefined;
	return contacts.length > 0 || expected === 0 || 'status' in selection ? contacts : undefined;
}

/** Where Constant Contact does not take such a bulk export. */
async function mustReadByPages(download: Download, ports: DownloadPorts, refused: () => Problem): Promise<void> {
	await readByPages(download, ports).catch(async (problem: unknown) => {
		const isRefusal = problem instanceof Problem && ['invalid', 'notFound'].includes(problem.kind);
		return await Promise.reject(isRefusal ? refused() : problem);
	});
}

async function readByPages(
	{ selection, columns = [], visit }: Download,
	{ constantContact, clock }: DownloadPorts,
): Promise<void> {
	for await (const contacts of constantContact.contactsByPages(selection, columns)) {
		visitShown(contacts, columns, visit);
		await clock.breathe();
	}
}

/** A file, and how many contacts its export counted; undefined where it did not say. */
interface CountedFile {
	readonly rows: number;
	readonly exported: number | undefined;
}

/**
 * A file is held against the number of contacts that the export counted: it may end early without any sign of it, and
 * half of the opt-outs must not look like all of them. Imports count the header as one of their items (definition
 * ActivityImport); exports might, and then all of them do.
 */
function mustBeWhole(files: readonly CountedFile[]): void {
	const missing = files.flatMap(({ rows, exported }) => (exported === undefined ? [] : [exported - rows]));
	const headers = missing.some((count) => count <= 0) ? 0 : 1;
	for (const { rows, exported = 0 } of files) if (exported - rows > headers) throw tooShort(rows, exported);
}

async function readDownload(
	{ id, counters }: Activity,
	download: Download,
	ports: DownloadPorts,
): Promise<CountedFile> {
	const { constantContact, clock } = ports;
	const { columns = [], expected = Number.POSITIVE_INFINITY, onlyInBulk, visit, betweenRows } = download;
	const { untoldKinds = 'asSentWithoutKind' } = download;
	const onPage = async () => {
		await clock.breathe();
		await betweenRows?.();
	};
	const read = async (kinds: UntoldKinds) =>
		await readDownloadedContacts(await constantContact.openDownload(id), columns, visit, onPage, kinds);
	const pagesMayTell = !onlyInBulk && expected <= mostByPages;
	const { count, hidesKinds } = await read(pagesMayTell ? 'notShown' : untoldKinds);
	if (hidesKinds && pagesMayTell && !(await areToldByPages(download, ports)) && untoldKinds !== 'notShown')
		await read(untoldKinds);
	return { rows: count, exported: counters.items_completed_count ?? counters.items_total_count };
}

/** 50 requests, some 13 seconds: kinds that a file hides are worth that much, and not the day's requests. */
const mostByPages = 50 * contactsPerPage;

/** @returns whether pages have told everybody once more, with the kinds that the file hides */
async function areToldByPages(download: Download, ports: DownloadPorts): Promise<boolean> {
	return await readByPages(download, ports).then(
		() => true,
		async (problem: unknown) =>
			problem instanceof Problem && pagesNotGiven.has(problem.kind) ? false : await Promise.reject(problem),
	);
}

function tooShort(rows: number, exported: number): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Constant Contact exported ${number(exported)} contacts, and the file that arrived holds ${number(rows)} of them`,
		advice:
			'Something on the way may cut large answers, such as a proxy with a limit. Run the workflow again: it compares once more, and finishes what is left.',
	});
}
