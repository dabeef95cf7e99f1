import type { ContactSelection } from '../../../shared/account/constantContact';
import { contactsPerPage } from '../../../shared/account/contract';
import { Problem } from '../../../shared/problem';
import { stateInWords } from '../../../shared/account/awaitActivities';
import { eachPerson } from '../../../shared/account/eachPerson';
import type { Download } from '../../../shared/account/downloads/contactDownload';
import { readDownloads } from '../../../shared/account/downloads/contactDownload';
import type { DownloadedContactVisitor } from '../../../shared/account/downloads/downloadedContacts';
import type { Fingerprints } from '../profiles/fingerprints';
import { comparesValues } from '../profiles/fingerprints';
import { membershipTagId } from '../../../shared/account/membershipTag';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { Verdict } from '../run/ledger';
import { whenExporting } from './plan';

/** What Constant Contact holds before the run changes anything. */
export interface ContactsRead {
	/** People on the list who are not unsubscribed. */
	readonly members: number;
	/** The account's tags: ids by name. */
	readonly tags: ReadonlyMap<string, string>;
	/** Whether nobody has noted yet who has been on the list, although there is somebody on it. */
	readonly isFirstRun: boolean;
	/** Whether all who are on the list fitted one page, or are told to. */
	readonly onOnePage: boolean;
	readonly cutValues: readonly CutValues[];
}

/** Values that Constant Contact has stored shorter than they were sent: sending them again would change nothing. */
export interface CutValues {
	/** Label of the contact field. */
	readonly field: string;
	/** UTF-16 code units that were kept. */
	readonly characters: number;
	readonly count: number;
}

const nothingRead: ContactsRead = {
	members: 0,
	tags: new Map(),
	isFirstRun: false,
	onOnePage: false,
	cutValues: [],
};

/**
 * Reads, by pages or by bulk exports: the list's members with the mapped fields, the account's unsubscribed and deleted
 * contacts, and everybody noted by the list's tag. What is found is marked on the people.
 *
 * Only the deleted are asked for by themselves, since neither the list nor its tag shows them, and colleagues delete
 * contacts and bring them back at any moment. Somebody who left the list is left alone because of the notes. Who is
 * deleted then, and brought back a moment later, is among the deleted before; who is deleted only then is among the
 * deleted after. So where there are notes the deleted are read before all others, and once more after them if somebody
 * is to be sent.
 * @param afterBrokenRun whether jobs of an earlier run may have changed the list a moment ago: how soon a page shows
 * that is not documented, so members and notes are read in bulk
 * @throws Problem if any of it cannot be read: then nothing must be sent
 */
export async function readContacts(
	run: ExportRun,
	people: People,
	fingerprints: Fingerprints,
	afterBrokenRun: boolean,
	ports: Ports,
): Promise<ContactsRead> {
	const { sync, onlyChanges, respectOptOuts, restoreDeletedContacts, tags: ownTags } = run.policy;
	const readsNothing = !sync.takesOff && !onlyChanges && !respectOptOuts && restoreDeletedContacts;
	const readsTags = !readsNothing || ownTags.length > 0;
	const tags = readsTags ? await ports.constantContact.tags() : nothingRead.tags;
	const mayBeOnOnePage = run.listMembers !== undefined && run.listMembers <= contactsPerPage;
	if (readsNothing) return { ...nothingRead, tags, onOnePage: mayBeOnOnePage };
	const tagId = membershipTagId(tags, run.listId);
	const compared = comparesValues(run) ? run.mapping.columns : [];
	const cuts: number[] = [];
	const { unsubscribed, noted, deleted } = plannedDownloads(run, tagId, people, afterBrokenRun);
	const members: NamedDownload = {
		what: "the list's members",
		selection: { listId: run.listId },
		columns: compared,
		expected: run.listMembers,
		onlyInBulk: afterBrokenRun,
		visit: memberVisitor(people, compared.length > 0 ? comparison(run, fingerprints) : undefined, cuts),
	};
	const read = async (...rounds: NamedDownload[][]) =>
		await readDownloads(rounds, run.policy.maximumWaitMs, ports, ({ what }, state) => unreadable(what, state));
	const others = [...(run.isListMissing ? [] : [members]), ...unsubscribed, ...noted];
	const hasNotes = noted.length > 0;
	const atOnce = await (hasNotes ? read(deleted, others) : read(others, deleted));
	const { count, sendsSome } = await look(run, people, ports);
	if (hasNotes && sendsSome) await read(deleted);
	const isFirstRun = respectOptOuts && sync.tagsMembers && tagId === undefined && count > 0;
	const cutValues = compared.flatMap(({ label, cutAt }, column) =>
		cutAt !== undefined && cuts[column] > 0 ? [{ field: label, characters: cutAt, count: cuts[column] }] : [],
	);
	const onOnePage = run.isListMissing ? atOnce.size === others.length + deleted.length : atOnce.has(members);
	return { members: count, tags, isFirstRun, onOnePage, cutValues };
}

