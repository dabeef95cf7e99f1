import { eachPerson } from '../../../shared/account/eachPerson';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import { readListMembers } from './listMembers';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/**
 * Constant Contact tells only how many it refused. Who it was shows when the list is read once more: sent, and not on
 * it.
 */
export async function explainRefusals(run: ExportRun, ledger: Ledger, people: People, ports: Ports): Promise<void> {
	people.clear(Mark.onList);
	await readListMembers(
		run,
		'nobody can tell whom Constant Contact refused',
		(email) => {
			const person = people.find(email);
			if (person >= 0) people.mark(person, Mark.onList);
		},
		ports,
	);
	await eachPerson(people, ports.clock, (person) => {
		const row = people.rowOf(person);
		if (row !== 0 && ledger.verdict(row) === Verdict.sent && !people.hasMark(person, Mark.onList)) ledger.refuse(row);
	});
}
