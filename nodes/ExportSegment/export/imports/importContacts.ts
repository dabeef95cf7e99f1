import { awaitActivity } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { maxImportBytes } from '../../../shared/account/contract';
import { countsRows } from '../../../shared/account/importCounters';
import type { ProfilePage } from '../../../shared/files/pages';
import { sizeOf } from '../../../shared/files/pages';
import { Problem } from '../../../shared/problem';
import { createLaterCheck, newContact } from '../profiles/contactCheck';
import { comparesValues } from '../profiles/fingerprints';
import { readSteps } from '../profiles/walkProfiles';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { CellPlaces, ExportRun, ValueReader } from '../run/run';
import type { RunActivity } from '../run/runActivity';
import { runActivity } from '../run/runActivity';
import type { Batch } from './batches';
import { createPacker } from './batches';
import { createCellsTest, createContactFill } from './contactFill';

export interface StartedImports {
	/** As Constant Contact took them in. */
	readonly activities: readonly RunActivity[];
	/** Rows of those that were found after their answer was lost: only a look at the list tells whose they were. */
	readonly rowsFound: number;
}

/**
 * The second pass: reads the source again, packs the profiles that have no verdict yet and imports them.
 * While one body travels the next one is built; no third one exists.
 */
export async function importContacts(run: ExportRun, ledger: Ledger, ports: Ports): Promise<StartedImports> {
	const started: RunActivity[] = [];
	let rowsFound = 0;
	if (!run.policy.sync.sends) return { activities: started, rowsFound };
	let travelling: Promise<void> = Promise.resolve();
	try {
		for await (const batch of packContacts(run, ledger, ports)) {
			await travelling;
			travelling = send(batch);
			// Seen by the next await; until then a refusal must not count as unhandled.
			travelling.catch(() => undefined);
		}
	} finally {
		await travelling;
	}
	return { activities: started, rowsFound };

	async function send(batch: Batch): Promise<void> {
		const taken = await startImport(batch, run, ports);
		if (taken.isFound) rowsFound += batch.rows.length;
		settleAll(batch.rows, ledger);
		const activity = runActivity('import', taken, batch.rows.length, batch.body.length);
		batch.release();
		started.push(activity);
		ports.journal.activityStarted(activity);
	}
}

/**
 * A plain function without an iterator: in an async one, which V8 does not optimize soon, that makes an object for each
 * row.
 */
function settleAll(rows: Uint32Array, ledger: Ledger): void {
	for (let index = 0; index < rows.length; index++) ledger.settle(rows[index], Verdict.sent);
}

/**
 * Starts an import. One that was found after its answer was lost may be somebody else's: it is taken for ours only if
 * it ends with as many people as ours has, and otherwise ours is sent again, which changes nothing where it was ours.
 * It is sent again without a look where nobody waits for its end, or where values are not compared: then nothing would
 * tell whether members of the list have got theirs.
 */
async function startImport({ body, rows }: Batch, run: ExportRun, ports: Ports): Promise<Activity> {
	const { constantContact } = ports;
	const { policy } = run;
	const mayBeFound = policy.waitForCompletion && (comparesValues(run) || run.listMembers === 0);
	const activity = await constantContact.importContacts(body, mayBeFound ? rows.length : undefined);
	if (!activity.isFound) return activity;
	const ended = await awaitActivity(activity, policy.maximumWaitMs, ports);
	return ended?.state === 'completed' && countsRows(ended, rows.length)
		? { ...ended, isFound: true }
		: await constantContact.importContacts(body);
}

/** The bodies that the profiles without a verdict fill. */
export async function* packContacts(run: ExportRun, ledger: Ledger, ports: Ports): AsyncGenerator<Batch> {
	const { columns } = run.mapping;
	const check = createLaterCheck(columns, run.policy, ledger.values.days);
	const fill = createContactFill(columns);
	const holds = createCellsTest(columns);
	const packer = createPacker(
		columns,
		{ listId: run.listId, smsPermissionToSend: run.policy.smsPermissionToSend },
		{ maximumRows: run.policy.maximumBatchRows, maximumBytes: maxImportBytes },
	);
	const contact = newContact();
	const values: unknown[] = new Array(columns.length);
	const isWanted = (row: number) => ledger.verdict(row) === Verdict.unsettled;
	for await (const page of readSteps(run, ports, isWanted)) {
		const read = run.mapping.readerOf(page);
		const cells = run.mapping.cellsOf(page);
		for (let index = 0; index < sizeOf(page); ) {
			const { full, next } = packUntilFull(page, read, cells, index);
			if (full !== undefined) yield full;
			index = next;
		}
	}
	const last = packer.finish();
	if (last !== undefined) yield last;

	// A plain function: the engine optimizes its loop, and not that of a generator.
	function packUntilFull(
		page: ProfilePage,
		read: ValueReader,
		cells: CellPlaces | undefined,
		from: number,
	): { full?: Batch; next: number } {
		const { table, firstRow } = page;
		const size = sizeOf(page);
		for (let index = from; index < size; index++) {
			const row = firstRow + index;
			if (!isWanted(row)) continue;
			const standsAsSent =
				table !== undefined &&
				cells !== undefined &&
				ledger.isAsItCame(row) &&
				table.isInText(index) &&
				holds(table, index, cells);
			const full = standsAsSent ? packer.addCells(row, table, index, cells) : packValues(read, index, row);
			if (full !== undefined) return { full, next: index + 1 };
		}
		return { next: size };
	}

	function packValues(read: ValueReader, index: number, row: number): Batch | undefined {
		read(index, values);
		const isFilled = ledger.isAsItCame(row) && fill(values, contact);
		if (!isFilled && check(values, contact) !== undefined) throw sourceChanged(run, row);
		return packer.add(row, contact);
	}
}

function sourceChanged({ source }: ExportRun, row: number): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Profile ${row} changed while it was being exported`,
		advice: 'Make sure that nothing rewrites the source during the export, and run it again.',
		itemIndex: source.itemOf?.(row),
	});
}