interface NamedDownload extends Download {
	readonly what: string;
}

/** What is asked of the account beside the list's members, each where the options ask for it. */
function plannedDownloads(
	{ policy, listMembers }: ExportRun,
	tagId: string | undefined,
	people: People,
	afterBrokenRun: boolean,
): Record<'unsubscribed' | 'noted' | 'deleted', NamedDownload[]> {
	const { respectOptOuts, restoreDeletedContacts, sync } = policy;
	const marking = (what: string, selection: ContactSelection, mark: number): NamedDownload => ({
		what,
		selection,
		visit: (address) => people.mark(address.meetIn(people), mark),
	});
	const unsubscribed = marking('unsubscribed contacts', { status: 'unsubscribed' }, Mark.unsubscribed);
	const deleted = marking('deleted contacts', { status: 'removed' }, Mark.deleted);
	const noted = (id: string): NamedDownload => ({
		...marking('who has been on the list', { tagId: id }, Mark.noted),
		// The members are noted, but for the newest: about as many, or more.
		expected: listMembers === 0 ? undefined : listMembers,
		onlyInBulk: afterBrokenRun,
	});
	return {
		unsubscribed: respectOptOuts || sync.takesOff ? [unsubscribed] : [],
		noted: sync.sends && respectOptOuts && tagId !== undefined ? [noted(tagId)] : [],
		deleted: sync.sends && !restoreDeletedContacts ? [deleted] : [],
	};
}

/**
 * How exports write the permission for text messages is not documented: where one is given, what is held of anybody who
 * brings an SMS number counts as not known, and they are sent.
 */
function comparison({ policy, mapping }: ExportRun, { compare }: Fingerprints): Fingerprints['compare'] {
	const smsNumber = mapping.columns.findIndex(({ id }) => id === 'sms_number');
	if (policy.smsPermissionToSend === 'not_set' || smsNumber < 0) return compare;
	return (ours, shown, onCut) =>
		compare(
			ours,
			{
				textOf: (column) => (column === smsNumber ? undefined : shown.textOf(column)),
				hashOf: (column, ...how) => column !== smsNumber && shown.hashOf(column, ...how),
			},
			onCut,
		);
}

/**
 * Marks the members, and those who hold a profile's values already.
 * @param cuts counts the values that came back cut, by their column
 */
function memberVisitor(
	people: People,
	compare: Fingerprints['compare'] | undefined,
	cuts: number[],
): DownloadedContactVisitor {
	const onCut = (column: number) => void (cuts[column] = (cuts[column] ?? 0) + 1);
	return (address, values) => {
		const person = address.meetIn(people);
		people.mark(person, Mark.onList);
		if (compare === undefined || people.rowOf(person) === 0) return;
		const shown = compare(people.fingerprintOf(person), values, onCut);
		if (shown === 'same' || shown === 'cut') people.mark(person, Mark.unchanged);
	};
}

/** @returns how many are on the list and not unsubscribed, and whether anybody is to be sent */
async function look(run: ExportRun, people: People, ports: Ports): Promise<{ count: number; sendsSome: boolean }> {
	let count = 0;
	let sendsSome = false;
	await eachPerson(people, ports.clock, (person) => {
		if (people.hasMark(person, Mark.onList) && !people.hasMark(person, Mark.unsubscribed)) count++;
		sendsSome ||= people.rowOf(person) !== 0 && whenExporting(run, person, people) === Verdict.unsettled;
	});
	return { count, sendsSome };
}

function unreadable(what: string, state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not hand out ${what} (${stateInWords(state)}), so nothing was sent`,
		advice: 'Without it nobody can tell who is on the list or has opted out. Run the workflow again later.',
	});
}
