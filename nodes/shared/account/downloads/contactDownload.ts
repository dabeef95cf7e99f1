import { number } from '../../wording';
import type { ContactField } from '../contactFields';
import { Problem } from '../../problem';
import { awaitActivities } from '../awaitActivities';
import type { DownloadedContactVisitor } from './downloadedContacts';
import { readDownloadedContacts } from './downloadedContacts';
import type { Activity, ConstantContact, ContactSelection } from '../constantContact';
import type { Clock } from '../../clock';

/** One bulk export, and what to do with the contacts in its file. */
export interface Download {
	readonly selection: ContactSelection;
	/** Names of the API guide's "export contacts"; undefined for everything there is. */
	readonly fields: readonly string[] | undefined;
	/** Mapped fields whose values are wanted. */
	readonly columns?: readonly ContactField[];
	readonly visit: DownloadedContactVisitor;
	/** The other way, where Constant Contact may not take such a selection. */
	readonly whenRefused?: () => Promise<void>;
}

export interface DownloadPorts {
	readonly constantContact: Pick<ConstantContact, 'startDownload' | 'activities' | 'openDownload'>;
	readonly clock: Clock;
}

/**
 * Starts bulk exports side by side, waits for all of them together, and reads their files one after the other.
 * @param maximumWaitMs milliseconds
 * @param unreadable the problem where one did not complete, by its last state
 * @throws Problem if one did not complete, cannot be read or is too short
 */
export async function readDownloads<Wanted extends Download>(
	downloads: readonly Wanted[],
	maximumWaitMs: number,
	ports: DownloadPorts,
	unreadable: (download: Wanted, state: string) => Problem,
): Promise<void> {
	const { constantContact, clock } = ports;
	const started = new Map<Wanted, string>();
	for (const download of downloads) {
		const activity = await constantContact.startDownload(download.selection, download.fields);
		if (activity !== undefined) started.set(download, activity.id);
		else if (download.whenRefused === undefined) throw unreadable(download, 'refused');
	}
	const seen = await awaitActivities(new Set(started.values()), clock.now() + maximumWaitMs, ports);
	for (const [download, id] of started)
		if (seen.get(id)?.state !== 'completed') throw unreadable(download, seen.get(id)?.state ?? 'unknown');
	for (const download of downloads) {
		const activity = seen.get(started.get(download) ?? '');
		await (activity === undefined ? download.whenRefused?.() : readDownload(activity, download, ports));
	}
}

/**
 * A file is held against the number of contacts that the export counted: it may end early without any sign of it, and
 * half of the opt-outs must not look like all of them.
 */
async function readDownload(
	{ id, counters }: Activity,
	{ columns = [], visit }: Download,
	{ constantContact, clock }: DownloadPorts,
): Promise<void> {
	const found = await readDownloadedContacts(await constantContact.openDownload(id), columns, visit, clock.breathe);
	const exported = counters.items_completed_count ?? counters.items_total_count ?? 0;
	// Imports count the header as one of their items (definition ActivityImport); exports might.
	if (found < exported - 1) throw tooShort(found, exported);
}

function tooShort(rows: number, exported: number): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Constant Contact exported ${number(exported)} contacts, and the file that arrived holds ${number(rows)} of them`,
		advice:
			'Something on the way may cut large answers, such as a proxy with a limit. Run the workflow again: it compares anew, and finishes what is left.',
	});
}
