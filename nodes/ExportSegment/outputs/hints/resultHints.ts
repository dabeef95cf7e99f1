import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactList } from '../../../shared/account/constantContact';
import { hint } from '../../../shared/n8n/hint';
import { counted, number, quoted } from '../../../shared/wording';
import type { ExportOutcome } from '../../export/exportResult';
import type { ExportStatus } from '../../export/exportStatus';
import type { ProfileCounts } from '../../export/run/ledger';
import type { ExportRun } from '../../export/run/run';
import type { ValuesRead } from '../../export/run/valuesRead';
import type { PreviewedList } from './previewHint';
import { hintAtPreview } from './previewHint';
import { hintAtCutValues, hintAtValues } from './valueHints';

const people = (count: number) => counted(count, 'person', 'people');

/** What the hints tell of a list. */
export interface ListOutcome
	extends PreviewedList,
		Pick<ExportOutcome, 'status' | 'isFirstRun' | 'cutValues' | 'refusedUpdates' | 'stayed' | 'leftScratchList'> {
	readonly values: ValuesRead;
	/** Whether the run makes the list. */
	readonly isNewList: boolean;
}

/**
 * What a person should know of a run that went well, shown beside its output. What is the same for several lists is
 * said once.
 */
export function hintAtResults(context: IExecuteFunctions, lists: readonly ListOutcome[]): void {
	const firstRuns = lists.filter(({ run, isFirstRun }) => isFirstRun && !run.isPreview);
	const newLists = lists.filter(({ isNewList }) => isNewList);
	const processing = lists.find(({ status }) => status === 'processing');
	if (lists.some(({ run }) => run.isPreview)) hintAtPreview(context, lists);
	if (firstRuns.length > 0)
		hintAtFirstRun(
			context,
			firstRuns.map(({ run }) => run.listName),
		);
	if (newLists.length > 0) hintAtNewLists(context, newLists);
	for (const { run, refusedUpdates } of lists)
		if (refusedUpdates) hintAtRefusedUpdates(context, run.listName, refusedUpdates);
	for (const { run, stayed } of lists) if (stayed) hintAtStayed(context, run.listName, stayed);
	for (const { run, leftScratchList } of lists) if (leftScratchList) hintAtLeftScratchList(context, run);
	if (processing !== undefined) hintAtProcessing(context, processing.run);
	hintAtRejected(context, lists);
	hintAtValues(
		context,
		lists.map(({ values }) => values),
		lists.some(({ run }) => run.isPreview),
	);
	hintAtCutValues(
		context,
		lists.flatMap(({ cutValues }) => cutValues),
	);
}

function hintAtRejected(context: IExecuteFunctions, lists: readonly ListOutcome[]): void {
	const sum = (count: keyof ProfileCounts) => lists.reduce((total, { counts }) => total + counts[count], 0);
	const isPreview = lists.some(({ run }) => run.isPreview);
	const leftAlone = (count: number) =>
		isPreview ? 'would be left alone' : `${count === 1 ? 'was' : 'were'} left alone`;
	const [rejected, optedOut, deleted] = [sum('rejected'), sum('optedOut'), sum('deleted')];
	const refused = sum('refused') - lists.reduce((total, { refusedUpdates = 0 }) => total + refusedUpdates, 0);
	const parts = [
		rejected > 0
			? `${number(rejected)} of ${number(sum('read'))} profiles ${isPreview ? 'cannot' : 'could not'} be exported`
			: '',
		optedOut > 0 ? `${people(optedOut)} opted out and ${leftAlone(optedOut)}` : '',
		deleted > 0 ? `${people(deleted)} deleted in Constant Contact ${leftAlone(deleted)}` : '',
		refused > 0 ? `${number(refused)} refused by Constant Contact` : '',
	].filter((part) => part !== '');
	if (parts.length === 0) return;
	hint(context, 'warning', `${parts.join('; ')}. See the output 'Rejected' for the reasons.`);
}

function hintAtFirstRun(context: IExecuteFunctions, listNames: readonly string[]): void {
	hint(
		context,
		'info',
		`This is the first export to ${quoted(listNames)}, so nobody can know who left the list before. From now on, anybody who leaves it is left alone.`,
	);
}

function hintAtNewLists(context: IExecuteFunctions, lists: readonly ListOutcome[]): void {
	const [what, verb] = lists.length === 1 ? ['The list', 'was'] : ['The lists', 'were'];
	const isMade = lists.some(({ run }) => run.isPreview) ? 'would be made' : `${verb} made`;
	hint(context, 'info', `${what} ${quoted(lists.map(({ run }) => run.listName))} ${isMade} by the export.`);
}

function hintAtLeftScratchList(context: IExecuteFunctions, { listId, listName }: ExportRun): void {
	hint(
		context,
		'info',
		`Taking people off '${listName}' takes a helper list, 'Leaving list ${listId} …', and Constant Contact did not delete it. The next export to '${listName}' deletes it.`,
	);
}

function hintAtRefusedUpdates(context: IExecuteFunctions, name: string, refused: number): void {
	hint(
		context,
		'warning',
		`Constant Contact refused ${counted(refused, 'profile')} of people who are on '${name}' already, so they keep their old values there; it does not tell who. A value may not fit its field, such as a text in a number field: see the 'errors' of the activities.`,
	);
}

function hintAtStayed(context: IExecuteFunctions, name: string, stayed: number): void {
	hint(
		context,
		'warning',
		`${people(stayed)} could not be taken off '${name}': they may be on 50 lists already. Take them off by hand in Constant Contact.`,
	);
}

function hintAtProcessing(context: IExecuteFunctions, { policy }: ExportRun): void {
	const then = policy.sync.takesOffAbsent
		? 'Nobody was taken off the list: run the export again when it has finished.'
		: "See how it stands with the operation 'Get Export Status'.";
	const tags =
		policy.tags.length > 0 && !policy.waitForCompletion
			? " The tags were not put on, which needs 'Wait for Completion'."
			: '';
	hint(context, tags === '' ? 'info' : 'warning', `Constant Contact is still working on it. ${then}${tags}`);
}

/** Of an export that was not waited for, Constant Contact tells only how many it refused. */
export function hintAtCountedRefusals(
	context: IExecuteFunctions,
	{ name }: Pick<ContactList, 'name'>,
	{ sent, refused }: ExportStatus,
): void {
	hint(
		context,
		'warning',
		`Constant Contact did not put ${number(refused ?? 0)} ${sent === undefined ? 'profiles' : `of ${number(sent)} profiles`} on '${name}'. The 'errors' of the activities tell why; an export with 'Wait for Completion' tells who.`,
	);
}
