import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import { importsFor, stopIfOverBudget } from '../../../../nodes/ExportSegment/export/plan/callBudget';
import type { ExportPolicy } from '../../../../nodes/ExportSegment/export/run/run';
import { runOf } from '../../../support/exportRun';

function stop(policy: Partial<ExportPolicy>, toSend: number): void {
	const run = runOf([], policy);
	stopIfOverBudget(run, importsFor(run, { toSend }));
}

it.each([
	[1_000_000, 40_000],
	[1_000_000, 101],
	[9_999, 1],
])('%d profiles in batches of %d fit into a day', (toSend, maximumBatchRows) => {
	expect(() => stop({ maximumBatchRows }, toSend)).not.toThrow();
});

it.each([
	[1_000_000, 100, 'at least 10,000 requests'],
	[20_001, 2, 'at least 10,001 requests'],
])(
	'%d profiles in batches of %d do not, and the message says so with the numbers',
	(toSend, maximumBatchRows, message) => {
		expect(() => stop({ maximumBatchRows }, toSend)).toThrow(message);
	},
);

it('who is taken off needs no imports of their own', () => {
	expect(() => stop({ maximumBatchRows: 1, sync: syncModes.remove }, 1_000_000)).not.toThrow();
});
