/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { ExportResult } from '../../../nodes/ExportSegment/export/exportSegment';
import type { ExportRun, ProfileCounts, SyncMode } from '../../../nodes/ExportSegment/export/types';
import { hintAtRejected, hintAtResult } from '../../../nodes/ExportSegment/operations/hints';
import { createContext } from '../../support/nodeContext';

const none: ProfileCounts = { read: 0, duplicates: 0, rejected: 0, optedOut: 0, deleted: 0, unchanged: 0, sent: 0, refused: 0, removed: 0 };
const noGuard = { tripped: false, leavers: 0, members: 0, percent: 0 };

function said(hint: (context: ReturnType<typeof createContext>['context']) => void): string[] {
	const { context, hints } = createContext();
	hint(context);
	return hints.map(({ type, message }) => `${type}: ${message}`);
}

const result = (counts: Partial<ProfileCounts>, more: Partial<ExportResult> = {}) => ({ status: 'completed', counts: { ...none, ...counts }, guard: noGuard, ...more }) as ExportResult;
const preview = (syncMode: SyncMode, counts: Partial<ProfileCounts>, guard = noGuard) =>
	said((context) => hintAtResult(context, { listName: 'VIP', isPreview: true, policy: { syncMode } } as ExportRun, result(counts, { status: 'preview', guard })));

describe('who is not on the list is told in a sentence', () => {
	it('of an export, in the past', () => {
		expect(said((context) => hintAtRejected(context, result({ read: 5_000, rejected: 1_200, optedOut: 1, deleted: 2, refused: 3 })))).toEqual([
			"warning: 1,200 of 5,000 profiles could not be exported; 1 person opted out and was left alone; 2 people deleted in Constant Contact were left alone; 3 refused by Constant Contact. See the output 'Rejected' for the reasons.",
		]);
	});

	it('of a preview, as what would be', () => {
		expect(said((context) => hintAtRejected(context, result({ read: 5, rejected: 1, optedOut: 2 }, { status: 'preview' })))).toEqual([
			"warning: 1 of 5 profiles cannot be exported; 2 people opted out and would be left alone. See the output 'Rejected' for the reasons.",
		]);
	});
});

describe('a preview says that it is one, and what the export would do', () => {
	it.each<[SyncMode, Partial<ProfileCounts>, string]>([
		['addOrUpdate', { sent: 1 }, "send 1 profile to 'VIP'"],
		['mirror', { sent: 2_000, removed: 3 }, "send 2,000 profiles to 'VIP' and take 3 people off it"],
		['remove', { sent: 1, removed: 1 }, "take 1 person off 'VIP'"],
	])('%s', (syncMode, counts, words) => {
		expect(preview(syncMode, counts)).toEqual([`info: This is a preview: nothing has been changed. The export would ${words}.`]);
	});

	it('a tripped guard', () => {
		expect(preview('mirror', { sent: 1, removed: 900 }, { tripped: true, leavers: 900, members: 1_000, percent: 90 })).toEqual([
			"warning: This is a preview: nothing has been changed. The export would stop before changing anything: 900 of 1,000 members (90 %) would be taken off 'VIP'.",
		]);
	});
});
