import { eachPerson } from '../../../shared/account/eachPerson';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Ledger } from '../run/ledger';
import { Verdict } from '../run/ledger';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/** Who is to be sent, left alone, taken off: worked out before anything is changed. */
export interface Plan {
	/** Profiles without a verdict: they are to be imported, or in mode `remove` to be taken off. */
	readonly toSend: number;
	/** People to be taken off the list. */
	readonly leavers: number;
	/** Members who are not noted by the list's tag yet. */
	readonly unnoted: number;
	/** Whether the segment brings nobody who could be exported. */
	readonly isEmpty: boolean;
	/** Whether a person on the list is to be taken off. */
	isLeaver(person: number): boolean;
}

/** Compares the segment with what Constant Contact holds, and settles everybody who is left alone. */
export async function planExport(run: ExportRun, ledger: Ledger, people: People, ports: Ports): Promise<Plan> {
	const isLeaver = leaverTest(run, people);
	let toSend = 0;
	let leavers = 0;
	let unnoted = 0;
	let isEmpty = true;
	await eachPerson(people, ports.clock, (person) => {
		const row = people.rowOf(person);
		if (row !== 0) isEmpty = false;
		if (people.hasMark(person, Mark.onList)) {
			if (isLeaver(person)) leavers++;
			else if (!people.hasMark(person, Mark.noted)) unnoted++;
		}
		if (row === 0) return;
		const verdict = run.policy.sync.sends ? whenExporting(run, person, people) : whenRemoving(person, people, isLeaver);
		if (verdict === Verdict.unsettled) toSend++;
		else ledger.settle(row, verdict);
	});
	return { toSend, leavers, unnoted, isEmpty, isLeaver };
}

/** Unsubscribed people stay as they are: an import could not put them on the list that leavers are gathered on. */
function leaverTest(run: ExportRun, people: People): (person: number) => boolean {
	const isOn = (person: number) => people.hasMark(person, Mark.onList) && !people.hasMark(person, Mark.unsubscribed);
	if (run.policy.sync.takesOffAbsent) return (person) => isOn(person) && !people.isInSegment(person);
	if (run.policy.sync.takesOffBrought) return (person) => isOn(person) && people.rowOf(person) !== 0;
	return () => false;
}

/** People who are not on the list need not be taken off, and people who unsubscribed cannot be. */
function whenRemoving(person: number, people: People, isLeaver: (person: number) => boolean): Verdict {
	if (people.hasMark(person, Mark.onList) && people.hasMark(person, Mark.unsubscribed)) return Verdict.unsubscribed;
	return isLeaver(person) ? Verdict.unsettled : Verdict.unchanged;
}

/**
 * Noted as having been on the list, not on it now, and not taken off by us (we take the note off first): they left by
 * choice.
 */
export function whenExporting({ policy }: ExportRun, person: number, people: People): Verdict {
	const { respectOptOuts, restoreDeletedContacts, onlyChanges } = policy;
	if (respectOptOuts && people.hasMark(person, Mark.unsubscribed)) return Verdict.unsubscribed;
	if (!restoreDeletedContacts && people.hasMark(person, Mark.deleted)) return Verdict.deleted;
	if (respectOptOuts && people.hasMark(person, Mark.noted) && !people.hasMark(person, Mark.onList))
		return Verdict.optedOutOfList;
	return onlyChanges && people.hasMark(person, Mark.unchanged) ? Verdict.unchanged : Verdict.unsettled;
}
