import fc from 'fast-check';
import { summaryText } from '../../../../nodes/ExportSegment/outputs/outcome/summaryText';
import { runSummary } from '../../../support/runSummary';
import type { SummaryParts } from '../../../support/runSummary';

const text = (parts: SummaryParts) => summaryText(runSummary(parts));
const tripped = (leavers: number, members: number, percent: number) => ({ tripped: true, leavers, members, percent });
const leftOut = (field: string, count: number) => ({ field, count, reason: 'It is no such value.', rows: [1] });

describe('the outcome in two or three sentences', () => {
	it.each<[outcome: string, parts: SummaryParts, words: string]>([
		['export, nobody came in', { profiles: {} }, 'No profile came in, so *VIP* stays as it is.'],
		['export, one profile', { profiles: { read: 1, sent: 1 } }, 'The only profile is on *VIP*.'],
		['export, all of them', { profiles: { read: 1_250, sent: 1_250 } }, 'All 1,250 profiles are on *VIP*.'],
		[
			'export, some rejected, opted out, a value left out',
			{
				profiles: { read: 1_250, sent: 1_234, rejected: 12, optedOut: 4 },
				rejections: { email_missing: 10, email_invalid: 2, opted_out_of_list: 4 },
				valuesLeftOut: [leftOut('Birthday', 3)],
			},
			'1,234 of 1,250 profiles are on *VIP*. 12 were rejected (10 without an address, 2 with an invalid address), 4 opted out and were left alone. 3 birthdays could not be read.',
		],
		[
			'export, one of each',
			{
				profiles: { read: 6, sent: 2, refused: 1, rejected: 1, optedOut: 1, deleted: 1, duplicates: 1 },
				rejections: { email_missing: 1 },
				valuesLeftOut: [leftOut('Job Title', 1)],
			},
			'1 of 6 profiles is on *VIP*. 1 was rejected (without an address), 1 opted out and was left alone, 1 had been deleted in Constant Contact and was left alone, 1 was refused by Constant Contact, 1 is a duplicate. 1 value of Job Title could not be used.',
		],
		[
			'export, none of them',
			{ profiles: { read: 2, rejected: 2 }, rejections: { value_invalid: 2 } },
			'None of the 2 profiles is on *VIP*. 2 were rejected (all with an invalid value).',
		],
		[
			'export, a code that has no words yet',
			{ profiles: { read: 2, rejected: 2 }, rejections: { some_new_code: 2 } },
			'None of the 2 profiles is on *VIP*. 2 were rejected.',
		],
		['export, again', { profiles: { read: 9, unchanged: 9 } }, 'All 9 profiles are on *VIP*, all unchanged.'],
		[
			'export, some changed',
			{ profiles: { read: 9, unchanged: 7, sent: 2 } },
			'All 9 profiles are on *VIP*, 2 of them new or changed.',
		],
		[
			'export, values of two fields and of many',
			{ profiles: { read: 9, sent: 9 }, valuesLeftOut: [leftOut('Birthday', 1), leftOut('Phone', 2)] },
			'All 9 profiles are on *VIP*. 2 values of Phone and 1 birthday could not be used.',
		],
		[
			'export, values of many fields',
			{
				profiles: { read: 9, sent: 9 },
				valuesLeftOut: ['A', 'B', 'C'].map((field) => leftOut(field, 400)),
			},
			'All 9 profiles are on *VIP*. 1,200 values in 3 fields could not be used.',
		],
		[
			'export to a list that was made',
			{ profiles: { read: 2, sent: 2 }, list: { id: 'x', name: 'VIP', isNew: true } },
			'All 2 profiles are on the new list *VIP*.',
		],
		[
			'export that was not waited for',
			{ status: 'processing', profiles: { read: 3, sent: 3 } },
			"3 profiles are on the way to *VIP*; Constant Contact is still working on it. See how it stands with 'Get Export Status'.",
		],
		[
			'mirror that was not over in time',
			{ status: 'processing', syncMode: 'mirror', profiles: { read: 3, sent: 1, unchanged: 2 } },
			'1 profile is on the way to *VIP*; Constant Contact is still working on it. Nobody was taken off: run the export again when it has finished.',
		],
		[
			'mirror',
			{ syncMode: 'mirror', profiles: { read: 9, unchanged: 8, sent: 1, removed: 3 } },
			'All 9 profiles are on *VIP*, 1 of them new or changed; 3 people were taken off.',
		],
		[
			'mirror, not everybody could be taken off',
			{ syncMode: 'mirror', profiles: { read: 9, unchanged: 9, removed: 1 }, stayed: 2 },
			'All 9 profiles are on *VIP*, all unchanged; 1 person was taken off. 2 could not be taken off: do it by hand in Constant Contact.',
		],
		[
			'remove',
			{ syncMode: 'remove', profiles: { read: 9, sent: 8, removed: 8, unchanged: 1 } },
			'8 people were taken off *VIP*; 1 was not there.',
		],
		[
			'remove, nobody was on it',
			{ syncMode: 'remove', profiles: { read: 9, unchanged: 9 } },
			'Nobody had to be taken off *VIP*: nobody of the segment is there.',
		],
		[
			'remove, none can be',
			{ syncMode: 'remove', profiles: { read: 2, rejected: 2 }, rejections: { email_invalid: 2 } },
			'Nobody was taken off *VIP*. 2 were rejected (all with an invalid address).',
		],
		[
			'remove, one stayed',
			{ syncMode: 'remove', profiles: { read: 2, sent: 2, refused: 1, removed: 1 }, stayed: 1 },
			'1 person was taken off *VIP*. 1 could not be taken off: do it by hand in Constant Contact.',
		],
		[
			'preview',
			{ operation: 'preview', profiles: { read: 9, sent: 2, unchanged: 1, rejected: 6 }, rejections: {} },
			'Preview: the export would send 2 of 9 profiles to *VIP*; 1 is there already. 6 would be rejected.',
		],
		[
			'preview, left alone',
			{ operation: 'preview', profiles: { read: 3, sent: 1, optedOut: 1, deleted: 1 } },
			'Preview: the export would send 1 of 3 profiles to *VIP*. 1 opted out and would be left alone, 1 had been deleted in Constant Contact and would be left alone.',
		],
		[
			'preview of nobody',
			{ operation: 'preview', profiles: {} },
			'Preview: no profile came in, so *VIP* would stay as it is.',
		],
		[
			'preview of a mirror',
			{ operation: 'preview', syncMode: 'mirror', profiles: { read: 9, unchanged: 9, removed: 1 } },
			'Preview: the export would take 1 person off *VIP*; 9 are there already.',
		],
		[
			'preview of a mirror that sends, too',
			{ operation: 'preview', syncMode: 'mirror', profiles: { read: 9, sent: 9, removed: 2 } },
			'Preview: the export would send 9 of 9 profiles to *VIP* and take 2 people off.',
		],
		[
			'preview of a list that is as it should be',
			{ operation: 'preview', profiles: { read: 9, unchanged: 9 } },
			'Preview: the export would change nothing on *VIP*; 9 are there already.',
		],
		[
			'preview of a removal',
			{ operation: 'preview', syncMode: 'remove', profiles: { read: 9, sent: 5, removed: 5, unchanged: 4 } },
			'Preview: the export would take 5 people off *VIP*; 4 are not there.',
		],
		[
			'preview that trips the guard',
			{
				operation: 'preview',
				syncMode: 'mirror',
				profiles: { read: 3, unchanged: 3, removed: 900 },
				guard: tripped(900, 1_200, 75),
			},
			'Preview: the export would stop, because 900 of 1,200 members (75 %) would be taken off *VIP*. Check that the source brings the whole segment.',
		],
		[
			'preview of an empty segment',
			{
				operation: 'preview',
				syncMode: 'mirror',
				profiles: { read: 1, rejected: 1, removed: 1 },
				rejections: { email_missing: 1 },
				guard: tripped(1, 1, 100),
			},
			'Preview: the export would stop, because the segment brings nobody who can be exported, and 1 member is on *VIP*. Check that the source brings the whole segment. 1 would be rejected (without an address).',
		],
		[
			'status, still busy',
			{ operation: 'status', status: 'processing', profiles: { read: 3, sent: 3 }, activities: 1 },
			'Constant Contact is still working on the export to *VIP*: 3 profiles handed over. Look again later.',
		],
		[
			'status, over',
			{ operation: 'status', profiles: { read: 3, sent: 3 }, activities: 1 },
			'The export has finished: all 3 profiles are on *VIP*.',
		],
		[
			'status, one refused',
			{ operation: 'status', profiles: { read: 3, sent: 3, refused: 1 }, activities: 1 },
			'The export has finished: 2 of 3 profiles are on *VIP*. 1 was refused by Constant Contact.',
		],
		['status of a tag job', { operation: 'status', profiles: {}, activities: 1 }, 'The export to *VIP* has finished.'],
		[
			'status of nothing',
			{ operation: 'status', profiles: {} },
			'Nothing was handed over for *VIP*, so there is nothing to wait for.',
		],
	])('%s', (_outcome, parts, words) => {
		expect(text(parts)).toBe(words);
	});
});

