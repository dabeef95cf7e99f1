import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { unlessStopped } from '../../constantContact/cancellableClock';
import { toNodeError } from '../../constantContact/nodeError';
import type { ExportResult } from '../export/exportSegment';
import { exportSegment } from '../export/exportSegment';
import { verdictName } from '../export/ledger';
import type { Ports } from '../export/ports';
import { hasRejections, visitSettledProfiles } from '../export/rejections';
import type { ExportRun } from '../export/types';
import { hintAtRejected, hintAtResult, hintAtSlowFields } from './hints';
import { createJournal } from './journal';
import type { ExportOptions } from './parameters';
import { readListChoice, readMapping, readOperation, readOptions, readSource } from './parameters';
import { asOutput, createRejectedOutput } from './rejectedOutput';
import { openSession } from '../../constantContact/session';
import { exportSummary } from './summary';
import { findTargetList } from '../../constantContact/targetList';

/**
 * Exports the profiles, or reckons what the export would do, and returns the items of both outputs.
 * @throws NodeApiError, NodeOperationError
 */
export async function runExport(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const startedAt = new Date();
	const isPreview = readOperation(context) === 'preview';
	const journal = createJournal(context);
	try {
		const { api, clock, transport } = await openSession(context);
		const options = readOptions(context);
		const { source, isFile, itemOf } = readSource(context);
		const { mapping, slowFields } = await readMapping(context, api, isFile, options.syncMode);
		if (slowFields.length > 0) hintAtSlowFields(context, slowFields);
		const list = await findTargetList(readListChoice(context, 0), api);

		const run: ExportRun = { listId: list.id, listName: list.name, isListEmpty: list.members === 0, isPreview, source, mapping, policy: options };
		const ports: Ports = { constantContact: api, clock, journal };
		const result = await exportSegment(run, ports);
		hintAtResult(context, run, result);
		const summary = exportSummary(run, result, transport, startedAt);
		const outputs = await outputsOf(context, run, ports, options, result, summary, itemOf);
		journal.finished(result.status, transport.calls);
		return outputs;
	} catch (error) {
		throw toNodeError(context.getNode(), unlessStopped(error, context.getExecutionCancelSignal?.()), journal.done());
	}
}

async function outputsOf(context: IExecuteFunctions, run: ExportRun, ports: Ports, { returns }: ExportOptions, result: ExportResult, summary: IDataObject, itemOf: (row: number) => number): Promise<INodeExecutionData[][]> {
	const { ledger, activities } = result;
	const rejected = createRejectedOutput(context, itemOf);
	const exported: INodeExecutionData[] = [];
	if (hasRejections(ledger) || returns === 'profiles') {
		await visitSettledProfiles(run, ledger, ports, (profile, row, verdict, rejection) => {
			if (rejection !== undefined) rejected.add(profile(), row, rejection);
			if (returns === 'profiles') exported.push({ json: { ...asOutput(profile()), verdict: verdictName(verdict, run.policy.syncMode) } as IDataObject, pairedItem: { item: itemOf(row) } });
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
