import { Problem } from '../../../shared/problem';
import { stateInWords } from '../../../shared/account/awaitActivities';
import type { Download } from '../../../shared/account/downloads/contactDownload';
import { readDownloads } from '../../../shared/account/downloads/contactDownload';
import type { DownloadedContactVisitor } from '../../../shared/account/downloads/downloadedContacts';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * Reads who is on the list at this moment.
 * @param consequence what it means that the list could not be read, for the message
 * @returns whether it was one page of contacts: how soon that shows what a job has done is not documented
 * @throws Problem if it cannot be read
 */
export async function readListMembers(
	run: ExportRun,
	consequence: string,
	visit: DownloadedContactVisitor,
	ports: Ports,
	wanted: Pick<Download, 'columns' | 'expected' | 'onlyInBulk' | 'untoldKinds' | 'betweenRows'> = {},
): Promise<boolean> {
	const members: Download = { expected: run.listMembers, ...wanted, selection: { listId: run.listId }, visit };
	const atOnce = await readDownloads([[members]], run.policy.maximumWaitMs, ports, (_members, state) =>
		notReadable(consequence, state),
	);
	return atOnce.has(members);
}

function notReadable(consequence: string, state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `The list could not be read once more (${stateInWords(state)}), so ${consequence}`,
		advice: 'Run the export again: it compares once more, and finishes what is left.',
	});
}
