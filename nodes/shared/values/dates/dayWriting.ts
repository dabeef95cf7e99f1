/** Which comes first where a date is written in numbers with the year last. */
export type DayOrder = 'monthFirst' | 'dayFirst';

/** How a column writes what could be read in two ways. */
export interface DayWriting {
	/** Of texts that could be both; `unclear`: those cannot be read. */
	readonly order: DayOrder | 'unclear';
	/** Whether short numbers are milliseconds as well. */
	readonly countsMilliseconds?: boolean;
}

/** How many of a column's values showed what, and how many could be both. */
export interface ShownDays {
	dayFirst: number;
	monthFirst: number;
	either: number;
	/** Numbers that can only be milliseconds since 1970. */
	milliseconds: number;
	/** Numbers that can be seconds of any year, or milliseconds within some months of 1970. */
	shortNumbers: number;
}
