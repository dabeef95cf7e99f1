import { number } from '../wording';
import type { ContactField } from './contactFields';
import { Problem } from '../problem';
import type { ExportedContactVisitor } from './downloadedContacts';
import { readExportTable } from './downloadedContacts';
import type { Activity, ConstantContact } from './constantContact';
import type { Clock } from '../clock';

export interface FilePorts {
	readonly constantContact: Pick<ConstantContact, 'openExport'>;
	readonly clock: Clock;
}

export interface FinishedExport extends Activity {
	readonly resultPath: string;
}

export function isFinishedExport(activity: Activity | undefined): activity is FinishedExport {
	return activity?.state === 'completed' && activity.resultPath !== undefined;
}

/**
 * Reads the file of a bulk export, and holds it against the number of contacts that the export counted: a file may end
 * early without any sign of it, and half of the opt-outs must not look like all of them.
 * @param columns mapped fields whose values are wanted
 * @throws Problem if it cannot be read, or is too short
 */
export async function readExportFile(
	{ resultPath, counters }: FinishedExport,
	columns: readonly ContactField[],
	visit: ExportedContactVisitor,
	ports: FilePorts,
): Promise<void> {
	const found = await readExportTable(
		await ports.constantContact.openExport(resultPath),
		columns,
		visit,
		ports.clock.breathe,
	);
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
