import { eachPerson } from '../../../shared/account/eachPerson';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { readListMembers } from './listMembers';

/**
 * Constant Contact tells only how many it refused. Who it was shows when the list is read once more: sent, and not on
 * it. Of those who were on the list before, the values tell: sent, and not what the contact holds. Only as many are
 * taken for refused as there were, for Constant Contact may write a value in another way than it was sent.
 * @param refused how many its counters tell
 * @param compares how the values that a contact holds stand to those that were sent: `others` where they differ;
 * undefined where what was sent is not remembered
 * @returns how many of them nobody can name
 */
export async function explainRefusals(
	run: ExportRun,
	refused: number,
	ledger: Ledger,
	people: People,
	compares: ((ours: Uint32Array, values: ReadonlyArray<string | undefined>) => string) | undefined,
	ports: Ports,
): Promise<number> {
	const compared = refused > 0 && compares !== undefined ? run.mapping.columns : [];
	const differing: number[] = [];
	people.clear(Mark.onList);
	await readListMembers(
		run,
		'nobody can tell whom Constant Contact refused',
		(email, values) => {
			const person = people.find(email);
			if (person < 0) return;
			people.mark(person, Mark.onList);
			const row = people.rowOf(person);
			const isCompared = compared.length > 0 && row !== 0 && ledger.verdict(row) === Verdict.sent;
			if (isCompared && differing.length <= refused && compares?.(people.fingerprintOf(person), values) === 'others')
				differing.push(row);
		},
		ports,
		compared,
	);
	await eachPerson(people, ports.clock, (person) => {
		const row = people.rowOf(person);
		if (row !== 0 && ledger.verdict(row) === Verdict.sent && !people.hasMark(person, Mark.onList)) ledger.refuse(row);
	});
	const unnamed = Math.max(0, refused - ledger.count(Verdict.refused));
	if (differing.length > unnamed) return unnamed;
	for (const row of differing) ledger.refuse(row);
	return unnamed - differing.length;
}
