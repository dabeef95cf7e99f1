import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createClock } from '../../constantContact/cancellableClock';
import type { Connection } from '../../constantContact/connection';
import { readConnection } from '../../constantContact/connection';
import type { ContactList } from '../../constantContact/constantContactApi';
import { createConstantContactApi } from '../../constantContact/constantContactApi';
import { requestsPerDay } from '../../constantContact/contract';
import { toNodeError } from '../../constantContact/nodeError';
import { Problem } from '../../constantContact/problem';
import { quotaResetsAt } from '../../constantContact/problems';
import type { Transport } from '../../constantContact/request';
import { createTransport } from '../../constantContact/request';
import type { ExportResult } from '../export/exportSegment';
import { exportSegment } from '../export/exportSegment';
import { verdictName } from '../export/ledger';
import type { Ports } from '../export/ports';
import { hasRejections, visitSettledProfiles } from '../export/rejections';
import type { ExportRun } from '../export/types';
import { createJournal } from './journal';
import type { ExportOptions } from './parameters';
import { readMapping, readOptions, readSource } from './parameters';
import { createRejectedOutput } from './rejectedOutput';
import type { ListChoice } from './targetList';
import { findTargetList } from './targetList';

/**
 * Exports the profiles, or reckons what the export would do, and returns the items of both outputs.
 * @throws NodeApiError, NodeOperationError
 */
export async function runExport(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const startedAt = new Date();
	const isPreview = context.getNodeParameter('operation', 0, 'export') === 'preview';
	const journal = createJournal(context);
	try {
		const connection = await readConnection(context);
		requireConsent(connection);
		const clock = createClock(context.getExecutionCancelSignal?.());
		const transport = createTransport(context, connection.appKey, clock);
		const api = createConstantContactApi(transport);
		const options = readOptions(context);
		const { source, isFile, itemOf } = readSource(context);
		const { mapping, slowFields } = await readMapping(context, api, isFile);
		if (slowFields.length > 0) hintAtSlowFields(context, slowFields);
		const list = await findTargetList(context.getNodeParameter('list', 0) as unknown as ListChoice, api);

		const run: ExportRun = { listId: list.id, listName: list.name, isListEmpty: list.members === 0, isPreview, source, mapping, policy: options };
		const ports: Ports = { constantContact: api, clock, journal };
		const result = await exportSegment(run, ports);
		if (result.isFirstRun) hintAtFirstRun(context, list);
		const summary = summaryOf(run, result, transport, startedAt);
		return await outputsOf(context, run, ports, options, result, summary, itemOf);
	} catch (error) {
		throw toNodeError(context.getNode(), error, journal.done());
	}
}

/** Design: "without it the node refuses to send anything". */
function requireConsent({ hasConsent }: Connection): void {
	if (hasConsent) return;
	throw new Problem({
		kind: 'configuration',
		message: 'The credential lacks your consent to send customer data to Constant Contact',
		advice: "Open the credential, read the privacy notice and switch on 'I Agree'.",
	});
}

/** The summary of design.md. */
function summaryOf(run: ExportRun, result: ExportResult, { calls, polls }: Transport, startedAt: Date): IDataObject {
	return {
		operation: run.isPreview ? 'preview' : 'export',
		status: result.status,
		syncMode: run.policy.syncMode,
		list: { id: run.listId, name: run.listName },
		segments: [],
		profiles: { ...result.counts },
		activities: result.activities.map((activity) => ({ ...activity, errors: [...activity.errors] })),
		...(run.isPreview && { guard: { ...result.guard }, plannedCalls: calls - polls + (result.plannedCalls ?? 0) }),
		apiCalls: calls,
		quota: { limit: requestsPerDay, resetsAt: new Date(quotaResetsAt(Date.now())).toISOString() },
		startedAt: startedAt.toISOString(),
		finishedAt: new Date().toISOString(),
	};
}

async function outputsOf(context: IExecuteFunctions, run: ExportRun, ports: Ports, { returns }: ExportOptions, result: ExportResult, summary: IDataObject, itemOf: (row: number) => number): Promise<INodeExecutionData[][]> {
	const { ledger, activities } = result;
	const rejected = createRejectedOutput(context, itemOf);
	const exported: INodeExecutionData[] = [];
	if (hasRejections(ledger) || returns === 'profiles') {
		await visitSettledProfiles(run, ledger, ports, (profile, row, verdict, rejection) => {
			if (rejection !== undefined) rejected.add(profile, row, rejection);
			if (returns === 'profiles') exported.push({ json: { ...profile, verdict: verdictName(verdict, run.policy.syncMode) } as IDataObject, pairedItem: { item: itemOf(row) } });
		});
	}
	const first = { item: 0 };
	if (returns === 'summary') exported.push({ json: summary, pairedItem: first });
	if (returns === 'batches') {
		for (const activity of activities) exported.push({ json: { ...activity, list: summary.list } as IDataObject, pairedItem: first });
	}
	if (hasRejections(ledger)) hintAtRejected(context, result);
	return [exported, await rejected.items()];
}

function hintAtRejected(context: IExecuteFunctions, { counts }: ExportResult): void {
	const number = (count: number) => count.toLocaleString('en-US');
	const parts = [
		counts.rejected > 0 ? `${number(counts.rejected)} of ${number(counts.read)} profiles could not be exported` : '',
		counts.optedOut > 0 ? `${number(counts.optedOut)} have opted out and were left alone` : '',
		counts.deleted > 0 ? `${number(counts.deleted)} were deleted in Constant Contact and were left alone` : '',
		counts.refused > 0 ? `${number(counts.refused)} were refused by Constant Contact` : '',
	].filter((part) => part !== '');
	context.addExecutionHints({ type: 'warning', location: 'outputPane', message: `${parts.join('; ')}. See the output 'Rejected' for the reasons.` });
}

function hintAtFirstRun(context: IExecuteFunctions, { name }: ContactList): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `This is the first export to '${name}', so nobody can know who left the list before. From now on, whoever leaves it is left alone.`,
	});
}

function hintAtSlowFields(context: IExecuteFunctions, labels: readonly string[]): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `n8n works out ${labels.map((label) => `'${label}'`).join(', ')} for each profile on its own, about 2,000 a second. For large segments, prepare the value in a node before and map it as {{ $json.name }}.`,
	});
}
