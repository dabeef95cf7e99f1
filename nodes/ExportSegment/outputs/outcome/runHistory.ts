import { z } from 'zod';
import { parsedJson } from '../../../shared/json';
import type { SyncMode } from '../../export/run/syncModes';
import { syncModes } from '../../export/run/syncModes';
import type { RunSummary } from './runSummary';
import { notExported, onList } from './runSummary';

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
/** Rows that are looked at, and characters of JSON in them: some years of daily runs, read in a blink. */
const mostGiven = 2_000;
const mostJson = 2_000_000;

const count = z.number().int().nonnegative().finite();
const keptSummary = z.object({
	operation: z.literal('export'),
	status: z.literal('completed'),
	syncMode: z.custom<SyncMode>((mode) => typeof mode === 'string' && syncModes[mode as SyncMode]?.sends),
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
		on: onList(profiles),
		removed: profiles.removed,
		notExported: notExported(profiles),
	};
}

function summariesIn(given: unknown): KeptSummary[] {
	let left = mostJson;

	/** A text that is JSON, read while there is room; anything else as it is. */
	function parsed(value: unknown): unknown {
		if (typeof value !== 'string') return value;
		if (value.length > left || !/^\s*[[{]/.test(value)) return undefined;
		left -= value.length;
		return parsedJson(value);
	}

	/** The summary itself, or the one that an item's `json` is, or that a cell of a row holds. */
	function summaryIn(entry: unknown): KeptSummary | undefined {
		const value = parsed(entry);
		if (typeof value !== 'object' || value === null) return undefined;
		const row = 'json' in value ? parsed(value.json) : value;
		if (typeof row !== 'object' || row === null) return undefined;
		for (const candidate of [row, ...Object.values(row).slice(0, mostCells)]) {
			const read = keptSummary.safeParse(parsed(candidate));
			if (read.success) return read.data;
		}
		return undefined;
	}

	const entries = [parsed(given)].flat().slice(-mostGiven);
	return entries.flatMap((entry) => summaryIn(entry) ?? []);
}

/** Cells of a row that are looked at. */
const mostCells = 20;
