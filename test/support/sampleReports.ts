import { notDate } from '../../nodes/ExportSegment/export/profiles/fieldReaders';
import type { Report } from '../../nodes/ExportSegment/outputs/report/htmlReport';
import type { RunSummary } from '../../nodes/ExportSegment/outputs/outcome/runSummary';
import { summaryText } from '../../nodes/ExportSegment/outputs/outcome/summaryText';
import type { SummaryParts } from './runSummary';
import { runSummary } from './runSummary';

const zone = 'America/New_York';

function summary(parts: SummaryParts): RunSummary {
	const made = runSummary(parts);
	return { ...made, text: summaryText(made) };
}

const step = (kind: Report['steps'][number]['kind'], seconds: number) => ({ kind, ms: seconds * 1_000 });

/** A list that grew from day to day, the last day's run left out. */
const days = [1_180, 1_192, 1_190, 1_204, 1_221, 1_219, 1_230, 1_228, 1_241, 1_247, 1_252];

/** Reports as people get them, for pictures and for the tests of what a report holds. */
export const sampleReports: Readonly<Record<string, Report>> = {
	'first-export': {
		summaries: [
			summary({
				list: { id: 'a', name: 'VIP customers' },
				profiles: { read: 1_250, sent: 1_228, refused: 2, rejected: 13, optedOut: 4, deleted: 2, duplicates: 3 },
				rejections: {
					email_missing: 8,
					email_invalid: 3,
					value_too_long: 2,
					unsubscribed: 4,
					deleted: 2,
					refused_by_constant_contact: 2,
				},
				valuesLeftOut: [
					{ field: 'Birthday', count: 3, reason: notDate.reason, rows: [57, 311, 902] },
					{
						field: 'Phone',
						count: 2,
						reason: 'A spreadsheet has cut the digits of this number. Keep it as a text there.',
						rows: [12, 640],
					},
				],
				columns: {
					used: {
						Email: 'E-mail',
						'First Name': 'Vorname',
						'Last Name': 'Nachname',
						Birthday: 'Geburtstag',
						Phone: 'Telefon',
					},
					leftOut: ['Kundennr', 'Anrede', 'Umsatz 2026'],
				},
				activities: 1,
				apiCalls: 19,
			}),
		],
		steps: [step('read', 0.4), step('compare', 6.2), step('import', 14.8), step('finish', 7.1)],
		isFirstRun: true,
		history: [],
		zone,
	},
	mirror: {
		summaries: [
			summary({
				list: { id: 'a', name: 'VIP customers' },
				syncMode: 'mirror',
				profiles: { read: 1_275, sent: 34, unchanged: 1_221, rejected: 12, optedOut: 6, deleted: 2, removed: 9 },
				rejections: { email_missing: 9, email_invalid: 3, opted_out_of_list: 2, unsubscribed: 4, deleted: 2 },
				activities: 1,
				apiCalls: 31,
			}),
		],
		steps: [step('read', 0.4), step('compare', 7.9), step('import', 12.1), step('remove', 16.4), step('finish', 5)],
		isFirstRun: false,
		history: [
			...days.map((on, index) => ({
				at: `2027-02-${String(18 + index).padStart(2, '0')}T11:00:40.000Z`,
				on,
				removed: (index * 7) % 5,
				notExported: 18 + (index % 3),
			})),
			{ at: '2027-03-01T11:00:42.000Z', on: 1_255, removed: 9, notExported: 20 },
		],
		zone,
	},
	'several-lists': {
		summaries: [
			{ name: 'VIP customers', read: 1_250, sent: 30, unchanged: 1_200, rejected: 14, optedOut: 6 },
			{ name: 'Newsletter', read: 18_420, sent: 412, unchanged: 17_600, rejected: 108, optedOut: 300 },
			{ name: 'New in 2027', read: 240, sent: 233, unchanged: 0, rejected: 5, optedOut: 2, isNew: true },
			{ name: 'Warsaw · Warszawa', read: 3_012, sent: 0, unchanged: 2_990, rejected: 22, optedOut: 0 },
		].map(({ name, isNew, ...profiles }, index) =>
			summary({
				list: { id: name, name, ...(isNew && { isNew }) },
				syncMode: 'mirror',
				segments: [name],
				profiles: { ...profiles, removed: [4, 120, 0, 31][index] },
				rejections: {
					email_missing: profiles.rejected - 2,
					email_invalid: 2,
					unsubscribed: profiles.optedOut,
				},
				valuesLeftOut:
					index === 1
						? [
								{
									field: 'Job Title',
									count: 16,
									reason: 'This is an object. Map one of its fields.',
									rows: [8, 9, 10, 11],
								},
							]
						: [],
				columns: {
					used: { Email: 'email', 'First Name': 'first_name', 'Job Title': 'role', 'Segment Field': 'segments' },
					leftOut: ['id'],
				},
				activities: profiles.sent > 0 ? 1 : 0,
				startedAt: `2027-03-01T14:0${index}:00.000Z`,
				finishedAt: `2027-03-01T14:0${index}:52.000Z`,
				apiCalls: 24 + index,
			}),
		),
		steps: [step('read', 3.4), step('compare', 41), step('import', 96), step('remove', 71), step('finish', 20.6)],
		isFirstRun: false,
		history: [],
		zone,
	},
	'preview-guard': {
		summaries: [
			summary({
				list: { id: 'a', name: 'VIP customers' },
				operation: 'preview',
				syncMode: 'mirror',
				profiles: { read: 640, unchanged: 622, sent: 11, rejected: 5, optedOut: 2, removed: 611 },
				rejections: { email_missing: 5, opted_out_of_list: 2 },
				guard: { tripped: true, leavers: 611, members: 1_233, percent: 49.55 },
				plannedCalls: 34,
				apiCalls: 14,
				finishedAt: '2027-03-01T14:00:09.300Z',
			}),
		],
		steps: [step('read', 0.3), step('compare', 8.8), step('finish', 0.2)],
		isFirstRun: false,
		history: [],
		zone,
	},
	'customer-insights': {
		summaries: [
			summary({
				list: { id: 'a', name: 'High-value customers' },
				syncMode: 'mirror',
				segments: ['VIP customers', 'Newsletter readers'],
				profiles: {
					read: 212_480,
					sent: 3_918,
					unchanged: 206_301,
					rejected: 1_204,
					optedOut: 980,
					deleted: 61,
					duplicates: 16,
					removed: 1_377,
				},
				rejections: { email_missing: 1_150, email_invalid: 54, opted_out_of_list: 310, unsubscribed: 670, deleted: 61 },
				valuesLeftOut: [
					{
						field: 'Birthday',
						count: 88,
						reason: notDate.reason,
						rows: [1_204, 5_530, 9_021, 12_774],
					},
				],
				columns: {
					used: {
						Email: 'msdynci_email',
						'First Name': 'msdynci_firstname',
						'Last Name': 'msdynci_lastname',
						Birthday: 'msdynci_birthdate',
						City: 'msdynci_city',
						Country: 'msdynci_country',
						'Segment Field': 'segments',
					},
					leftOut: ['msdynci_level'],
				},
				activities: 1,
				finishedAt: '2027-03-01T14:03:58.000Z',
				apiCalls: 46,
			}),
		],
		steps: [step('read', 9.1), step('compare', 84), step('import', 58), step('remove', 66), step('finish', 20.9)],
		isFirstRun: false,
		history: [],
		zone,
	},
};
