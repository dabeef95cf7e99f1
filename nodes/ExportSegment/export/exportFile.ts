import type { ContactField } from '../../constantContact/contactFields';
import { Problem } from '../../constantContact/problem';
import type { ExportedContactVisitor } from './exportTable';
import { readExportTable } from './exportTable';
import type { Clock, ConstantContact } from './ports';
import type { Activity } from './types';

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
 * Reads the file of a bulk export, and holds it against the number of contacts that the export counted: a file may end early without
 * any sign of it, and half of the opt-outs must not look like all of them.
 * @param columns mapped fields whose values are wanted
 * @throws Problem if it cannot be read, or is too short
 */
export async function readExportFile({ resultPath, counters }: FinishedExport, columns: readonly ContactField[], visit: ExportedContactVisitor, ports: FilePorts): Promise<void> {
	let lines = 0;
	await readExportTable(counted(await ports.constantContact.openExport(resultPath), (found) => (lines = found)), columns, visit, ports.clock.breathe);
	const exported = counters.items_completed_count ?? counters.items_total_count ?? 0;
	// The first line is the header. Imports count theirs as one of their items (definition ActivityImport); exports might.
	if (lines - 1 < exported - 1) throw tooShort(Math.max(0, lines - 1), exported);
}

/**
 * The same bytes; tells how many lines they were. Rows would not do: a contact without an email address is an empty line where
 * nothing but addresses are exported. A value with line breaks counts more than once, which lets a file pass for longer than it is.
 */
async function* counted(bytes: AsyncIterable<Uint8Array>, tell: (lines: number) => void): AsyncGenerator<Uint8Array> {
	let lines = 0;
	let lastByte = newLine;
	for await (const piece of bytes) {
		for (let at = piece.indexOf(newLine); at !== -1; at = piece.indexOf(newLine, at + 1)) lines++;
		if (piece.length > 0) lastByte = piece[piece.length - 1];
		yield piece;
	}
	tell(lines + (lastByte === newLine ? 0 : 1));
}

const newLine = 10;

function tooShort(rows: number, exported: number): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Constant Contact exported ${exported.toLocaleString('en-US')} contacts, and the file that arrived holds ${rows.toLocaleString('en-US')} of them`,
		advice: 'Something on the way may cut large answers, such as a proxy with a limit. Run the workflow again: it compares anew, and finishes what is left.',
	});
}
