import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactList } from '../../constantContact/constantContactApi';
import type { ExportResult } from '../export/exportSegment';
import type { ExportStatus } from '../export/exportStatus';
import type { ExportRun } from '../export/types';

const number = (count: number) => count.toLocaleString('en-US');
const people = (count: number) => `${number(count)} ${count === 1 ? 'person' : 'people'}`;

/** What a person should know of a run that went well, shown beside its output. */
export function hintAtResult(context: IExecuteFunctions, run: ExportRun, result: ExportResult): void {
	if (run.isPreview) hintAtPreview(context, run, result);
	if (result.isFirstRun && !run.isPreview) hintAtFirstRun(context, run.listName);
	if (result.stayed) hintAtStayed(context, run.listName, result.stayed);
	if (result.leftScratchList) hintAtLeftScratchList(context, run);
	if (result.status === 'processing') hintAtProcessing(context, run);
}

export function hintAtRejected(context: IExecuteFunctions, { counts, status }: ExportResult): void {
	const parts = [
		counts.rejected > 0 ? `${number(counts.rejected)} of ${number(counts.read)} profiles ${status === 'preview' ? 'cannot' : 'could not'} be exported` : '',
		counts.optedOut > 0 ? `${people(counts.optedOut)} opted out and ${leftAlone(counts.optedOut, status)}` : '',
		counts.deleted > 0 ? `${people(counts.deleted)} deleted in Constant Contact ${leftAlone(counts.deleted, status)}` : '',
		counts.refused > 0 ? `${number(counts.refused)} refused by Constant Contact` : '',
	].filter((part) => part !== '');
	context.addExecutionHints({ type: 'warning', location: 'outputPane', message: `${parts.join('; ')}. See the output 'Rejected' for the reasons.` });
}

const leftAlone = (count: number, status: ExportResult['status']) => (status === 'preview' ? 'would be left alone' : `${count === 1 ? 'was' : 'were'} left alone`);

/** So that nobody takes a preview for an export. */
function hintAtPreview(context: IExecuteFunctions, { listName, policy }: ExportRun, { counts, guard }: ExportResult): void {
	const intent = [
		policy.syncMode === 'remove' ? '' : `send ${number(counts.sent)} ${counts.sent === 1 ? 'profile' : 'profiles'} to '${listName}'`,
		policy.syncMode === 'addOrUpdate' ? '' : `take ${people(counts.removed)} off ${policy.syncMode === 'remove' ? `'${listName}'` : 'it'}`,
	].filter((part) => part !== '');
	const { leavers, members, percent } = guard;
	const stop = `The export would stop before changing anything: ${number(leavers)} of ${number(members)} members (${percent} %) would be taken off '${listName}'.`;
	context.addExecutionHints({
		type: guard.tripped ? 'warning' : 'info',
		location: 'outputPane',
		message: `This is a preview: nothing has been changed. ${guard.tripped ? stop : `The export would ${intent.join(' and ')}.`}`,
	});
}

function hintAtFirstRun(context: IExecuteFunctions, name: string): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `This is the first export to '${name}', so nobody can know who left the list before. From now on, whoever leaves it is left alone.`,
	});
}

export function hintAtSlowFields(context: IExecuteFunctions, labels: readonly string[]): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `n8n works out ${labels.map((label) => `'${label}'`).join(', ')} for each profile on its own, about 2,000 values a second. For large segments, prepare the value in a node before and map it as {{ $json.name }}.`,
	});
}

function hintAtLeftScratchList(context: IExecuteFunctions, { listId, listName }: ExportRun): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `People were taken off '${listName}' as planned, but Constant Contact did not delete the helper list 'Leaving list ${listId} …' that this takes. The next export to '${listName}' deletes it.`,
	});
}

function hintAtStayed(context: IExecuteFunctions, name: string, stayed: number): void {
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `${people(stayed)} could not be taken off '${name}': they may be on 50 lists already. Take them off by hand in Constant Contact.`,
	});
}

function hintAtProcessing(context: IExecuteFunctions, { policy }: ExportRun): void {
	const then = policy.syncMode === 'mirror'
		? 'Nobody was taken off the list: run the export again when it has finished.'
		: "See how it stands with the operation 'Get Export Status'.";
	const tags = policy.tags.length > 0 && !policy.waitForCompletion ? " The tags were not put on, which needs 'Wait for Completion'." : '';
	context.addExecutionHints({ type: tags === '' ? 'info' : 'warning', location: 'outputPane', message: `Constant Contact is still working on it. ${then}${tags}` });
}

/** Of an export that was not waited for, Constant Contact tells only how many it refused. */
export function hintAtCountedRefusals(context: IExecuteFunctions, { name }: Pick<ContactList, 'name'>, { sent, refused }: ExportStatus): void {
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `Constant Contact did not put ${number(refused)} of ${number(sent)} profiles on '${name}'. The 'errors' of the activities tell why; an export with 'Wait for Completion' tells who.`,
	});
}
