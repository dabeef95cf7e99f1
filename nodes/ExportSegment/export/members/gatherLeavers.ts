import { mustComplete, stateInWords } from '../../../shared/account/awaitActivities';
import type { Activity } from '../../../shared/account/constantContact';
import { contactFields } from '../../../shared/account/contactFields';
import { maxImportBytes, maxImportRows } from '../../../shared/account/contract';
import { refusedIn } from '../../../shared/account/importCounters';
import type { People } from '../../../shared/account/people';
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
}

/** Puts the leavers who are on the list at this moment on the scratch list. @throws Problem if that does not finish */
export async function gatherLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<Gathered> {
	const { batches, leaving } = await packLeavers(run, scratchId, plan, people, ports);
	const started: Activity[] = [];
	for (const { body } of batches) started.push(await ports.constantContact.importContacts(body));
	let refused: number | undefined = 0;
	for (const activity of started) {
		const ofImport = refusedIn(await mustComplete(activity, run.policy.maximumWaitMs, ports, notFinished));
		refused = ofImport === undefined || refused === undefined ? undefined : refused + ofImport;
	}
	return { leaving, refused };
}

/**
 * All leavers are read before the first body is sent: who is added to the scratch list in between might change the
 * order in which Constant Contact pages through this list, which no page of its guide tells. They are addresses alone:
 * some 40 bytes each.
 */
async function packLeavers(
	run: ExportRun,
	scratchId: string,
	plan: Plan,
	people: People,
	ports: Ports,
): Promise<{ batches: Batch[]; leaving: number }> {
	const email = contactFields.filter(({ kind }) => kind === 'email');
	const packer = createPacker(
		email,
		{ listId: scratchId, smsPermissionToSend: 'not_set' },
		{ maximumRows: maxImportRows, maximumBytes: maxImportBytes },
	);
	const batches: Batch[] = [];
	let leaving = 0;
	await readListMembers(
		run,
		'nobody was taken off it',
		(address) => {
			const person = people.find(address);
			if (person < 0 || !plan.isLeaver(person)) return;
			const full = packer.add(++leaving, { email: address, values: [] });
			if (full !== undefined) batches.push(full);
		},
		ports,
	);
	const last = packer.finish();
	if (last !== undefined) batches.push(last);
	return { batches, leaving };
}

/** @param state how the job stood at the last look */
export function notFinished(state: string | undefined): Problem {
	return new Problem({
		kind: 'activity',
		message: `Constant Contact did not finish taking people off the list (${stateInWords(state)})`,
		advice: 'Run the export again: it finishes what is left.',
	});
}
