import type { Rejection } from '../run/rejection';
import type { ProfileFields } from '../../../shared/files/pages';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import { sizeOf } from '../../../shared/files/pages';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { createLaterCheck, newContact } from './contactCheck';
import { readSteps } from './walkProfiles';

/** What Constant Contact says of people, in words for a marketer. */
const rejectionOf: Partial<Record<Verdict, Rejection>> = {
	[Verdict.optedOutOfList]: {
		code: 'opted_out_of_list',
		reason:
			'This person has been on the list and left it, or somebody took them off in Constant Contact. They are left alone.',
	},
	[Verdict.unsubscribed]: {
		code: 'unsubscribed',
		reason:
			'This person has unsubscribed from all of your emails in Constant Contact. Only they themselves can change that.',
	},
	[Verdict.deleted]: {
		code: 'deleted',
		reason:
			"This contact was deleted in Constant Contact. To bring deleted contacts back, switch on 'Restore Deleted Contacts' in the options.",
	},
	[Verdict.refused]: {
		code: 'refused_by_constant_contact',
		reason:
			'Constant Contact did not take this profile. The person may have unsubscribed from all your email, the address may be undeliverable, the contact may be on 50 lists already, or a value may not fit its field.',
	},
};

const notTakenOff: Rejection = {
	code: 'refused_by_constant_contact',
	reason:
		'Constant Contact did not take this contact off the list. It may be on 50 lists already, one too many for the list that leavers are gathered on: take it off by hand.',
};

/**
 * Takes one settled profile, whose fields it can ask for; `rejection` is there for those who are not on the list
 * because of what they are.
 */
export type SettledProfileVisitor = (
	profile: () => ProfileFields,
	row: number,
	verdict: Verdict,
	rejection: Rejection | undefined,
) => void;

/**
 * Reads the source once more and tells what became of each profile of the run, or of those alone that were rejected:
 * nothing but the verdicts was remembered.
 */
export async function visitSettledProfiles(
	run: ExportRun,
	ledger: Ledger,
	ports: Ports,
	whom: 'everybody' | 'rejected',
	visit: SettledProfileVisitor,
): Promise<void> {
	const isWanted = (row: number) => {
		const verdict = ledger.verdict(row);
		return verdict !== Verdict.outside && (whom === 'everybody' || isRejected(verdict));
	};
	const check = createLaterCheck(run.mapping.columns, run.policy, ledger.values.days);
	const contact = newContact();
	const values: unknown[] = new Array(run.mapping.columns.length);
	for await (const page of readSteps(run, ports, isWanted)) {
		const read = run.mapping.readerOf(page);
		for (let index = 0; index < sizeOf(page); index++) {
			const row = page.firstRow + index;
			if (!isWanted(row)) continue;
			const verdict = ledger.verdict(row);
			let rejection: Rejection | undefined;
			if (verdict === Verdict.rejected) {
				read(index, values);
				rejection = check(values, contact);
			} else {
				rejection = verdict === Verdict.refused && run.policy.sync.takesOffBrought ? notTakenOff : rejectionOf[verdict];
			}
			visit(() => page.profiles[index], row, verdict, rejection && { ...rejection, row });
		}
	}
}

/** Whether any profile is to leave by the output `Rejected`. */
export function hasRejections(ledger: Ledger): boolean {
	return Object.values(Verdict).some((verdict) => isRejected(verdict) && ledger.count(verdict) > 0);
}

function isRejected(verdict: Verdict): boolean {
	return verdict === Verdict.rejected || rejectionOf[verdict] !== undefined;
}
