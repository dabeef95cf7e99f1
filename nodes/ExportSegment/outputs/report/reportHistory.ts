import { z } from 'zod';
import type { RunSummary } from '../runSummary';
import { onList } from '../runSummary';

/** One run of a list, as its history shows it. */
export interface PastRun {
	/** When it ended, in ISO 8601. */
	readonly at: string;
	/** Profiles that were on the list then. */
	readonly on: number;
	readonly removed: number;
	readonly notExported: number;
}

/** Runs that a line shows, this one among them. */
export const mostRuns = 12;
/** Summaries that are looked at: whoever hands in more hands in the oldest first, as a table keeps them. */
const mostGiven = 2_000;
/** A summary as JSON is some kilobytes; with many activities some hundred. */
const longestJson = 1_000_000;

const count = z.number().int().nonnegative().finite();
const keptSummary = z.object({
	operation: z.literal('export'),
	status: z.literal('completed'),
	syncMode: z.enum(['addOrUpdate', 'mirror']),
	list: z.object({ id: z.string() }),
	finishedAt: z.string().datetime(),
	profiles: z.object({
		unchanged: count,
		sent: count,
		refused: count,
		removed: count,
		rejected: count,
		optedOut: count,
		deleted: count,
	}),
});
type KeptSummary = z.infer<typeof keptSummary>;

/**
 * The last runs of a list and this one, the oldest first; empty where no earlier one is known, or where the list's
 * members were not brought by this kind of run (a preview, a removal).
 * @param given earlier summaries as a user hands them in: summaries, or rows or items that hold one, as JSON too;
 * whatever is none is passed over
 */
export function lastRuns(summary: RunSummary, given: unknown): PastRun[] {
	const current = keptSummary.safeParse(summary);
	if (!current.success) return [];
	const earlier = summariesIn(given)
		.filter(({ list, finishedAt }) => list.id === summary.list.id && finishedAt < summary.startedAt)
		.sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1))
		.slice(1 - mostRuns);
	return earlier.length === 0 ? [] : [...earlier, current.data].map(pastRun);
}

function pastRun({ finishedAt, profiles }: KeptSummary): PastRun {
	return {
		at: finishedAt,
		on: onList({ ...profiles, read: 0, duplicates: 0 }),
		removed: profiles.removed,
		notExported: profiles.rejected + profiles.optedOut + profiles.deleted + profiles.refused,
	};
}

function summariesIn(given: unknown): KeptSummary[] {
	const entries = Array.isArray(given) ? (given as unknown[]) : [parsed(given)].flat();
	return entries.slice(-mostGiven).flatMap((entry) => summaryIn(entry) ?? []);
}

/** The summary itself, or the one that an item's `json` is, or that a cell of a row holds as JSON. */
function summaryIn(entry: unknown): KeptSummary | undefined {
	const value = parsed(entry);
	if (typeof value !== 'object' || value === null) return undefined;
	const item = 'json' in value ? (parsed(value.json) ?? value) : value;
	for (const candidate of [item, ...Object.values(item as object).slice(0, 20)]) {
		const read = keptSummary.safeParse(parsed(candidate));
		if (read.success) return read.data;
	}
	return undefined;
}

/** A text that is JSON, read; anything else as it is. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || value.length > longestJson || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
