import type { Ledger } from './ledger';
import { Verdict } from './ledger';
import type { Ports } from './ports';
import type { ExportRun, ProfileFields, Rejection } from './types';
import type { CheckedContact } from './validation';
import { createContactCheck } from './validation';
import { readSteps } from './walkProfiles';

const refused: Rejection = {
	code: 'refused_by_constant_contact',
	reason: 'Constant Contact did not put this contact on the list. They may have unsubscribed from all your email, or the address was found undeliverable.',
};

/** Takes one settled profile; `rejection` is there for those who are not on the list because of what they are. */
export type SettledProfileVisitor = (profile: ProfileFields, row: number, verdict: Verdict, rejection: Rejection | undefined) => void;

/** Reads the source once more and tells what became of each profile: nothing but the verdicts was remembered. */
export async function visitSettledProfiles(run: ExportRun, ledger: Ledger, ports: Ports, visit: SettledProfileVisitor): Promise<void> {
	const check = createContactCheck(run.mapping.columns, run.policy.longValues);
	const contact: CheckedContact = { email: '', values: [] };
	const values: unknown[] = new Array(run.mapping.columns.length);
	for await (const page of readSteps(run, ports)) {
		let row = page.firstRow;
		for (const profile of page.profiles) {
			const verdict = ledger.verdict(row);
			let rejection: Rejection | undefined;
			if (verdict === Verdict.rejected) {
				run.mapping.read(profile, row, values);
				rejection = check(values, contact);
			} else if (verdict === Verdict.refused) {
				rejection = refused;
			}
			visit(profile, row, verdict, rejection && { ...rejection, row });
			row++;
		}
	}
}

/** Whether any profile is to leave by the output `Rejected`. */
export function hasRejections(ledger: Ledger): boolean {
	return ledger.count(Verdict.rejected) + ledger.count(Verdict.refused) > 0;
}
