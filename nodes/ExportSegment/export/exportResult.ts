import type { CutValues } from './plan/readContacts';
import type { Guard } from './plan/removalGuard';
import type { ProfileCounts, Ledger } from './run/ledger';
import type { RunActivity } from './run/runActivity';

/** What an export or a preview came to, as people are told. */
export interface ExportOutcome {
	readonly status: 'completed' | 'processing' | 'preview';
	/** The list's ID, if the run made it. */
	readonly madeListId?: string;
	readonly guard: Guard;
	/** Of a preview's requests, those that an export to several lists takes in its check only. */
	readonly newStartCalls?: number;
	/** Requests that the export would take beside the reading that a preview does as well; only in a preview. */
	readonly plannedCalls?: number;
	/** Profiles whose values Constant Contact would not take, of people who are on the list: it does not tell who. */
	readonly refusedUpdates?: number;
	/** People who were to be taken off the list and are still on it. */
	readonly stayed?: number;
	/** Whether the list on which leavers were gathered could not be deleted; the next run does it. */
	readonly leftScratchList?: boolean;
	/** Whether nobody could know who had left the list before this run. */
	readonly isFirstRun: boolean;
	/** Values that Constant Contact holds cut. */
	readonly cutValues: readonly CutValues[];
	readonly counts: ProfileCounts;
	readonly activities: readonly RunActivity[];
}

/** The same, with what became of each profile. */
export interface ExportResult extends ExportOutcome {
	readonly ledger: Ledger;
}
