import type { ColumnsTaken } from '../export/run/run';
import type { RunSummary } from './outcome/runSummary';

/** Names in the summary, and characters of each. */
const mostColumns = 200;
const mostCharacters = 100;

/** Which column became which field, and which were left out: names of columns, never values. */
export function columnsReport(taken: ColumnsTaken | undefined): Pick<RunSummary, 'columns'> {
	if (taken === undefined || taken.used.size === 0) return {};
	const { used, leftOut } = taken;
	const more = leftOut.length - mostColumns;
	return {
		columns: {
			used: Object.fromEntries(
				[...used].slice(0, mostColumns).map(([label, names]) => [label, names.map(shortened).join(', ')]),
			),
			leftOut: [...leftOut.slice(0, mostColumns).map(shortened), ...(more > 0 ? [`and ${more} more`] : [])],
		},
	};
}

const shortened = (name: string): string =>
	name.length > mostCharacters ? `${name.slice(0, mostCharacters).toWellFormed()}…` : name;
