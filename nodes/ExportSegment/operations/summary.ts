import type { IDataObject } from 'n8n-workflow';
import type { ContactList } from '../../constantContact/constantContactApi';
import { requestsPerDay } from '../../constantContact/contract';
import { quotaResetsAt } from '../../constantContact/problems';
import type { Transport } from '../../constantContact/request';
import type { ExportResult } from '../export/exportSegment';
import type { ExportStatus } from '../export/exportStatus';
import type { ExportRun, ProfileCounts, RunActivity, SyncMode } from '../export/types';

/** What leaves by the output 'Exported' for an export or a preview. The counts come early: the editor's table shows the first few entries. */
export function exportSummary(run: ExportRun, result: ExportResult, transport: Transport, startedAt: Date): IDataObject {
	const { calls, polls } = transport;
	return {
		...standing(result.status, { id: run.listId, name: run.listName }, result.counts),
		...(run.isPreview && { guard: { ...result.guard }, plannedCalls: calls - polls + (result.plannedCalls ?? 0) }),
		...particulars(run.isPreview ? 'preview' : 'export', run.policy.syncMode, result.activities),
		...whenAndHowMany(calls, startedAt),
	};
}

/**
 * The same shape for an export that was not waited for: its counts are what Constant Contact's counters tell.
 * @param calls requests that it took to see this
 */
export function statusSummary(list: Pick<ContactList, 'id' | 'name'>, { status, activities, sent, refused }: ExportStatus, calls: number, startedAt: Date): IDataObject {
	const counts: ProfileCounts = { read: sent, duplicates: 0, rejected: 0, optedOut: 0, deleted: 0, unchanged: 0, sent, refused, removed: 0 };
	return { ...standing(status, list, counts), ...particulars('status', 'addOrUpdate', activities), ...whenAndHowMany(calls, startedAt) };
}

function standing(status: string, { id, name }: Pick<ContactList, 'id' | 'name'>, counts: ProfileCounts): IDataObject {
	return { status, profiles: { ...counts }, list: { id, name } };
}

function particulars(operation: string, syncMode: SyncMode, activities: readonly RunActivity[]): IDataObject {
	return { operation, syncMode, segments: [], activities: activities.map((activity) => ({ ...activity, errors: [...activity.errors] })) };
}

function whenAndHowMany(apiCalls: number, startedAt: Date): IDataObject {
	return {
		apiCalls,
		quota: { limit: requestsPerDay, resetsAt: new Date(quotaResetsAt(Date.now())).toISOString() },
		startedAt: startedAt.toISOString(),
		finishedAt: new Date().toISOString(),
	};
}
