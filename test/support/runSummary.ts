import type { ProfileCounts } from '../../nodes/ExportSegment/export/run/ledger';
import type { RunSummary } from '../../nodes/ExportSegment/outputs/outcome/runSummary';

export type SummaryParts = Partial<Omit<RunSummary, 'profiles' | 'activities'>> & {
	readonly profiles: Partial<RunSummary['profiles']>;
	/** Imports that were started. */
	readonly activities?: number;
};

export const noProfiles: ProfileCounts = {
	read: 0,
	duplicates: 0,
	rejected: 0,
	optedOut: 0,
	deleted: 0,
	unchanged: 0,
	sent: 0,
	refused: 0,
	removed: 0,
};

/** A summary of a run to the list VIP, with what a test says of it. */
export function runSummary({ profiles, activities = 0, operation = 'export', ...parts }: SummaryParts): RunSummary {
	return {
		status: operation === 'preview' ? 'preview' : 'completed',
		text: '',
		profiles: { ...noProfiles, ...profiles },
		rejections: {},
		list: { id: '06a0b5a8-1d4c-11ef-9a7b-fa163e123456', name: 'VIP' },
		operation,
		syncMode: 'addOrUpdate',
		segments: [],
		activities: Array.from({ length: activities }, (_, number) => ({
			activityId: `activity ${number}`,
			kind: 'import',
			state: 'completed',
			rows: 1,
			bytes: 100,
			errors: [],
		})),
		apiCalls: 12,
		quota: { limit: 10_000, resetsAt: '2027-03-02T05:00:00.000Z' },
		startedAt: '2027-03-01T14:00:00.000Z',
		finishedAt: '2027-03-01T14:00:42.000Z',
		...parts,
	};
}
