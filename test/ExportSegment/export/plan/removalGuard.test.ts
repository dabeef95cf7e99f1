import {
	guardRemoval,
	noGuard,
	stopIfTripped,
	tripped,
} from '../../../../nodes/ExportSegment/export/plan/removalGuard';
import type { ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import type { SyncMode } from '../../../../nodes/ExportSegment/export/run/syncModes';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import { runOf } from '../../../support/exportRun';

interface Parts extends Pick<ExportRun, 'emptySegments'> {
	leavers?: number;
	members?: number;
	percent?: number;
	isEmpty?: boolean;
}

function guard(mode: SyncMode, { leavers = 0, members = 100, percent = 20, isEmpty = false, ...parts }: Parts) {
	const run = { ...runOf([], { sync: syncModes[mode], maximumRemovalPercent: percent }), ...parts };
	const plan = { leavers, isEmpty };
	const answer = guardRemoval(run, plan, members);
	return { ...answer, stop: () => stopIfTripped(run, plan, answer), problem: tripped(run, plan, answer) };
}

describe('the share of the list that may be taken off', () => {
	it.each([
		[20, 100, 20, false],
		[21, 100, 20, true],
		[7, 25, 28, false],
		[8, 25, 28, true],
		[1, 1_000, 0.1, false],
		[2, 1_000, 0.1, true],
		[1, 1_000_000, 0, true],
		[0, 1_000_000, 0, false],
		[1_000_000, 1_000_000, 100, false],
		[330_001, 1_000_000, 33, true],
	])('%d of %d members at %d %%: trips %s', (leavers, members, percent, trips) => {
		expect(guard('mirror', { leavers, members, percent }).tripped).toBe(trips);
		expect(guard('remove', { leavers, members, percent }).tripped).toBe(trips);
		expect(guard('addOrUpdate', { leavers, members, percent }).tripped).toBe(false);
	});

	it('every share of a small list that is just the one allowed lets the run go on', () => {
		for (let members = 1; members <= 200; members++)
			for (let leavers = 0; leavers <= members; leavers++) {
				if ((leavers * 100) % members !== 0) continue;
				expect([
					leavers,
					members,
					guard('mirror', { leavers, members, percent: (leavers * 100) / members }).tripped,
				]).toEqual([leavers, members, false]);
			}
	});

	it('stands in the message with the numbers, in 100ths of a percent', () => {
		const { percent, stop } = guard('mirror', { leavers: 1_234, members: 3_000 });
		expect(percent).toBe(41.13);
		expect(stop).toThrow(
			"This run would take 1,234 of 3,000 members (41.13 %) off the list 'News', more than the 20 % allowed, so nothing was changed",
		);
	});
});

describe('a segment without anybody', () => {
	it('stops a mirror, whatever share is allowed and no matter who is on the list', () => {
		expect(guard('mirror', { isEmpty: true, leavers: 3, members: 3, percent: 100 }).stop).toThrow(
			"The segment is empty, so the 3 members of the list 'News' were left as they are",
		);
		expect(guard('mirror', { isEmpty: true, members: 0 }).stop).toThrow(
			"The segment is empty, and nobody is on the list 'News'",
		);
	});

	it('that was picked beside others stops a mirror as well, and is named', () => {
		expect(guard('mirror', { emptySegments: ['B', 'C'], leavers: 15, percent: 100 }).stop).toThrow(
			"No profile is in 'B', 'C', so the 100 members of the list 'News' were left as they are",
		);
		expect(guard('mirror', { emptySegments: ['B'], members: 0 }).stop).toThrow(
			"No profile is in 'B', and nobody is on the list 'News'",
		);
	});

	it.each(['addOrUpdate', 'remove'] as const)('stops no other mode: %s', (mode) => {
		expect(guard(mode, { isEmpty: true }).stop).not.toThrow();
		expect(guard(mode, { emptySegments: ['B'] }).stop).not.toThrow();
	});
});

it('nobody to take off a list without members trips nothing', () => {
	expect(guard('mirror', { members: 0 })).toMatchObject({ tripped: false, percent: 0 });
});

it.each([
	['too many leave', { leavers: 21 }, "raise 'Maximum Removal Percent' under Options for one run"],
	['the segment is empty', { isEmpty: true }, "use 'Remove From List' with 'Maximum Removal Percent' 100"],
	['a picked segment is empty', { emptySegments: ['B'] }, "take its name out of 'Segment Names'"],
] as const)('where %s, the message says how to go on', (_when, parts, advice) => {
	expect(guard('mirror', parts).problem).toMatchObject({
		kind: 'configuration',
		advice: expect.stringContaining(advice),
	});
});

it('where nothing was compared, nothing trips', () => {
	expect(noGuard).toEqual({ tripped: false, leavers: 0, members: 0, percent: 0 });
});
