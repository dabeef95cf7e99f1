import type { IDataObject } from 'n8n-workflow';
import type { ExportResult } from '../export/exportResult';
import type { ProfileCounts } from '../export/run/ledger';
import type { RunActivity } from '../export/run/runActivity';
import type { SyncMode } from '../export/run/syncModes';
import type { ContactList } from '../../shared/account/constantContact';
import { quotaResetsAt, requestsPerDay } from '../../shared/account/contract';
import type { ListResult } from '../export/exportSegments';
import type { ExportStatus } from '../export/exportStatus';
import type { ExportRun } from '../export/run/run';

/**
 * What leaves by the output 'Exported' for an export or a preview of one list. The counts come early: the editor's
 * table shows the first few entries.
 */
export function exportSummary({ run, result, calls, plannedCalls }: ListResult, startedAt: Date): IDataObject {
	return {
		...standing(result.status, listShown(run, result), result.counts),
		...(run.isPreview && { guard: { ...result.guard }, plannedCalls }),
		...particulars(run.isPreview ? 'preview' : 'export', run.policy.syncMode, run.segments ?? [], result.activities),
		...whenAndHowMany(calls, startedAt),
	};
}

/** A list that was missing has no ID until the run has made it. */
function listShown(run: ExportRun, result: ExportResult): IDataObject {
	if (!run.isListMissing) return { id: run.listId, name: run.listName };
	return { id: result.madeListId ?? '', name: run.listName, isNew: makesList(run, result) };
}

/** Whether the run has made the list, or, in a preview, would make it. */
export function makesList(run: ExportRun, { madeListId, counts }: ExportResult): boolean {
	return run.isListMissing === true && (madeListId !== undefined || (run.isPreview && counts.sent > 0));
}

/**
 * The same shape for an export that was not waited for: its counts are what Constant Contact's counters tell.
 * @param calls requests that it took to see this
 */
export function statusSummary(
	list: Pick<ContactList, 'id' | 'name'>,
	{ status, activities, sent, refused }: ExportStatus,
	calls: number,
	startedAt: Date,
): IDataObject {
	const counts: ProfileCounts = {
		read: sent,
		duplicates: 0,
		rejected: 0,
		optedOut: 0,
		deleted: 0,
		unchanged: 0,
		sent,
		refused,
		removed: 0,
	};
	return {
		...standing(status, { id: list.id, name: list.name }, counts),
		...particulars('status', 'addOrUpdate', [], activities),
		...whenAndHowMany(calls, startedAt),
	};
}

function standing(status: string, list: IDataObject, counts: ProfileCounts): IDataObject {
	return { status, profiles: { ...counts }, list };
}

function particulars(
	operation: string,
	syncMode: SyncMode,
	segments: readonly string[],
	activities: readonly RunActivity[],
): IDataObject {
	return {
		operation,
		syncMode,
		segments: [...segments],
		activities: activities.map((activity) => ({ ...activity, errors: [...activity.errors] })),
	};
}

function whenAndHowMany(apiCalls: number, startedAt: Date): IDataObject {
	return {
		apiCalls,
		quota: { limit: requestsPerDay, resetsAt: new Date(quotaResetsAt(Date.now())).toISOString() },
		startedAt: startedAt.toISOString(),
		finishedAt: new Date().toISOString(),
	};
}
