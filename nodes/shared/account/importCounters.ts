import type { Activity } from './constantContact';

/**
 * Definition ActivityImport `status`: how many were not taken, and why. All counters are optional, and other jobs have
 * been seen with none of theirs: what is not counted is not known, and never a 0.
 */
export const refusalCounters = ['cannot_add_to_list_count', 'correctable_count', 'error_count'] as const;

/** How many rows an import did not put on its lists; undefined where its counters do not tell. */
export function refusedIn({ counters }: Pick<Activity, 'counters'>): number | undefined {
	let refused = 0;
	for (const name of refusalCounters) {
		const count = counters[name];
		if (count === undefined) return undefined;
		refused += count;
	}
	return refused;
}

/**
 * How many rows an import did not take at the least: what its counters tell of them, or its texts about single rows
 * (`Line 3: …`), where those are more.
 */
export function leastRefusedIn({ counters, errors }: Pick<Activity, 'counters' | 'errors'>): number {
	const counted = refusalCounters.reduce((sum, name) => sum + (counters[name] ?? 0), 0);
	return Math.max(counted, errors.filter((text) => /^line \d/i.test(text)).length);
}

/**
 * How many rows an import had; undefined where its counters do not tell. `person_count` counts people;
 * `items_total_count` may count a header as well, so it is no number of rows.
 */
export function rowsIn({ counters }: Pick<Activity, 'counters'>): number | undefined {
	return counters.person_count;
}

/** Whether the counters of an import tell of so many rows. */
export function countsRows({ counters }: Pick<Activity, 'counters'>, rows: number): boolean {
	const { person_count, items_total_count } = counters;
	return person_count === undefined
		? items_total_count === rows || items_total_count === rows + 1
		: person_count === rows;
}
