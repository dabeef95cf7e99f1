import type { Activity, ContactSelection } from '../../../shared/account/constantContact';
import type { ContactField } from '../../../shared/account/contactFields';
import { Problem } from '../../../shared/problem';
import { awaitActivities, stateInWords } from '../../../shared/account/awaitActivities';
import { eachPerson } from '../../../shared/account/eachPerson';
import type { FinishedExport } from '../../../shared/account/contactDownload';
import { isFinishedExport, readExportFile } from '../../../shared/account/contactDownload';
import { exportFieldsFor } from '../../../shared/account/downloadedContacts';
import type { Fingerprints } from '../profiles/fingerprints';
import { comparesValues } from '../profiles/fingerprints';
import { membershipTagName, tagIdOf } from '../../../shared/account/membershipTag';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';

/** What Constant Contact holds before the run changes anything. */
export interface ContactsRead {
	/** People on the list who are not unsubscribed. */
	readonly members: number;
	/** The account's tags: ids by name. */
	readonly tags: ReadonlyMap<string, string>;
	/** Whether nobody has noted yet who has been on the list, although there is somebody on it. */
	readonly isFirstRun: boolean;
}

const nothingRead: ContactsRead = { members: 0, tags: new Map(), isFirstRun: false };

/**
 * Reads by bulk exports, side by side and waited for together: the list's members with the mapped fields, the account's
 * unsubscribed and deleted contacts, and everybody noted by the list's tag. What is found is marked on the people.
 * @throws Problem if any of it cannot be read: then nothing must be sent
 */
export async function readContacts(
	run: ExportRun,
	people: People,
	fingerprints: Fingerprints,
	ports: Ports,
): Promise<ContactsRead> {
	const { sync, onlyChanges, respectOptOuts, restoreDeletedContacts, tags: ownTags } = run.policy;
	const readsNothing = !sync.takesOff && !onlyChanges && !respectOptOuts && restoreDeletedContacts;
	const readsTags = !readsNothing || ownTags.length > 0;
	const tags = readsTags ? await ports.constantContact.tags() : nothingRead.tags;
	if (readsNothing) return { ...nothingRead, tags };
	const tagId = tagIdOf(tags, membershipTagName(run.listId));
	const compared = comparesValues(run) ? run.mapping.columns : [];
	const wants = wantedExports(run, compared, tagId);
	const started = new Map<Want, string | undefined>();
	for (const want of wants) started.set(want, await start(want, ports));
	const files = await resultFiles(run, started, ports);

	for (const want of wants) {
		const file = files.get(started.get(want) ?? '');
		if (file === undefined) await readAlternative(want, people, ports);
		else if (want.mark !== Mark.onList)
			await readExportFile(file, [], (email) => people.mark(people.meet(email), want.mark), ports);
	}
	if (!run.isListMissing)
		await readMembers(files.get(started.get(wants[0]) ?? ''), compared, people, fingerprints, ports);
	const members = await countMembers(people, ports);
	return { members, tags, isFirstRun: respectOptOuts && sync.tagsMembers && tagId === undefined && members > 0 };
}

interface Want {
	readonly what: string;
	readonly mark: number;
	readonly selection: ContactSelection;
	readonly fields: readonly string[] | undefined;
}

/** Members first, where there is a list yet; the rest only where the user's options ask for it. */
function wantedExports(run: ExportRun, compared: readonly ContactField[], tagId: string | undefined): Want[] {
	const { respectOptOuts, restoreDeletedContacts, sync } = run.policy;
	const addresses = ['email_address'];
	const members: Want = {
		what: "the list's members",
		mark: Mark.onList,
		selection: { listId: run.listId },
		fields: compared.length > 0 ? exportFieldsFor(compared) : addresses,
	};
	const wants = run.isListMissing ? [] : [members];
	if (respectOptOuts || sync.takesOff)
		wants.push({
			what: 'unsubscribed contacts',
			mark: Mark.unsubscribed,
			selection: { status: 'unsubscribed' },
			fields: addresses,
		});
	if (!sync.sends) return wants;
	if (!restoreDeletedContacts)
		wants.push({ what: 'deleted contacts', mark: Mark.deleted, selection: { status: 'removed' }, fields: addresses });
	if (respectOptOuts && tagId !== undefined)
		wants.push({ what: 'who has been on the list', mark: Mark.noted, selection: { tagId }, fields: addresses });
	return wants;
}

/** @returns the activity's id, or undefined where the export does not know such a selection and there is another way */
async function start(want: Want, ports: Ports): Promise<string | undefined> {
	const activity = await ports.constantContact.startExport(want.selection, want.fields);
	if (activity === undefined && want.mark !== Mark.deleted) throw unreadable(want.what, 'refused');
	return activity?.id;
}

async function resultFiles(
	run: ExportRun,
	started: ReadonlyMap<Want, string | undefined>,
	ports: Ports,
): Promise<Map<string, FinishedExport>> {
	const deadline = ports.clock.now() + run.policy.maximumWaitMs;
	const jobs = [...started].filter((job): job is [Want, string] => job[1] !== undefined);
	const seen = await awaitActivities(new Set(jobs.map(([, id]) => id)), deadline, ports);
	return new Map(jobs.map(([want, id]) => [id, fileOf(want, seen.get(id))]));
}

function fileOf(want: Want, activity: Activity | undefined): FinishedExport {
	if (isFinishedExport(activity)) return activity;
	throw unreadable(want.what, activity?.state ?? 'no longer known');
}

/** The documented other way to see who was deleted: page by page. */
async function readAlternative(want: Want, people: People, ports: Ports): Promise<void> {
	for await (const emails of ports.constantContact.deletedContacts()) {
		for (const email of emails) people.mark(people.meet(email), want.mark);
		await ports.clock.breathe();
	}
}

async function readMembers(
	file: FinishedExport | undefined,
	compared: readonly ContactField[],
	people: People,
	fingerprints: Fingerprints,
	ports: Ports,
): Promise<void> {
	if (file === undefined) throw unreadable("the list's members", 'refused');
	await readExportFile(
		file,
		compared,
		(email, values) => {
			const person = people.meet(email);
			people.mark(person, Mark.onList);
			if (compared.length > 0 && people.rowOf(person) !== 0 && holdsTheSame(person, values, people, fingerprints))
				people.mark(person, Mark.unchanged);
		},
		ports,
	);
}

/** A field that the export does not show cannot be compared: such a profile counts as changed. */
function holdsTheSame(
	person: number,
	values: ReadonlyArray<string | undefined>,
	people: People,
	fingerprints: Fingerprints,
): boolean {
	const ours = people.fingerprintOf(person);
	const columns = fingerprints.columnsOf(ours.fields);
	for (const column of columns) if (values[column] === undefined) return false;
	const theirs = fingerprints.ofColumns(values, columns);
	return theirs.high === ours.high && theirs.low === ours.low;
}

async function countMembers(people: People, ports: Ports): Promise<number> {
	let members = 0;
	await eachPerson(people, ports.clock, (person) => {
		if (people.hasMark(person, Mark.onList) && !people.hasMark(person, Mark.unsubscribed)) members++;
	});
	return members;
}

function unreadable(what: string, state: string): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not hand out ${what} (${stateInWords(state)}), so nothing was sent`,
		advice: 'Without it nobody can tell who is on the list or has opted out. Run the workflow again later.',
	});
}
