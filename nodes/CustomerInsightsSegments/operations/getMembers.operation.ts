import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { unlessStopped } from '../../shared/n8n/executionClock';
import { toNodeError } from '../../shared/n8n/nodeError';
import { openSession } from '../dataverse/session';
import { streamMembers } from '../members/streamMembers';
import { hintAtMembers } from '../outputs/hints';
import { createJournal } from '../outputs/journal';
import { createOutputs } from '../outputs/memberOutputs';
import { readColumns } from '../parameters/columns';
import { readOptions } from '../parameters/options';
import { readProfileTable } from '../parameters/profileTable';
import { readSegments } from '../parameters/segments';

/**
 * Reads the members of the chosen segments, and returns them as items or files once all of them were read.
 * @throws NodeApiError, NodeOperationError
 */
export async function runGetMembers(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		const journal = createJournal(context);
		const options = readOptions(context);
		const table = readProfileTable(context);
		const { dataverse, clock } = await openSession(context, (ms) => journal.putOff(ms));
		const segments = await readSegments(context, clock);
		const columns = await readColumns(context, table, dataverse);
		const outputs = createOutputs(context, options, columns);
		const read = await streamMembers(
			{ table, segments, columns, ...options },
			{ dataverse, clock, journal, sink: outputs },
		);
		const items = await outputs.items(read, dataverse.requests);
		hintAtMembers(context, read);
		journal.finished(read.members - read.withoutProfile, dataverse.requests);
		return items;
	} catch (error) {
		const cause = unlessStopped(error, context.getExecutionCancelSignal?.(), 'reading');
		throw toNodeError(context.getNode(), cause, '', 'reading');
	}
}
