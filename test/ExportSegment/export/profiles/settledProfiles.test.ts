import type { Ledger } from '../../../../nodes/ExportSegment/export/run/ledger';
import { createLedger, Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { hasRejections, visitSettledProfiles } from '../../../../nodes/ExportSegment/export/profiles/settledProfiles';
import type { Rejection } from '../../../../nodes/ExportSegment/export/run/rejection';
import type { ProfileFields } from '../../../../nodes/shared/files/pages';
import { nothingRead } from '../../../../nodes/ExportSegment/export/run/valuesRead';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
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
	{ email: 'unknown' },
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

it('where people are to be taken off, the reason of somebody who could not be says how it can be done', async () => {
	const told: Array<Rejection | undefined> = [];
	await visitSettledProfiles(
		runOf(profiles.slice(0, 2), { sync: syncModes.remove }),
		ledgerOf(Verdict.refused, Verdict.deleted),
		createPorts(),
		'rejected',
		(_profile, _row, _verdict, rejection) => void told.push(rejection),
	);
	expect(told).toEqual([
		{
			code: 'refused_by_constant_contact',
			reason: expect.stringMatching(
				/^Constant Contact did not take this contact off the list\. .*: take it off by hand\.$/,
			),
			row: 1,
		},
		{ code: 'deleted', reason: expect.stringContaining('was deleted'), row: 2 },
	]);
});

it('a rejected profile is read as its columns were found to be written', async () => {
	const told: Array<string | undefined> = [];
	const ledger = ledgerOf(Verdict.rejected);
	ledger.values = { ...nothingRead, days: [{ order: 'monthFirst' }, { order: 'unclear' }] };
	await visitSettledProfiles(
		runOf([{ email: 'ada@example.com', birthday: '03/04' }], { invalidValues: 'reject' }, ['email', 'birthday']),
		ledger,
		createPorts(),
		'rejected',
		(_profile, _row, _verdict, rejection) => void told.push(rejection?.reason),
	);
	expect(told).toEqual([expect.stringContaining('Day and month cannot be told apart')]);
});

it.each([
	['everybody', [1, 2, 4]],
	['rejected', [2, 4]],
] as const)('the source is asked only for the values of profiles that are visited: %s', async (whom, asked) => {
	const run = runOf(profiles);
	const pages = jest.spyOn(run.source, 'pages');
	const visited: number[] = [];
	await visitSettledProfiles(
		run,
		ledgerOf(Verdict.sent, Verdict.rejected, Verdict.outside, Verdict.deleted),
		createPorts(),
		whom,
		(_profile, row) => void visited.push(row),
	);
	const [[isWanted]] = pages.mock.calls;
	expect([1, 2, 3, 4].filter((row) => isWanted?.(row))).toEqual(asked);
	expect(visited).toEqual(asked);
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
