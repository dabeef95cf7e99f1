import { Problem } from '../../../shared/problem';
import { awaitActivities, stateInWords } from '../../../shared/account/awaitActivities';
import { isFinishedExport, readExportFile } from '../../../shared/account/contactDownload';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * Reads who is on the list at this moment: one bulk export, the same few requests for any size.
 * @param consequence what it means that the list could not be read, for the message
 * @throws Problem if it cannot be read
 */
export async function readListMembers(
	run: ExportRun,
	consequence: string,
	visit: (email: string) => void,
	ports: Ports,
): Promise<void> {
	const started = await ports.constantContact.startExport({ listId: run.listId }, ['email_address']);
	const seen =
		started &&
		(await awaitActivities(new Set([started.id]), ports.clock.now() + run.policy.maximumWaitMs, ports)).get(started.id);
	if (!isFinishedExport(seen)) throw notReadable(consequence, seen?.state ?? 'refused');
	await readExportFile(seen, [], visit, ports);
}

function notReadable(consequence: string, state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `The list could not be read once more (${stateInWords(state)}), so ${consequence}`,
		advice: 'Run the export again: it compares anew, and finishes what is left.',
	});
}
