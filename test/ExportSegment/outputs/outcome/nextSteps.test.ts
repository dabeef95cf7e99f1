import { nextSteps } from '../../../../nodes/ExportSegment/outputs/outcome/nextSteps';
import type { SummaryParts } from '../../../support/runSummary';
import { runSummary } from '../../../support/runSummary';

const guard = { tripped: true, leavers: 9, members: 10, percent: 90 };
const leftOut = [{ field: 'Birthday', count: 1, reason: 'No date.', rows: [3] }];

it.each<[when: string, parts: SummaryParts, first: RegExp]>([
	['all is as it should be', { profiles: { read: 1, sent: 1 } }, /^Nothing\. The next run/],
	['some were rejected', { profiles: { read: 2, rejected: 1 } }, /^Correct 1 profile in the source.* takes it\./],
	[
		'values were left out',
		{ profiles: { read: 2, sent: 2 }, valuesLeftOut: leftOut },
		/^Correct 1 value that.* without it\./,
	],
	[
		'values would be left out',
		{ operation: 'preview', profiles: { read: 2, sent: 2 }, valuesLeftOut: leftOut },
		/^Correct 1 value that.* would be exported without it\./,
	],
	['some stayed', { syncMode: 'mirror', profiles: { read: 2, unchanged: 2 }, stayed: 2 }, /^Take 2 people off/],
	['some were refused', { profiles: { read: 2, sent: 2, refused: 2 } }, /^Nothing can be done here about 2/],
	['some had been deleted', { profiles: { read: 2, deleted: 1 } }, /^To bring back 1 contact/],
	[
		'columns were not used',
		{ profiles: { read: 2, sent: 2 }, columns: { used: {}, leftOut: ['id'] } },
		/^Look through the columns/,
	],
	['it is not over', { status: 'processing', profiles: { read: 2, sent: 2 } }, /Get Export Status/],
	[
		'it is still not over',
		{ operation: 'status', status: 'processing', profiles: { read: 2, sent: 2 } },
		/^Look again later/,
	],
	[
		'a mirror is not over',
		{ status: 'processing', syncMode: 'mirror', profiles: { read: 2, sent: 2 } },
		/^Run the export again/,
	],
	[
		'a preview finds something to do',
		{ operation: 'preview', profiles: { read: 2, sent: 2 }, plannedCalls: 7 },
		/about 7 requests of the 10,000/,
	],
	[
		'a preview finds nothing to do',
		{ operation: 'preview', profiles: { read: 2, unchanged: 2 } },
		/^Nothing needs to be exported/,
	],
	[
		'the guard trips',
		{ operation: 'preview', syncMode: 'mirror', profiles: { read: 2, unchanged: 2 }, guard },
		/^Check that the source brings the whole segment/,
	],
	[
		'the segment is empty',
		{ operation: 'preview', syncMode: 'mirror', profiles: { read: 2, rejected: 2 }, guard },
		/^Check the source: it brought nobody/,
	],
])('what to do first when %s', (_when, parts, first) => {
	expect(nextSteps(runSummary(parts), false)[0]).toMatch(first);
});

it('a first export tells what holds from now on', () => {
	expect(nextSteps(runSummary({ profiles: { read: 1, sent: 1 } }), true)).toEqual([
		'This was the first export to the list. From now on, anybody who leaves it is left alone.',
	]);
});

it('never more than five', () => {
	const everything = runSummary({
		syncMode: 'mirror',
		profiles: { read: 9, sent: 3, refused: 1, rejected: 1, deleted: 1 },
		stayed: 1,
		valuesLeftOut: leftOut,
		columns: { used: {}, leftOut: ['id'] },
	});
	expect(nextSteps(everything, true)).toHaveLength(5);
});
