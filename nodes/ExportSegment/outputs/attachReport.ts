import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { lastRuns } from './outcome/runHistory';
import type { Report } from './report/htmlReport';
import { htmlReport } from './report/htmlReport';

/**
 * Adds the report of the whole run to these items, as the binary field `report`: to each of several, so that whichever
 * is sent on has it.
 * @param earlierSummaries as the user hands them in
 */
export async function attachReport(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	run: Pick<Report, 'summaries' | 'steps' | 'isFirstRun'>,
	earlierSummaries: unknown = [],
): Promise<void> {
	if (items.length === 0 || run.summaries.length === 0) return;
	const page = htmlReport({
		...run,
		history: run.summaries.length === 1 ? lastRuns(run.summaries[0], earlierSummaries) : [],
		zone: context.getTimezone(),
	});
	const report = await context.helpers.prepareBinaryData(Buffer.from(page), 'export-report.html', 'text/html');
	for (const item of items) item.binary = { ...item.binary, report };
}
