import { nothingRead } from '../../../../nodes/ExportSegment/export/run/valuesRead';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import type { ProfileCounts } from '../../../../nodes/ExportSegment/export/run/ledger';
import type { SyncMode } from '../../../../nodes/ExportSegment/export/run/syncModes';
import type { ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import type { ListOutcome } from '../../../../nodes/ExportSegment/outputs/hints/resultHints';
import { hintAtResults } from '../../../../nodes/ExportSegment/outputs/hints/resultHints';
import { createContext } from '../../../support/nodeContext';
import { noProfiles } from '../../../support/runSummary';

const noGuard = { tripped: false, leavers: 0, members: 0, percent: 0 };

function said(hint: (context: ReturnType<typeof createContext>['context']) => void): string[] {
	const { context, hints } = createContext();
	hint(context);
	return hints.map(({ type, message }) => `${type}: ${message}`);
}

/** A list of a run that went well. */
function list(
	counts: Partial<ProfileCounts>,
	{
		listName = 'VIP',
		syncMode = 'addOrUpdate',
		isPreview = false,
		...more
	}: Partial<ListOutcome> & { listName?: string; syncMode?: SyncMode; isPreview?: boolean } = {},
): ListOutcome {
	const run = { listName, isPreview, policy: { sync: syncModes[syncMode], maximumRemovalPercent: 20 } } as ExportRun;
	return {
		run,
		status: isPreview ? 'preview' : 'completed',
		counts: { ...noProfiles, ...counts },
		guard: noGuard,
		isFirstRun: false,
		isNewList: false,
		values: nothingRead,
		cutValues: [],
		...more,
	};
}

const preview = (syncMode: SyncMode, counts: Partial<ProfileCounts>, guard = noGuard) =>
	said((context) => hintAtResults(context, [list(counts, { syncMode, guard, isPreview: true })]));

describe('who is not on the list is said in a sentence', () => {
	it('of an export, in the past', () => {
		expect(
			said((context) =>
				hintAtResults(context, [list({ read: 5_000, rejected: 1_200, optedOut: 1, deleted: 2, refused: 3 })]),
			),
		).toEqual([
			"warning: 1,200 of 5,000 profiles could not be exported; 1 person opted out and was left alone; 2 people deleted in Constant Contact were left alone; 3 refused by Constant Contact. See the output 'Rejected' for the reasons.",
		]);
	});

	it('of a preview, as what would be', () => {
		expect(preview('addOrUpdate', { read: 5, rejected: 1, optedOut: 2 }).slice(1)).toEqual([
			"warning: 1 of 5 profiles cannot be exported; 2 people opted out and would be left alone. See the output 'Rejected' for the reasons.",
		]);
	});
});

it('values that Constant Contact holds shorter than they were sent are reported once, by field', () => {
	const cutValues = [{ field: 'Address: City', characters: 25, count: 1_200 }];
	expect(said((context) => hintAtResults(context, [list({ read: 5_000 }, { cutValues })]))).toEqual([
		"info: Constant Contact holds these values shorter than they were sent: 1,200 values of 'Address: City' (25 characters kept). They count as unchanged; shorten them in the source.",
	]);
});

describe('a preview says that it is one, and what the export would do', () => {
	it.each<[SyncMode, Partial<ProfileCounts>, string]>([
		['addOrUpdate', { sent: 1 }, "send 1 profile to 'VIP'"],
		['mirror', { sent: 2_000, removed: 3 }, "send 2,000 profiles to 'VIP' and take 3 people off it"],
		['remove', { sent: 1, removed: 1 }, "take 1 person off 'VIP'"],
	])('%s', (syncMode, counts, words) => {
		expect(preview(syncMode, counts)).toEqual([
			`info: This is a preview: nothing has been changed. The export would ${words}.`,
		]);
	});

	it('a tripped guard', () => {
		expect(
			preview(
				'mirror',
				{ read: 1, sent: 1, removed: 900 },
				{ tripped: true, leavers: 900, members: 1_000, percent: 90 },
			),
		).toEqual([
			"warning: This is a preview: nothing has been changed. The export would stop before changing anything: 900 of 1,000 members (90 %) would be taken off 'VIP', more than the 20 % that 'Maximum Removal Percent' allows.",
		]);
	});

	it('an empty segment, whatever percentage is allowed', () => {
		expect(
			preview(
				'mirror',
				{ read: 2, rejected: 2, removed: 1 },
				{ tripped: true, leavers: 1, members: 1, percent: 100 },
			)[0],
		).toBe(
			"warning: This is a preview: nothing has been changed. The export would stop before changing anything: the segment brings nobody who can be exported, and 1 member is on 'VIP'.",
		);
	});

	it('a segment that was picked and that nobody is in', () => {
		const outcome = list(
			{ read: 9, unchanged: 9, removed: 1 },
			{ syncMode: 'mirror', isPreview: true, guard: { tripped: true, leavers: 1, members: 10, percent: 10 } },
		);
		const run = { ...outcome.run, emptySegments: ['Lost'] };
		expect(said((context) => hintAtResults(context, [{ ...outcome, run }]))[0]).toContain(
			"stop before changing anything: no profile is in 'Lost', and 10 members are on 'VIP'.",
		);
	});

	it('values that cannot be used', () => {
		const leftOut = [{ field: 'Birthday', count: 1, reason: 'This is no date that can be read.', rows: [3] }];
		const told = (isPreview: boolean) =>
			said((context) =>
				hintAtResults(context, [list({ sent: 1 }, { isPreview, values: { ...nothingRead, leftOut } })]),
			).at(-1);
		expect([told(true), told(false)]).toEqual(
			['would be', 'were'].map(
				(were) =>
					`warning: These values cannot be used, so the profiles ${were} exported without them. 1 value of 'Birthday' (row 3): This is no date that can be read.`,
			),
		);
	});
});

describe('of several lists', () => {
	it('what is the same is said once, with their names', () => {
		const lists = [
			list({ read: 2, rejected: 1 }, { listName: 'A', isFirstRun: true, isNewList: true }),
			list({ read: 3, rejected: 2, optedOut: 1 }, { listName: 'B', isFirstRun: true, isNewList: true, stayed: 4 }),
		];
		expect(said((context) => hintAtResults(context, lists))).toEqual([
			"info: This is the first export to 'A', 'B', so nobody can know who left the list before. From now on, anybody who leaves it is left alone.",
			"info: The lists 'A', 'B' were made by the export.",
			"warning: 4 people could not be taken off 'B': they may be on 50 lists already. Take them off by hand in Constant Contact.",
			"warning: 3 of 5 profiles could not be exported; 1 person opted out and was left alone. See the output 'Rejected' for the reasons.",
		]);
	});

	it('a preview points to their summaries, and names those whose guard trips', () => {
		const calm = list({ sent: 1 }, { listName: 'A', isPreview: true });
		const guard = { tripped: true, leavers: 9, members: 10, percent: 90 };
		expect(said((context) => hintAtResults(context, [calm, calm]))).toEqual([
			'info: This is a preview: nothing has been changed. The export would do to each list what its summary says.',
		]);
		expect(
			said((context) => hintAtResults(context, [calm, list({ read: 1 }, { listName: 'B', isPreview: true, guard })])),
		).toEqual([
			"warning: This is a preview: nothing has been changed. The export would stop before changing anything: 9 of 10 members (90 %) would be taken off 'B', more than the 20 % that 'Maximum Removal Percent' allows.",
		]);
	});
});