describe('whatever a run comes to', () => {
	const counts = fc.record({
		duplicates: fc.nat(3),
		rejected: fc.nat(3),
		optedOut: fc.nat(3),
		deleted: fc.nat(3),
		unchanged: fc.nat(3),
		sent: fc.nat(3),
		removed: fc.nat(3),
	});
	const anySummary = fc
		.record({
			counts,
			operation: fc.constantFrom('export' as const, 'preview' as const, 'status' as const),
			syncMode: fc.constantFrom('addOrUpdate' as const, 'mirror' as const, 'remove' as const),
			isBusy: fc.boolean(),
			isTripped: fc.boolean(),
			stayed: fc.nat(2),
			isNew: fc.boolean(),
			leftOut: fc.array(fc.record({ field: fc.constantFrom('Birthday', 'Phone', 'Job Title'), count: fc.nat(2) })),
		})
		.map(({ counts: profiles, operation, isBusy, isTripped, isNew, leftOut: values, ...others }) =>
			runSummary({
				...others,
				operation,
				list: { id: 'x', name: 'VIP', isNew },
				status: operation === 'preview' ? 'preview' : isBusy ? 'processing' : 'completed',
				profiles: {
					...profiles,
					read: Object.values(profiles).reduce((sum, count) => sum + count, 0) - profiles.removed,
					refused: Math.min(1, profiles.sent),
				},
				rejections: { email_missing: profiles.rejected },
				valuesLeftOut: values.map(({ field, count }) => leftOut(field, count)),
				...(operation === 'preview' && { guard: { tripped: isTripped, leavers: 1, members: 2, percent: 50 } }),
			}),
		);

	it('the words are whole sentences in the right number, and name the list', () => {
		fc.assert(
			fc.property(anySummary, (summary) => {
				const words = summaryText(summary);
				expect(words).toMatch(/^[A-Z0-9][^\n]*\.$/);
				expect(words).toContain('*VIP*');
				expect(words).not.toMatch(/undefined|NaN|\b0 (was|were|opted|had|values?|people)| {2}|\.\./);
				expect(words).not.toMatch(/\b1 (profiles (are|were)|people|are|were|values|birthdays|members)\b/);
				expect(words).not.toMatch(
					/(?<!\d[,\d]*)(?<!of )\b([2-9]|\d{2,}) (is|was|person|profile|value|birthday|member)\b/,
				);
				expect(words.length).toBeLessThan(700);
			}),
		);
	});
});
