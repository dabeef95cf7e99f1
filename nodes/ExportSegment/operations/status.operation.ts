import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../../constantContact/nodeError';
import { exportStatus } from '../export/exportStatus';
import { createJournal } from './journal';
import { readActivityIds, readListChoice, readOptions } from './parameters';
import { openSession } from '../../constantContact/session';
import { statusSummary } from './summary';
import { findTargetList } from '../../constantContact/targetList';

/** How the exports stand whose summaries come in: one summary for each. @throws NodeApiError, NodeOperationError */
export async function runStatus(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const { api, clock, transport } = await openSession(context);
		const { respectOptOuts, maximumWaitMs } = readOptions(context);
		const ports = { constantContact: api, clock, journal: createJournal(context) };
		const summaries: INodeExecutionData[] = [];
		for (let item = 0; item < context.getInputData().length; item++) {
			const startedAt = new Date();
			const ids = readActivityIds(context, item);
			const list = await findTargetList(readListChoice(context, item), api);
			const status = await exportStatus(list.id, ids, respectOptOuts, maximumWaitMs, ports);
			summaries.push({ json: statusSummary(list, status, transport, startedAt), pairedItem: { item } });
		}
		return [summaries, []];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
