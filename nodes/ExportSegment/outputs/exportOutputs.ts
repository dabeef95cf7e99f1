import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { editorMemory } from '../../shared/n8n/editorMemory';
import type { ListResult } from '../export/exportSegments';
import { verdictName } from '../export/run/ledger';
import type { Ports } from '../export/run/ports';
import { hasRejections, visitSettledProfiles } from '../export/profiles/settledProfiles';
import { attachReport } from './attachReport';
import type { ListOutcome } from './hints/resultHints';
import { hintAtResults } from './hints/resultHints';
import { hintAtSource } from './hints/sourceHints';
import type { RunSummary } from './outcome/runSummary';
import type { Step } from './outcome/timeline';
import { asOutput, createRejectedOutput } from './rejectedOutput';
import { exportSummary, makesList } from './summary';

/** What leaves by both outputs, list by list, and what people should know of it. */
export interface ExportOutputs {
	add(list: ListResult, startedAt: Date): Promise<void>;
	/** The items of both outputs. @param steps what the run did for how long */
	items(steps: readonly Step[]): Promise<INodeExecutionData[][]>;
	/** How the lists stand together: `processing` if one of them is. */
	readonly status: string;
}

export interface OutputsWanted {
	/** What leaves by `Exported`. */
	readonly returns: 'summary' | 'batches' | 'profiles';
	/** Whether each item names its segment. */
	readonly listPerSegment: boolean;
	readonly attachesReport: boolean;
	/** What earlier runs gave, as the user hands it in. */
	readonly earlierSummaries: unknown;
	/** The item that a row came from, counted from 0. */
	itemOf(row: number): number;
}

/** No list has been exported yet. */
export function createExportOutputs(
	context: IExecuteFunctions,
	{ returns, listPerSegment, attachesReport, earlierSummaries, itemOf }: OutputsWanted,
	ports: Ports,
): ExportOutputs {
	const rejected = createRejectedOutput(context, itemOf, listPerSegment);
	const exported: INodeExecutionData[] = [];
	// Not the results: what became of each profile is let go, list by list.
	const outcomes: ListOutcome[] = [];
	const summaries: RunSummary[] = [];
	const firstItem = { item: 0 };

	/** The source is read once more, for what leaves of each profile. @returns how many were rejected, by code */
	async function addProfiles({ run, result }: ListResult): Promise<Record<string, number>> {
		const segment = listPerSegment ? { segment: run.segments?.[0] } : {};
		const ours = ['verdict', ...Object.keys(segment)];
		const codes: Record<string, number> = {};
		const which = returns === 'profiles' ? 'everybody' : 'rejected';
		await visitSettledProfiles(run, result.ledger, ports, which, (profile, row, verdict, rejection) => {
			if (rejection !== undefined) {
				codes[rejection.code] = (codes[rejection.code] ?? 0) + 1;
				rejected.add(profile(), row, { ...rejection, ...segment });
			}
			if (returns === 'profiles')
				exported.push({
					json: {
						...asOutput(profile(), ours),
						verdict: verdictName(verdict, run.policy.sync),
						...segment,
					} as IDataObject,
					pairedItem: { item: itemOf(row) },
				});
		});
		return codes;
	}

	return {
		async add(list, startedAt) {
			const { run, result } = list;
			const visits = hasRejections(result.ledger) || returns === 'profiles';
			const summary = exportSummary(list, visits ? await addProfiles(list) : {}, startedAt);
			summaries.push(summary);
			if (returns === 'summary') exported.push({ json: { ...summary }, pairedItem: firstItem });
			if (returns === 'batches') {
				for (const activity of result.activities)
					exported.push({
						json: { ...activity, list: summary.list, segments: summary.segments } as IDataObject,
						pairedItem: firstItem,
					});
			}
			const { counts, status, isFirstRun, cutValues, guard, refusedUpdates, stayed, leftScratchList } = result;
			outcomes.push({
				run,
				counts,
				status,
				isFirstRun,
				cutValues,
				guard,
				stayed,
				refusedUpdates,
				leftScratchList,
				values: result.ledger.values,
				isNewList: makesList(run, result),
			});
			// The editor is to show the new list to anybody who opens the list of lists now.
			if (result.madeListId !== undefined) editorMemory.forget(context.getNode());
		},
		async items(steps) {
			hintAtResults(context, outcomes);
			hintAtSource(
				context,
				outcomes.map(({ run }) => run),
			);
			if (attachesReport) {
				const isFirstRun = outcomes.some((outcome) => outcome.isFirstRun);
				const reported = returns === 'summary' ? exported : exported.slice(0, 1);
				await attachReport(context, reported, { summaries, steps, isFirstRun }, earlierSummaries);
			}
			return [exported, await rejected.items()];
		},
		get status() {
			return (outcomes.find(({ status }) => status === 'processing') ?? outcomes[0])?.status ?? 'completed';
		},
	};
}
