import type { CutValues } from '../../export/plan/readContacts';
import type { Guard } from '../../export/plan/removalGuard';
import type { ProfileCounts } from '../../export/run/ledger';
import type { RunActivity } from '../../export/run/runActivity';
import type { LeftOutValues } from '../../export/run/valuesRead';
import type { SyncMode, SyncRules } from '../../export/run/syncModes';
import { syncModes } from '../../export/run/syncModes';

/** What a run came to on one list: what leaves by the output 'Exported', and what words and pictures are made from. */
export interface RunSummary {
	readonly status: 'completed' | 'processing' | 'preview';
	/** The outcome in two or three sentences. */
	readonly text: string;
	readonly profiles: Readonly<ProfileCounts>;
	readonly list: { readonly id: string; readonly name: string; readonly isNew?: boolean };
	/**
	 * How many profiles were rejected for which reason, by its code; people who opted out, were deleted or were refused
	 * included.
	 */
	readonly rejections: Readonly<Record<string, number>>;
	readonly valuesLeftOut?: readonly LeftOutValues[];
	/** Values that Constant Contact holds shorter than they were sent, by field; only where there are any. */
	readonly valuesCut?: readonly CutValues[];
	readonly columns?: { readonly used: Readonly<Record<string, string>>; readonly leftOut: readonly string[] };
	/** Of a preview: whether the export would be stopped. */
	readonly guard?: Guard;
	/** Of a preview: requests that the export would take. */
	readonly plannedCalls?: number;
	/** People who were to be taken off the list and are still on it; only where there are any. */
	readonly stayed?: number;
	readonly operation: 'export' | 'preview' | 'status';
	readonly syncMode: SyncMode;
	readonly segments: readonly string[];
	readonly activities: readonly RunActivity[];
	readonly apiCalls: number;
	readonly quota: { readonly limit: number; readonly resetsAt: string };
	readonly startedAt: string;
	readonly finishedAt: string;
}

/** What the run's mode does. */
export function rulesOf({ syncMode }: Pick<RunSummary, 'syncMode'>): SyncRules {
	return syncModes[syncMode];
}

type Counts<Name extends keyof ProfileCounts> = Readonly<Pick<ProfileCounts, Name>>;

/** Profiles that are on the list after the run, as far as Constant Contact has said so. */
export function onList({ unchanged, sent, refused }: Counts<'unchanged' | 'sent' | 'refused'>): number {
	return unchanged + sent - refused;
}

/** Profiles that are not, because of what they are. */
export function notExported({
	rejected,
	optedOut,
	deleted,
	refused,
}: Counts<'rejected' | 'optedOut' | 'deleted' | 'refused'>): number {
	return rejected + optedOut + deleted + refused;
}

/** A mirror of a segment without anybody who can be exported: it would empty the list. */
export function bringsNobody({ profiles: { read, duplicates, rejected } }: Pick<RunSummary, 'profiles'>): boolean {
	return read - duplicates - rejected === 0;
}
