import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openSession } from '../../shared/constantContact/session';
import { findTargetList } from '../../shared/listPicker/findList';
import { readListChoice } from '../../shared/listPicker/listField';
import { failedItem, toNodeError } from '../../shared/n8n/nodeError';
import { exportStatus } from '../export/exportStatus';
import { readOptions } from '../options/options';
import { attachReport } from '../outputs/attachReport';
import { hintAtCountedRefusals } from '../outputs/hints/resultHints';
import { createJournal } from '../outputs/journal';
import { statusOutcome, statusSummary } from '../outputs/summary';
import { readActivityIds } from '../parameters/activityIds';

/**
 * How the exports stand whose summaries come in: one summary for each. Where the node is to go on after an error, one
 * export that failed does not keep the others from being items.
 * @throws NodeApiError, NodeOperationError
 */
export async function runStatus(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const session = await openSession(context).catch((error: unknown) =>
		Promise.reject(toNodeError(context.getNode(), error)),
	);
	const { api, clock, transport } = session;
	const ports = { constantContact: api, clock, journal: createJournal(context) };
	const items: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		await clock.breathe();
		try {
			const callsBefore = transport.calls;
			const startedAt = new Date();
			const { respectOptOuts, maximumWaitMs, attachesReport } = readOptions(context);
			const ids = readActivityIds(context, item);
			const list = await findTargetList(readListChoice(context.getNodeParameter('list', item, {})), api);
			const status = await exportStatus(list.id, ids, respectOptOuts, maximumWaitMs, ports);
			if (status.refused) hintAtCountedRefusals(context, list, status);
			const outcome = statusOutcome(list, status, transport.calls - callsBefore, startedAt);
			const reported = { json: { ...statusSummary(outcome, status) }, pairedItem: { item } };
			if (attachesReport)
				await attachReport(context, [reported], { summaries: [outcome], steps: [], isFirstRun: false });
			items.push(reported);
		} catch (error) {
			if (!context.continueOnFail()) throw toNodeError(context.getNode(), error);
			items.push({ json: failedItem(toNodeError(context.getNode(), error)), pairedItem: { item } });
		}
	}
	return [items, []];
}
