import type { ContactField } from '../../../shared/account/contactFields';
import type { CountedUnit, DayWriting } from '../../../shared/values/dates/dayWriting';
import type { ColumnNote, LeftOutValues, ValuesRead } from '../run/valuesRead';
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
	/** The same once every row has been read, when what most of them show can be told, too. */
	isWrongOnTheWhole(): boolean;
	/** To start again with. */
	days(): DayWriting[];
	read(): ValuesRead;
}

interface LeftOutTally extends LeftOutValues {
	count: number;
	readonly rows: number[];
}

/** Reasons that are reported of one field, and rows that are named for each. */
const mostReasons = 20;
const mostRows = 5;

/** @param days how each column writes them, as far as that is known */
export function createColumnHabits(
	columns: readonly ContactField[],
	policy: ReadingPolicy,
	days: readonly DayWriting[] = [],
): ColumnHabits {
	const used = columns.map(
		(_, column): DayWriting => days[column] ?? { order: policy.dateOrder === 'dayFirst' ? 'dayFirst' : 'monthFirst' },
	);
	const readers = columns.map((field, column) => fieldReader(field, policy, used[column]));
	const leftOut = columns.map(() => new Map<string, LeftOutTally>());
	const orderOf = (column: number) =>
		policy.dateOrder === 'auto' ? shownOrder(readers[column].shown, used[column].order) : used[column].order;
	const isWrong = () =>
		readers.some(({ shown }, column) => (shown?.either ?? 0) > 0 && orderOf(column) !== used[column].order);

	function* notes(): Generator<ColumnNote> {
		for (const [column, { shown, cameAsNumbers = 0, shortZips = 0 }] of readers.entries()) {
			const field = columns[column].label;
			if (cameAsNumbers > 0) yield { field, note: 'numbers', count: cameAsNumbers };
			if (shortZips > 0) yield { field, note: 'shortZips', count: shortZips };
			if (policy.dateOrder !== 'auto' || shown === undefined || shown.either === 0) continue;
			const { order } = used[column];
			if (order === 'dayFirst' || (order === 'monthFirst' && shown.monthFirst === 0))
				yield { field, note: order, count: shown.either };
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
		isWrong,
		isWrongOnTheWhole: () => isWrong() || readers.some(({ shown }, column) => unitOf(shown) !== used[column].counts),
		days: () => readers.map(({ shown }, column) => ({ order: orderOf(column), counts: unitOf(shown) })),
		read: () => ({ days: used, leftOut: leftOut.flatMap((entries) => [...entries.values()]), notes: [...notes()] }),
	};
}

/**
 * What a column's numbers count, where single ones look otherwise. If one of them can only be milliseconds
 * (csv-stringify writes Dates so), those of early 1970 are so as well, which look like seconds of another year. Several
 * that may be SPSS's seconds, and no others: people of whom all were born within the same weeks are none. So it is with
 * days since 1970, of which later ones look like a spreadsheet's days of other years.
 */
function unitOf(shown: FieldReader['shown']): CountedUnit | undefined {
	if (shown === undefined) return undefined;
	const { milliseconds, shortNumbers, since1582, daysSince1970, serials } = shown;
	if (daysSince1970 > 1 && serials + milliseconds + shortNumbers + since1582 === 0) return 'daysSince1970';
	if (shortNumbers === 0) return since1582 > 1 && milliseconds === 0 ? 'secondsSince1582' : undefined;
	const long = milliseconds + since1582;
	return long > 0 && long >= shortNumbers ? 'milliseconds' : undefined;
}

/** The column may have been found to write the day first by rows that are read once more. */
function shownOrder(shown: FieldReader['shown'], used: DayWriting['order']): DayWriting['order'] {
	if (shown === undefined || used === 'unclear') return used;
	const writesDayFirst = used === 'dayFirst' || shown.dayFirst > 0;
	if (shown.monthFirst > 0) return writesDayFirst ? 'unclear' : 'monthFirst';
	return writesDayFirst ? 'dayFirst' : 'monthFirst';
}
