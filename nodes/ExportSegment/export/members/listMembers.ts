import { Problem } from '../../../shared/problem';
import { stateInWords } from '../../../shared/account/awaitActivities';
import type { Download } from '../../../shared/account/downloads/contactDownload';
import { readDownloads } from '../../../shared/account/downloads/contactDownload';
import type { ContactField } from '../../../shared/account/contactFields';
import type { DownloadedContactVisitor } from '../../../shared/account/downloads/downloadedContacts';
import { downloadFieldsFor } from '../../../shared/account/downloads/downloadColumns';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * Reads who is on the list at this moment: one bulk export, the same few requests for any size.
 * @param columns mapped fields whose values are wanted
 * @param consequence what it means that the list could not be read, for the message
 * @throws Problem if it cannot be read
 */
export async function readListMembers(
	run: ExportRun,
	consequence: string,
	visit: DownloadedContactVisitor,
	ports: Ports,
	columns: readonly ContactField[] = [],
): Promise<void> {
	const members: Download = {
		selection: { listId: run.listId },
		fields: downloadFieldsFor(columns),
		columns,
		visit,
	};
	await readDownloads([members], run.policy.maximumWaitMs, ports, (_members, state) => notReadable(consequence, state));
}

function notReadable(consequence: string, state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `The list could not be read once more (${stateInWords(state)}), so ${consequence}`,
		advice: 'Run the export again: it compares anew, and finishes what is left.',
	});
}
