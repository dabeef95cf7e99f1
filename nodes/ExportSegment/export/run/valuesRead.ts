import type { DayOrder } from '../../../shared/values/writtenDates';

/** How a column writes days: `unclear` where some rows prove the one order and some the other. */
export type ColumnOrder = DayOrder | 'unclear';

/** Values of a field that it cannot hold: the profiles are exported without them. */
export interface LeftOutValues {
	/** Label of the contact field. */
	readonly field: string;
	readonly count: number;
	/** A sentence for a marketer. */
	readonly reason: string;
	/** The first rows that bring such a value. */
	readonly rows: readonly number[];
}

/** What was decided or noticed of a column, for people to know. */
export interface ColumnNote {
	readonly field: string;
	/** In which order its days were read; or `numbers`: some came as numbers, which have no zeros at their beginning. */
	readonly note: ColumnOrder | 'numbers';
	/** How many values it is about. */
	readonly count: number;
}

/** What the first pass learned of the values, for the later ones and for people. */
export interface ValuesRead {
	/** For each column of dates the order of day and month, by the column's place. */
	readonly orders: readonly ColumnOrder[];
	readonly leftOut: readonly LeftOutValues[];
	readonly notes: readonly ColumnNote[];
}

export const nothingRead: ValuesRead = { orders: [], leftOut: [], notes: [] };
