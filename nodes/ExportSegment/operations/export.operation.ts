import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { unlessStopped } from '../../shared/n8n/executionClock';
import { toNodeError } from '../../shared/n8n/nodeError';
import { openSession } from '../../shared/constantContact/session';
import { exportSegments } from '../export/exportSegments';
import type { Ports } from '../export/run/ports';
import { createExportOutputs } from '../outputs/exportOutputs';
import { createJournal } from '../outputs/journal';
import { createTimeline } from '../outputs/outcome/timeline';
import { hintAtFailedItems, hintAtFirstItem, hintAtPartialRun } from '../outputs/hints/usageHints';
import { failedItems, partialRun } from './partialRuns';
import { readRuns } from './runs';

/**
 * Exports the profiles, or works out what the export would do, and returns the items of both outputs.
 * @throws NodeApiError, NodeOperationError
 */
export async function runExport(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	let startedAt = new Date();
	const journal = createJournal(context);
	try {
		const { api, clock, transport } = await openSession(context);
		const timeline = createTimeline(journal, clock);
		const part = partialRun(context);
		const planned = await readRuns(context, part, api, clock);
		const ports: Ports = { constantContact: api, clock, jobTimes: {}, journal: timeline };
		const outputs = createExportOutputs(context, planned, ports);
		for await (const list of exportSegments(planned.runs, transport, ports)) {
			await outputs.add(list, startedAt);
			if (!list.run.isPreview && planned.runs.length > 1) journal.listFinished(list.run.listName);
			startedAt = new Date();
		}
		const items = await outputs.items(timeline.steps());
		if (part !== undefined) hintAtPartialRun(context, part.number, transport.calls);
		if (context.getNode().executeOnce === true) hintAtFirstItem(context);
		hintAtFailedItems(context, failedItems(context));
		journal.finished(outputs.status, transport.calls);
		return items;
	} catch (error) {
		throw toNodeError(context.getNode(), unlessStopped(error, context.getExecutionCancelSignal?.()), journal.done());
	}
}
