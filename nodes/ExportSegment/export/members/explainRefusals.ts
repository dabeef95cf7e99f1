import type { DownloadedContactVisitor } from '../../../shared/account/downloads/downloadedContacts';
import { eachPerson } from '../../../shared/account/eachPerson';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { SettledImports } from '../imports/settleImports';
import type { Fingerprints } from '../profiles/fingerprints';
import { comparesValues } from '../profiles/fingerprints';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { readListMembers } from './listMembers';

/**
 * Constant Contact tells only how many it refused. Who it was shows when the list is read once more: sent, and not on
 * it. Of those who were on the list before, the values tell: sent, and not what the contact holds. No more are taken
 * for refused than the counters allow, because Constant Contact may write a value in another way than it was sent.
 * @param imports as they ended; while some are on the way, nobody is refused
 * @param fingerprints of the values that were sent, where the run compares values
 * @returns how many of them nobody can name
 */
export async function explainRefusals(
	run: ExportRun,
	{ allEnded, someRefused, refused, rowsInDoubt }: Omit<SettledImports, 'activities'>,
	ledger: Ledger,
	people: People,
	fingerprints: Pick<Fingerprints, 'compare'>,
	ports: Ports,
): Promise<number> {
	if (!allEnded || !someRefused) return 0;
	const most = refused + rowsInDoubt;
	const columns = most > 0 && comparesValues(run) ? run.mapping.columns : [];
	const isSent = (row: number) => row !== 0 && ledger.verdict(row) === Verdict.sent;
	const read = async (onlyInBulk: boolean) => {
		const differing: number[] = [];
		const missing: number[] = [];
		people.clear(Mark.onList);
		const visit: DownloadedContactVisitor = ({ text: email }, values) => {
			const person = people.find(email);
			if (person < 0) return;
			people.mark(person, Mark.onList);
			const row = people.rowOf(person);
			const isCompared = columns.length > 0 && isSent(row) && differing.length <= most;
			if (isCompared && fingerprints.compare(people.fingerprintOf(person), values) === 'others') differing.push(row);
		};
		// A phone of another kind than the one that was sent proves nothing against anybody.
		const untoldKinds = 'notShown' as const;
		const wanted = { columns, expected: ledger.count(Verdict.sent), onlyInBulk, untoldKinds };
		const consequence = 'nobody can tell who was refused by Constant Contact';
		const wasOnePage = await readListMembers(run, consequence, visit, ports, wanted);
		await eachPerson(people, ports.clock, (person) => {
			const row = people.rowOf(person);
			if (isSent(row) && !people.hasMark(person, Mark.onList)) missing.push(row);
		});
		return { differing, missing, wasOnePage };
	};
	const first = await read(false);
	// A page may not show yet what the imports did a moment ago.
	const isInDoubt = first.wasOnePage && first.differing.length + first.missing.length > 0;
	const { differing, missing } = isInDoubt ? await read(true) : first;
	for (const row of missing) ledger.refuse(row);
	const unnamed = Math.max(0, refused - ledger.count(Verdict.refused));
	if (differing.length > unnamed + rowsInDoubt) return unnamed;
	for (const row of differing) ledger.refuse(row);
	return Math.max(0, unnamed - differing.length);
}
