/** Which comes first where a date is written in numbers with the year last. */
export type DayOrder = 'monthFirst' | 'dayFirst';

/** What the numbers of a column count that could count something else by their size. */
export type CountedUnit = 'milliseconds' | 'secondsSince1582' | 'daysSince1970';

/** How a column writes what could be read in two ways. */
export interface DayWriting {
	/** Of texts that could be both; `unclear`: those cannot be read. */
	readonly order: DayOrder | 'unclear';
	/** Undefined where each number's size tells. */
	readonly counts?: CountedUnit;
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
	/** Numbers that can be SPSS's seconds since 1582, or milliseconds within some weeks of 1970. */
	since1582: number;
	/** Numbers that can only be days since 1970. */
	daysSince1970: number;
	/** Numbers that can only be a spreadsheet's days, counted from 1900 on. */
	serials: number;
}
