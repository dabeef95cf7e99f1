import { number } from '../../../shared/wording';
import type { LeftOutValues } from '../../export/run/valuesRead';
import type { RunSummary } from './runSummary';

/** All lists of a run as if they were one. */
export function totalOf(summaries: readonly RunSummary[]): RunSummary {
	const [first] = summaries;
	if (summaries.length === 1) return first;
	const sum = (count: (summary: RunSummary) => number) => summaries.reduce((total, each) => total + count(each), 0);
	return {
		...first,
		status: summaries.find(({ status }) => status === 'processing')?.status ?? first.status,
		list: { id: '', name: `${number(summaries.length)} lists` },
		profiles: summed(summaries.map(({ profiles }) => ({ ...profiles }))) as unknown as RunSummary['profiles'],
		rejections: summed(summaries.map(({ rejections }) => rejections)),
		valuesLeftOut: merged(summaries.flatMap(({ valuesLeftOut = [] }) => valuesLeftOut)),
		guard: summaries.find(({ guard }) => guard?.tripped)?.guard ?? first.guard,
		plannedCalls: sum(({ plannedCalls = 0 }) => plannedCalls),
		stayed: sum(({ stayed = 0 }) => stayed),
		activities: summaries.flatMap(({ activities }) => activities),
		apiCalls: sum(({ apiCalls }) => apiCalls),
		finishedAt: summaries[summaries.length - 1].finishedAt,
	};
}

function summed(records: ReadonlyArray<Readonly<Record<string, number>>>): Record<string, number> {
	const sums = new Map<string, number>();
	for (const record of records)
		for (const [key, count] of Object.entries(record)) sums.set(key, (sums.get(key) ?? 0) + count);
	return Object.fromEntries(sums);
}

/** Rows that are kept as examples. */
const mostRows = 20;

/** The same values may be in several segments: what a field refused for one reason is reported once. */
function merged(values: readonly LeftOutValues[]): LeftOutValues[] {
	const byReason = new Map<string, LeftOutValues>();
	for (const value of values) {
		const key = `${value.field}\n${value.reason}`;
		const known = byReason.get(key);
		byReason.set(
			key,
			known === undefined
				? value
				: {
						...known,
						count: known.count + value.count,
						rows: [...new Set([...known.rows, ...value.rows.slice(0, mostRows)])]
							.sort((a, b) => a - b)
							.slice(0, mostRows),
					},
		);
	}
	return [...byReason.values()];
}
