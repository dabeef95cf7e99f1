import fc from 'fast-check';
import { lastRuns, mostRuns } from '../../../../nodes/ExportSegment/outputs/outcome/runHistory';
import { runSummary } from '../../../support/runSummary';

const onDay = (day: number, unchanged = day) =>
	runSummary({
		profiles: { read: unchanged + 4, unchanged, rejected: 3, optedOut: 1, removed: 2 },
		startedAt: `2027-02-${String(day).padStart(2, '0')}T06:00:00.000Z`,
		finishedAt: `2027-02-${String(day).padStart(2, '0')}T06:00:30.000Z`,
	});
const today = onDay(28);
const days = (given: unknown, now = today) => lastRuns(now, given).map(({ on }) => on);

describe('the last runs of a list', () => {
	it('are shown with what was on the list, taken off and not exported', () => {
		expect(lastRuns(today, [onDay(27)])).toEqual([
			{ at: '2027-02-27T06:00:30.000Z', on: 27, removed: 2, notExported: 4 },
			{ at: '2027-02-28T06:00:30.000Z', on: 28, removed: 2, notExported: 4 },
		]);
	});

	it.each<[how: string, given: unknown]>([
		['summaries', [onDay(1), onDay(2)]],
		['items', [{ json: onDay(1) }, { json: onDay(2), pairedItem: { item: 0 } }]],
		[
			'rows of a data table',
			[
				{ id: 1, summary: JSON.stringify(onDay(1)) },
				{ id: 2, summary: JSON.stringify(onDay(2)) },
			],
		],
		[
			'items of such rows',
			[onDay(1), onDay(2)].map((summary) => ({ json: { row: 7, kept: JSON.stringify(summary) } })),
		],
		['rows that hold the object itself', [{ kept: onDay(1) }, { kept: onDay(2) }]],
		['JSON of all of them', JSON.stringify([onDay(1), onDay(2)])],
		['texts', [JSON.stringify(onDay(1)), JSON.stringify(onDay(2))]],
		['the newest first', [onDay(2), onDay(1)]],
	])('handed in as %s', (_how, given) => {
		expect(days(given)).toEqual([1, 2, 28]);
	});

	it('are only those of this list, that came to their end and brought people to it', () => {
		const others = [
			{ ...onDay(3), list: { id: 'another', name: 'VIP' } },
			{ ...onDay(4), operation: 'preview', status: 'preview' },
			{ ...onDay(5), status: 'processing' },
			{ ...onDay(6), syncMode: 'remove' },
			{ ...onDay(7), finishedAt: 'yesterday' },
			{ ...onDay(8), profiles: { ...onDay(8).profiles, sent: -1 } },
			{ ...onDay(9), profiles: { ...onDay(9).profiles, sent: '9' } },
		];
		expect(days([onDay(2), ...others])).toEqual([2, 28]);
	});

	it('do not tell the run itself twice where it has been kept already', () => {
		expect(days([onDay(2), today])).toEqual([2, 28]);
	});

	it(`are ${mostRuns} with this one at the most: the latest`, () => {
		const all = Array.from({ length: 27 }, (_, index) => onDay(index + 1));
		expect(days(all)).toEqual([...all.slice(-(mostRuns - 1)).map(({ profiles }) => profiles.unchanged), 28]);
	});

	it.each([
		['no earlier one is known', [], today],
		['the run is a preview', [onDay(1)], { ...today, operation: 'preview' as const, status: 'preview' as const }],
		['the run is not over', [onDay(1)], { ...today, status: 'processing' as const }],
	])('are not shown where %s', (_when, given, now) => {
		expect(lastRuns(now, given)).toEqual([]);
	});

	it('whatever else is handed in is passed over', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				expect(days([given, onDay(2)])).toEqual([2, 28]);
				expect(Array.isArray(lastRuns(today, given))).toBe(true);
			}),
		);
	});

	it('of a table of any size no more is read than can be read in a blink', () => {
		const parse = jest.spyOn(JSON, 'parse');
		lastRuns(
			today,
			Array.from({ length: 5_000 }, () => ({ summary: `{"a":"${'x'.repeat(100_000)}"}` })),
		);
		expect(parse.mock.calls.length).toBeLessThan(50);
		parse.mockRestore();
	});
});
