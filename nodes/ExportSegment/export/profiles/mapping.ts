import type { ProfileFields, TableRows } from '../../../shared/files/pages';
import type { ContactField } from '../../../shared/account/contactFields';
import type { Mapping, ValueReader } from '../run/run';

/** Reads one value from a profile's fields, without n8n. */
export interface Getter {
	(profile: ProfileFields): unknown;
	/** The profile's field that it hands over as it is, if that is all it does: in a table, the value of one column. */
	readonly fieldName?: string;
}

/** A field of the mapper and how its value comes about. */
export interface MappedField {
	readonly field: ContactField;
	/** Reads the value from the profile; undefined where only n8n can evaluate the expression. */
	readonly getter?: Getter;
}

/** Evaluates a complex expression for the profile in row `row` (from 1). */
export type Evaluate = (fieldId: string, row: number) => unknown;

/**
 * The mapping a person drew: fields in the order of the contact fields, each with its expression.
 * A complex expression is evaluated once a profile and remembered, since the source is read more than once
 * and an expression may give something else the second time (`$now`).
 */
export function mapByFields(fields: readonly MappedField[], evaluate: Evaluate): Mapping {
	const readers = fields.map(({ field, getter }) => getter ?? rememberEach((row) => evaluate(field.id, row)));
	const fieldNames = fields.map(({ getter }) => getter?.fieldName ?? '');
	const columnsOf = onceForEach((columns) => fieldNames.map((name) => columns.indexOf(name)));
	return {
		columns: fields.map(({ field }) => field),
		isSlow: fields.some(({ getter }) => getter === undefined),
		readerOf(page) {
			const { table } = page;
			if (table !== undefined && fieldNames.every((name) => name !== ''))
				return cellReader(table, columnsOf(table.columns));
			const { firstRow, profiles } = page;
			return (index, values) => {
				for (let column = 0; column < readers.length; column++)
					values[column] = readers[column](profiles[index], firstRow + index);
			};
		},
	};
}

/** Reads the values by where they stand in the table; a field whose column is not there (-1) has none. */
function cellReader({ columns, cells }: TableRows, places: readonly number[]): ValueReader {
	return (index, values) => {
		const start = index * columns.length;
		for (let column = 0; column < places.length; column++)
			values[column] = places[column] < 0 ? undefined : cells[start + places[column]];
	};
}

/** What is reckoned from the columns of a table: once for a file, not for each of its pages. */
function onceForEach<Result>(reckon: (columns: readonly string[]) => Result): (columns: readonly string[]) => Result {
	let known: readonly string[] | undefined;
	let result: Result;
	return (columns) => {
		if (columns !== known) result = reckon((known = columns));
		return result;
	};
}

function rememberEach(evaluate: (row: number) => unknown): (profile: ProfileFields, row: number) => unknown {
	const remembered: unknown[] = [];
	return (_profile, row) => {
		if (row in remembered) return remembered[row];
		return (remembered[row] = evaluate(row));
	};
}
