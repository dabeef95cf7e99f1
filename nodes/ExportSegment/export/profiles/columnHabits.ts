import type { ContactField } from '../../../shared/account/contactFields';
import type { ColumnNote, ColumnOrder, LeftOutValues, ValuesRead } from '../run/valuesRead';
import type { LeftOut } from './contactCheck';
import type { FieldReader, ReadingPolicy } from './fieldReaders';
import { fieldReader } from './fieldReaders';

/** What the columns of a run are like, as the first pass finds. */
export interface ColumnHabits {
	readonly readers: readonly FieldReader[];
	/** Counts the values that one profile goes without. */
	leaveOut(row: number, values: readonly LeftOut[]): void;
	/** Whether rows were read otherwise than the later ones show to be right: the pass must start again. */
	isWrong(): boolean;
	/** To start again with. */
	orders(): ColumnOrder[];
	read(): ValuesRead;
}

interface LeftOutTally extends LeftOutValues {
	count: number;
	readonly rows: number[];
}

/** Reasons that are told of one field, and rows that are named for each. */
const mostReasons = 20;
const mostRows = 5;

/** @param orders of day and month in each column, as far as they are known */
export function createColumnHabits(
	columns: readonly ContactField[],
	policy: ReadingPolicy,
	orders: readonly ColumnOrder[] = [],
): ColumnHabits {
	const used = columns.map(
		(_, column) => orders[column] ?? (policy.dateOrder === 'dayFirst' ? 'dayFirst' : 'monthFirst'),
	);
	const readers = columns.map((field, column) => fieldReader(field, policy, used[column]));
	const leftOut = columns.map(() => new Map<string, LeftOutTally>());
	const shownOrders = () =>
		readers.map(({ shown }, column) => (policy.dateOrder === 'auto' ? shownOrder(shown, used[column]) : used[column]));

	function* notes(): Generator<ColumnNote> {
		for (const [column, { shown, cameAsNumbers }] of readers.entries()) {
			const field = columns[column].label;
			if (cameAsNumbers > 0) yield { field, note: 'numbers', count: cameAsNumbers };
			if (policy.dateOrder !== 'auto' || shown === undefined || shown.either === 0) continue;
			if (used[column] === 'dayFirst' || (used[column] === 'monthFirst' && shown.monthFirst === 0))
				yield { field, note: used[column], count: shown.either };
		}
	}

	return {
		readers,
		leaveOut(row, values) {
			for (const { column, reason } of values) {
				const known = leftOut[column];
				let entry = known.get(reason);
				if (entry === undefined && known.size >= mostReasons) [entry] = known.values();
				if (entry === undefined)
					known.set(reason, (entry = { field: columns[column].label, count: 0, reason, rows: [] }));
				entry.count++;
				if (entry.rows.length < mostRows) entry.rows.push(row);
			}
		},
		isWrong: () =>
			shownOrders().some((order, column) => order !== used[column] && (readers[column].shown?.either ?? 0) > 0),
		orders: shownOrders,
		read: () => ({ orders: used, leftOut: leftOut.flatMap((entries) => [...entries.values()]), notes: [...notes()] }),
	};
}

/** The column may have been found to write the day first by rows that are read once more. */
function shownOrder(shown: FieldReader['shown'], used: ColumnOrder): ColumnOrder {
	if (shown === undefined || used === 'unclear') return used;
	const writesDayFirst = used === 'dayFirst' || shown.dayFirst > 0;
	if (shown.monthFirst > 0) return writesDayFirst ? 'unclear' : 'monthFirst';
	return writesDayFirst ? 'dayFirst' : 'monthFirst';
}
