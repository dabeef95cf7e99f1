import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactList } from '../../constantContact/constantContactApi';
import type { ExportResult } from '../export/exportSegment';

/** What a person should know of a run that went well, shown beside its output. */
export function hintAtRejected(context: IExecuteFunctions, { counts }: ExportResult): void {
	const number = (count: number) => count.toLocaleString('en-US');
	const parts = [
		counts.rejected > 0 ? `${number(counts.rejected)} of ${number(counts.read)} profiles could not be exported` : '',
		counts.optedOut > 0 ? `${number(counts.optedOut)} have opted out and were left alone` : '',
		counts.deleted > 0 ? `${number(counts.deleted)} were deleted in Constant Contact and were left alone` : '',
		counts.refused > 0 ? `${number(counts.refused)} were refused by Constant Contact` : '',
	].filter((part) => part !== '');
	context.addExecutionHints({ type: 'warning', location: 'outputPane', message: `${parts.join('; ')}. See the output 'Rejected' for the reasons.` });
}

export function hintAtFirstRun(context: IExecuteFunctions, { name }: ContactList): void {
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

export function hintAtStayed(context: IExecuteFunctions, { name }: ContactList, stayed: number): void {
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `${stayed.toLocaleString('en-US')} people could not be taken off '${name}': they may be on 50 lists already. Take them off by hand in Constant Contact.`,
	});
}
