import { Problem } from '../../constantContact/problem';
import { awaitActivities } from './awaitActivities';
import type { Ledger } from './ledger';
import { Verdict } from './ledger';
import type { People } from './people';
import { Mark } from './people';
import type { Ports } from './ports';
import { readExportTable } from './exportTable';
import type { ExportRun } from './types';

/**
 * Constant Contact tells only how many it refused. Who it was shows when the list is read once more: sent, and not on it.
 * A bulk export of the list takes the same few requests for any size.
 */
export async function explainRefusals(run: ExportRun, ledger: Ledger, people: People, ports: Ports): Promise<void> {
	const started = await ports.constantContact.startExport({ listId: run.listId }, ['email_address']);
	if (started === undefined) throw listNotReadable('refused');
	const deadline = ports.clock.now() + run.policy.maximumWaitMs;
	const seen = await awaitActivities(new Set([started.id]), deadline, ports);
	const resultPath = seen.get(started.id)?.resultPath;
	if (resultPath === undefined) throw listNotReadable(seen.get(started.id)?.state);
	people.clear(Mark.onList);
	await readExportTable(await ports.constantContact.openExport(resultPath), [], (email) => {
		const person = people.find(email);
		if (person >= 0) people.mark(person, Mark.onList);
	}, ports.clock.breathe);
	for (let person = 0; person < people.size; person++) {
		const row = people.rowOf(person);
		if (row !== 0 && ledger.verdict(row) === Verdict.sent && !people.hasMark(person, Mark.onList)) ledger.refuse(row);
	}
}

function listNotReadable(state: string | undefined): Problem {
	return new Problem({
		kind: 'activity',
		message: 'The profiles were imported, but Constant Contact refused some and the list could not be read to find out whom',
		advice: `Reading the list ended as "${state?.replace('_', ' ') ?? 'unknown'}". Run the export again: whoever is not on the list is sent once more, and is named if refused again.`,
	});
}
