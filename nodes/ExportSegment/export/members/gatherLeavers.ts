import { mustComplete, stateInWords } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { contactsPerPage, maxImportBytes, maxImportRows } from '../../../shared/account/contract';
import type { ShownAddress } from '../../../shared/account/downloads/shownAddress';
import { refusedIn } from '../../../shared/account/importCounters';
import type { People } from '../../../shared/account/people';
import { Mark } from '../../../shared/account/people';
import { Problem } from '../../../shared/problem';
import type { Batch } from '../imports/batches';
import { createPacker } from '../imports/batches';
import type { Plan } from '../plan/plan';
import type { Ports } from '../run/ports';
import type { ExportRun } from '../run/run';
import { readListMembers } from './listMembers';

export interface Gathered {
	/** How many leavers are on the list now. */
	readonly leaving: number;
	/** How many of them were not put on the scratch list; undefined where Constant Contact does not tell. */
	readonly refused: number | undefined;
	/** Whether all of them are known to be on the scratch list. */
	readonly isComplete: boolean;
	/** Others on the scratch list, by their contacts' IDs: they have just left the list by themselves. */
	readonly strays: readonly string[];
}

/** Puts the leavers who are on the list at this moment on the scratch list. @throws Problem if that does not finish */
export async function gatherLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<Gathered> {
	const { started, leaving, onOnePage } = await sendLeavers(run, scratchId, plan, people, ports);
	let refused: number | undefined = 0;
	for (const activity of started) {
		const ofImport = refusedIn(await mustComplete(activity, run.policy.maximumWaitMs, ports, notFinished));
		refused = ofImport === undefined || refused === undefined ? undefined : refused + ofImport;
	}
	const isComplete = refused === 0;
	if (onOnePage === undefined || leaving === 0) return { leaving, refused, isComplete, strays: [] };
	const shown = await ports.constantContact.membersNotOn(scratchId, run.listId, leaving);
	const strays = shown ?? (await findStrays(run, onOnePage, ports));
	return { leaving: leaving - strays.length, refused, isComplete: isComplete || shown !== undefined, strays };
}

/**
 * How soon a page shows what has happened is not documented, so a page may show people on the list who left it seconds
 * before; a bulk export does not.
 * @param addresses of those who were on the list according to a page
 */
async function findStrays(run: ExportRun, addresses: readonly string[], ports: Ports): Promise<string[]> {
	const left = new Set(addresses);
	const onlyInBulk = true;
	// A file may end a row early without any sign: people who are missing from the first are looked for in a second one.
	for (let look = 1; look <= 2 && left.size > 0; look++)
		await readListMembers(run, nobodyTakenOff, (address) => void left.delete(address.text), ports, { onlyInBulk });
	const strays: string[] = [];
	for (const address of left) {
		const contact = await ports.constantContact.contactByEmail(address);
		if (contact !== undefined) strays.push(contact.id);
	}
	return strays;
}

const nobodyTakenOff = 'nobody was taken off it';

interface SentLeavers {
	/** The imports that put them on the scratch list. */
	readonly started: readonly Activity[];
	readonly leaving: number;
	/** Their addresses, where one page of contacts told them. */
	readonly onOnePage: readonly string[] | undefined;
}

/**
 * A full body is sent while the file of a bulk export is read, so that two of them serve any number of leavers. Where
 * the list is paged through, all leavers are read before the first body is sent: a contact that is added to the scratch
 * list in between might change the order of the pages, which is not documented.
 */
async function sendLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<SentLeavers> {
	const packer = createPacker(
		[],
		{ listId: scratchId, smsPermissionToSend: 'not_set' },
		{ maximumRows: maxImportRows, maximumBytes: maxImportBytes },
	);
	const full: Batch[] = [];
	const started: Activity[] = [];
	const addresses: string[] = [];
	let leaving = 0;
	const wasOnePage = await readListMembers(run, nobodyTakenOff, visit, ports, { betweenRows: sendFull });
	const last = packer.finish();
	if (last !== undefined) full.push(last);
	await sendFull();
	return { started, leaving, onOnePage: wasOnePage ? addresses : undefined };

	function visit({ text: address }: ShownAddress): void {
		const person = people.find(address);
		if (person < 0 || !plan.isLeaver(person)) return;
		people.mark(person, Mark.gathered);
		if (leaving < contactsPerPage) addresses.push(address);
		const batch = packer.add(++leaving, { email: address, values: [] });
		if (batch !== undefined) full.push(batch);
	}

	async function sendFull(): Promise<void> {
		for (const { body, release } of full.splice(0)) {
			started.push(await ports.constantContact.importContacts(body));
			release();
		}
	}
}

/** @param state how the job stood at the last look */
export function notFinished(state: string | undefined): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish taking people off the list (${stateInWords(state)})`,
		advice: 'Run the export again: it finishes what is left.',
	});
}
