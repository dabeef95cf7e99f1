import type { DayWriting } from '../../../shared/values/dates/dayWriting';

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
	/**
	 * In which order its days were read; or `numbers`: some came as numbers, which have no zeros at their beginning;
	 * `shortZips`: some have too few digits for the United States.
	 */
	readonly note: DayWriting['order'] | 'numbers' | 'shortZips';
	/** How many values it is about. */
	readonly count: number;
}

/** What the first pass learned of the values, for the later ones and for people. */
export interface ValuesRead {
	/** How each column writes days, by the column's place. */
	readonly days: readonly DayWriting[];
	readonly leftOut: readonly LeftOutValues[];
	readonly notes: readonly ColumnNote[];
}

export const nothingRead: ValuesRead = { days: [], leftOut: [], notes: [] };
