import type { ContactList } from '../../shared/account/constantContact';
import { quotaResetsAt, requestsPerDay } from '../../shared/account/contract';
import type { ExportResult } from '../export/exportResult';
import type { ListResult } from '../export/exportSegments';
import type { ExportStatus } from '../export/exportStatus';
import type { ProfileCounts } from '../export/run/ledger';
import type { ExportRun } from '../export/run/run';
import type { RunActivity } from '../export/run/runActivity';
import { columnsReport } from './columnsReport';
import type { RunSummary } from './outcome/runSummary';
import { summaryText } from './outcome/summaryText';

/**
 * What leaves by the output 'Exported' for an export or a preview of one list. The counts come early: the editor's
 * table shows the first few entries, and text in a narrow column.
 * @param rejections how many profiles were rejected, by code
 */
export function exportSummary(
	{ run, result, calls, plannedCalls }: ListResult,
	rejections: Readonly<Record<string, number>>,
	startedAt: Date,
): RunSummary {
	return withText({
		status: result.status,
		profiles: result.counts,
		rejections,
		list: listShown(run, result),
		...(result.ledger.values.leftOut.length > 0 && { valuesLeftOut: result.ledger.values.leftOut }),
		...(result.cutValues.length > 0 && { valuesCut: result.cutValues }),
		...(run.isPreview && { guard: { ...result.guard }, plannedCalls }),
		...columnsReport(run.mapping.columnsTaken?.()),
		...(result.stayed && { stayed: result.stayed }),
		operation: run.isPreview ? 'preview' : 'export',
		syncMode: run.policy.sync.mode,
		segments: [...(run.segments ?? [])],
		activities: result.activities.map((activity) => ({ ...activity, errors: [...activity.errors] })),
		...requestsAndTimes(calls, startedAt),
	});
}

/** A list that was missing has no ID until the run has made it. */
function listShown(run: ExportRun, result: ExportResult): RunSummary['list'] {
	if (!run.isListMissing) return { id: run.listId, name: run.listName };
	return { id: result.madeListId ?? '', name: run.listName, isNew: makesList(run, result) };
}

/** Whether the run has made the list, or, in a preview, would make it. */
export function makesList(run: ExportRun, { madeListId, counts }: ExportResult): boolean {
	return run.isListMissing === true && (madeListId !== undefined || (run.isPreview && counts.sent > 0));
}

/** An export that only Constant Contact's counters tell about: what they do not tell is null. */
export interface StatusSummary extends Omit<RunSummary, 'profiles' | 'activities'> {
	readonly profiles: Readonly<Record<keyof ProfileCounts, number | null>>;
	readonly activities: ReadonlyArray<Omit<RunActivity, 'rows'> & { readonly rows: number | null }>;
}

/**
 * An export that was not waited for as words and pictures tell it: numbers only where all of them are known.
 * @param calls requests that it took to see this
 */
export function statusOutcome(
	list: Pick<ContactList, 'id' | 'name'>,
	{ status, activities, sent, refused }: ExportStatus,
	calls: number,
	startedAt: Date,
): RunSummary {
	const told = sent === undefined || refused === undefined ? { sent: 0, refused: 0 } : { sent, refused };
	return withText({
		status,
		profiles: { ...notCounted, read: told.sent, ...told },
		rejections: {},
		list: { id: list.id, name: list.name },
		operation: 'status',
		syncMode: 'addOrUpdate',
		segments: [],
		activities: activities.map((activity) => ({ ...activity, rows: 0, errors: [...activity.errors] })),
		...requestsAndTimes(calls, startedAt),
	});
}

/** What Constant Contact's counters say nothing of. */
const notCounted = { duplicates: 0, rejected: 0, optedOut: 0, deleted: 0, unchanged: 0, removed: 0 };

/** What leaves by the output 'Exported' for it. */
export function statusSummary(outcome: RunSummary, { activities, sent, refused }: ExportStatus): StatusSummary {
	return {
		...outcome,
		profiles: { ...notCounted, read: sent ?? null, sent: sent ?? null, refused: refused ?? null },
		activities: outcome.activities.map((activity, place) => ({ ...activity, rows: activities[place].rows ?? null })),
	};
}

function withText(facts: Omit<RunSummary, 'text'>): RunSummary {
	const { status, profiles, list, ...others } = facts;
	return { status, profiles, list, text: summaryText(facts), ...others };
}

function requestsAndTimes(
	apiCalls: number,
	startedAt: Date,
): Pick<RunSummary, 'apiCalls' | 'quota' | 'startedAt' | 'finishedAt'> {
	return {
		apiCalls,
		quota: { limit: requestsPerDay, resetsAt: new Date(quotaResetsAt(Date.now())).toISOString() },
		startedAt: startedAt.toISOString(),
		finishedAt: new Date().toISOString(),
	};
}
