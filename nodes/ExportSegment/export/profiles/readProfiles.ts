import type { Rejection } from '../run/rejection';
import { Problem } from '../../../shared/problem';
import type { Ledger } from '../run/ledger';
import { createLedger, Verdict } from '../run/ledger';
import type { Fingerprints } from './fingerprints';
import { comparesValues, createFingerprints } from './fingerprints';
import type { People } from '../../../shared/account/people';
import { createPeople, Mark } from '../../../shared/account/people';
import type { Ports } from '../run/ports';
import type { CellPlaces, ExportRun } from '../run/run';
import type { ColumnHabits } from './columnHabits';
import { createColumnHabits } from './columnHabits';
import type { TableRows } from '../../../shared/files/tableRows';
import { addressesIn, createContactCheck, newContact } from './contactCheck';
import { createCellsGlance } from './plainValues';
import { walkProfiles } from './walkProfiles';

/** What the first pass leaves. */
export interface ProfilesRead {
	readonly ledger: Ledger;
	readonly people: People;
	readonly fingerprints: Fingerprints;
}

/**
 * The first pass: reads every profile, maps and checks it, and finds the one profile that counts for each person.
 * Afterwards every profile that will not be sent has its verdict. Nothing is remembered but the people's keys. Where a
 * column turns out to write its days otherwise than its first rows let believe, the pass starts again.
 * @throws Problem if the user asked to stop at profiles that cannot be exported
 */
export async function readProfiles(run: ExportRun, ports: Ports): Promise<ProfilesRead> {
	const { columns } = run.mapping;
	let habits = createColumnHabits(columns, run.policy);
	let pass = await readOnce(run, habits, ports);
	while (habits.isWrongOnTheWhole()) {
		habits = createColumnHabits(columns, run.policy, habits.days());
		pass = await readOnce(run, habits, ports);
	}
	run.mapping.endOfSource?.();
	const { ledger, firstRejection } = pass;
	ledger.values = habits.read();
	ports.journal.profilesRead(ledger.rows - ledger.count(Verdict.outside));
	if (firstRejection !== undefined && run.policy.invalidProfiles === 'stop') throw stopped(run, ledger, firstRejection);
	return pass;
}

async function readOnce(
	run: ExportRun,
	habits: ColumnHabits,
	ports: Ports,
): Promise<ProfilesRead & { readonly firstRejection: Rejection | undefined }> {
	const ledger = createLedger();
	const fingerprints = createFingerprints(run.mapping.columns);
	const people = createPeople(fingerprints.length);
	const check = createContactCheck(run.mapping.columns, run.policy, habits.readers);
	const arePlain = createCellsGlance(run.mapping.columns, run.policy);
	const contact = newContact();
	const compares = comparesValues(run);
	const remembersRejected = run.policy.sync.sends;
	let firstRejection: Rejection | undefined;
	await walkProfiles(run, ports, { visit, visitCells }, habits.isWrong);
	return { ledger, people, fingerprints, firstRejection };

	function open(row: number): void {
		// A file tells with its first rows. How many of a source's profiles are in some of its segments, nobody knows
		// before.
		if (row === 1 && run.memberTestOf === undefined) people.expect(run.source.expectedProfiles ?? 0);
		ledger.open();
	}

	function visitCells(row: number, table: TableRows, index: number, cells: CellPlaces): boolean {
		if (!arePlain(table, index, cells)) return false;
		open(row);
		const person = people.meetUnits(table.units, table.startOf(index, cells.email), table.endOf(index, cells.email));
		ledger.noteAsItCame(row);
		mergeDuplicate(run.policy.duplicateProfiles, person, row, ledger, people);
		if (compares && people.rowOf(person) === row)
			people.setFingerprint(person, fingerprints.ofCells(table, index, cells));
		return true;
	}

	function visit(row: number, values: readonly unknown[] | undefined): void {
		open(row);
		if (values === undefined) return ledger.settle(row, Verdict.outside);
		const rejection = check(values, contact);
		if (rejection === undefined) {
			habits.leaveOut(row, contact.leftOut);
			const person = people.meet(contact.email);
			if (contact.isAsItCame) ledger.noteAsItCame(row);
			mergeDuplicate(run.policy.duplicateProfiles, person, row, ledger, people);
			if (compares && people.rowOf(person) === row) people.setFingerprint(person, fingerprints.of(contact.values));
			return;
		}
		ledger.settle(row, Verdict.rejected);
		// A typo in a name must not throw anybody off the list, or make the list look like another one.
		if (remembersRejected)
			for (const email of addressesIn(run.mapping.columns, values)) people.mark(people.meet(email), Mark.named);
		firstRejection ??= { ...rejection, row };
	}
}

function mergeDuplicate(keep: 'first' | 'last', person: number, row: number, ledger: Ledger, people: People): void {
	const earlier = people.rowOf(person);
	if (earlier === 0) return people.setRow(person, row);
	if (keep === 'first') return ledger.settle(row, Verdict.duplicate);
	ledger.settle(earlier, Verdict.duplicate);
	people.setRow(person, row);
}

function stopped({ source }: ExportRun, ledger: Ledger, first: Rejection): Problem {
	const count = ledger.count(Verdict.rejected);
	return new Problem({
		kind: 'profiles',
		message: `${count} of ${ledger.rows - ledger.count(Verdict.outside)} profiles cannot be exported, so nothing was sent`,
		advice: `The first one is profile ${first.row}: ${first.reason} Correct the source, or set the option 'Invalid Profiles' to 'Reject' to export the others.`,
		itemIndex: source.itemOf?.(first.row ?? 1),
	});
}
