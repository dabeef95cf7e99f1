import type { ShownAddress } from '../../../shared/account/downloads/shownAddress';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Plan } from '../plan/plan';
import type { Ledger } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { readListMembers } from './listMembers';

/** How many leavers are on the list in the end. */
export interface StillOn {
	/** Of those who were gathered to be taken off. */
	readonly stayed: number;
	/** Of the others: they were not seen on the list when it was read once more. */
	readonly missed: number;
}

export const noneLeft: StillOn = { stayed: 0, missed: 0 };

/**
 * Constant Contact's counters leave doubt, so the list itself is asked. Profiles that were to be taken off and are
 * still on it count as refused.
 * @param expected about how many are on it now
 * @throws Problem if it cannot be read
 */
export async function findStayed(
	run: ExportRun,
	plan: Plan,
	ledger: Ledger,
	people: People,
	expected: number,
	ports: Ports,
): Promise<StillOn> {
	const read = async (onlyInBulk: boolean) => {
		const found = new Set<number>();
		const visit = (address: ShownAddress) => {
			const person = people.find(address.text);
			if (person >= 0 && plan.isLeaver(person)) found.add(person);
		};
		const consequence = 'nobody can tell whether everybody was taken off it';
		return { found, wasOnePage: await readListMembers(run, consequence, visit, ports, { expected, onlyInBulk }) };
	};
	const first = await read(false);
	// A page may not show yet who was taken off a moment ago.
	const { found } = first.wasOnePage && first.found.size > 0 ? await read(true) : first;
	if (run.policy.sync.takesOffBrought) for (const person of found) ledger.refuse(people.rowOf(person));
	const stayed = [...found].filter((person) => people.hasMark(person, Mark.gathered)).length;
	return { stayed, missed: found.size - stayed };
}
