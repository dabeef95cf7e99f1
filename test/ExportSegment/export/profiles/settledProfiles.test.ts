import type { Ledger } from '../../../../nodes/ExportSegment/export/run/ledger';
import { createLedger, Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { hasRejections, visitSettledProfiles } from '../../../../nodes/ExportSegment/export/profiles/settledProfiles';
import type { Rejection } from '../../../../nodes/ExportSegment/export/run/rejection';
import type { ProfileFields } from '../../../../nodes/shared/files/pages';
import { createPorts, runOf } from '../../../support/exportRun';

function ledgerOf(...verdicts: Verdict[]): Ledger {
	const ledger = createLedger();
	verdicts.forEach((verdict, index) => {
		ledger.open();
		if (verdict !== Verdict.unsettled) ledger.settle(index + 1, verdict === Verdict.refused ? Verdict.sent : verdict);
		if (verdict === Verdict.refused) ledger.refuse(index + 1);
	});
	return ledger;
}

const profiles: ProfileFields[] = [
	{ email: 'ada@example.com' },
	{ email: 'n/a' },
	{ email: 'bob@example.com' },
	{ email: 'cy@example.com', birthday: '31/31' },
];

it('each profile leaves as it came in, with its verdict; a reason stands with those who are not on the list because of what they are', async () => {
	const told: Array<[ProfileFields, number, Verdict, Rejection | undefined]> = [];
	const ledger = ledgerOf(Verdict.sent, Verdict.rejected, Verdict.refused, Verdict.rejected);
	await visitSettledProfiles(
		runOf(profiles, { invalidValues: 'reject' }, ['email', 'birthday']),
		ledger,
		createPorts(),
		'everybody',
		(profile, ...given) => void told.push([profile(), ...given]),
	);
	expect(told.map(([profile, row, verdict]) => [profile, row, verdict])).toEqual(
		profiles.map((profile, index) => [profile, index + 1, ledger.verdict(index + 1)]),
	);
	expect(told.map(([, , , rejection]) => rejection)).toEqual([
		undefined,
		{ code: 'email_invalid', field: 'Email', reason: expect.stringContaining('name@example.com'), row: 2 },
		{ code: 'refused_by_constant_contact', reason: expect.stringContaining('unsubscribed'), row: 3 },
		{ code: 'date_invalid', field: 'Birthday', reason: expect.stringContaining('12/31'), row: 4 },
	]);
});

it.each([
	[Verdict.optedOutOfList, 'opted_out_of_list', 'left alone'],
	[Verdict.unsubscribed, 'unsubscribed', 'Only they themselves can change that'],
	[Verdict.deleted, 'deleted', "'Restore Deleted Contacts'"],
])('verdict %i has the code %s', async (verdict, code, words) => {
	const told: Array<Rejection | undefined> = [];
	await visitSettledProfiles(
		runOf([{ email: 'ada@example.com' }]),
		ledgerOf(verdict),
		createPorts(),
		'rejected',
		(_profile, _row, _verdict, rejection) => void told.push(rejection),
	);
	expect(told).toEqual([{ code, reason: expect.stringContaining(words), row: 1 }]);
});

it('where only those who were rejected are asked for, nobody else is visited', async () => {
	const rows: number[] = [];
	await visitSettledProfiles(
		runOf(profiles),
		ledgerOf(Verdict.sent, Verdict.rejected, Verdict.outside, Verdict.deleted),
		createPorts(),
		'rejected',
		(_profile, row) => void rows.push(row),
	);
	expect(rows).toEqual([2, 4]);
});

it('others may use the event loop after each page', async () => {
	const ports = createPorts();
	await visitSettledProfiles(
		runOf(profiles),
		ledgerOf(Verdict.sent, Verdict.sent, Verdict.sent, Verdict.sent),
		ports,
		'everybody',
		() => undefined,
	);
	expect(ports.clock.breaths).toBe(2);
});

it.each([
	['sent', Verdict.sent, false],
	['a duplicate', Verdict.duplicate, false],
	['rejected', Verdict.rejected, true],
	['refused', Verdict.refused, true],
	['opted out of the list', Verdict.optedOutOfList, true],
	['unsubscribed', Verdict.unsubscribed, true],
	['deleted', Verdict.deleted, true],
	['unchanged', Verdict.unchanged, false],
])('a profile that is %s leaves by the output Rejected: %p', (_what, verdict, isThere) => {
	expect(hasRejections(ledgerOf(verdict))).toBe(isThere);
});
