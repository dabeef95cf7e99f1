import { exportSegment } from '../../nodes/ExportSegment/export/exportSegment';
import { mapByFields } from '../../nodes/ExportSegment/export/profiles/mapping/mapping';
import type { ProfileCounts } from '../../nodes/ExportSegment/export/run/ledger';
import type { ExportPolicy, ExportRun } from '../../nodes/ExportSegment/export/run/run';
import { compileExpression } from '../../nodes/ExportSegment/parameters/expressions';
import type { Activity } from '../../nodes/shared/account/constantContact';
import type { ProfileSource } from '../../nodes/shared/files/pages';
import { columnsOf } from '../support/contactColumns';
import { createPorts, runOf } from '../support/exportRun';

export interface AtOnce {
	/** The source's field for each contact field, by its ID. */
	readonly columns: Readonly<Record<string, string>>;
	readonly isFile?: boolean;
	/** How the run is otherwise than an export to an empty list. */
	readonly run?: Partial<Pick<ExportRun, 'isPreview' | 'listMembers'>>;
	readonly policy?: Partial<ExportPolicy>;
	/** Called where others may use the event loop. */
	readonly breathe?: () => Promise<void>;
	/** Called when all profiles have been read, before Constant Contact is asked for its contacts. */
	readonly beforeCompare?: () => void;
}

/**
 * Exports all of the source, to a Constant Contact with an empty list that answers at once: what remains is the node's
 * own work.
 * @returns what became of the profiles, and the bytes that were sent
 */
export async function exportAtOnce(
	source: ProfileSource,
	{ columns, isFile = false, run: changed, policy, breathe, beforeCompare }: AtOnce,
): Promise<{ counts: ProfileCounts; bytes: number }> {
	const fields = columnsOf(...Object.keys(columns)).map((field) => ({
		field,
		getter: compileExpression(`={{ $json.${columns[field.id]} }}`),
	}));
	const usual = { respectOptOuts: true, restoreDeletedContacts: false, onlyChanges: true, maximumWaitMs: 60_000 };
	const run: ExportRun = {
		...runOf([], { ...usual, ...policy }),
		listMembers: 0,
		source,
		mapping: mapByFields(fields, () => undefined, isFile),
		...changed,
	};
	let bytes = 0;
	const { constantContact, journal } = createPorts({ members: 'email_address,first_name,last_name\r\n' });
	const importContacts = async (body: Buffer): Promise<Activity> => {
		bytes += body.length;
		return { id: 'job', state: 'completed', errors: [], counters: {} };
	};
	const tags = async () => {
		beforeCompare?.();
		return new Map<string, string>();
	};
	const clock = { now: Date.now, sleep: async () => undefined, breathe: breathe ?? (async () => undefined) };
	const { counts } = await exportSegment(run, {
		constantContact: { ...constantContact, importContacts, tags },
		clock,
		journal,
	});
	return { counts, bytes };
}
