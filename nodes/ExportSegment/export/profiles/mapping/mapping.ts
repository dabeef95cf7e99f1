import type { ContactField } from '../../../../shared/account/contactFields';
import type { ProfileFields, ProfilePage } from '../../../../shared/files/pages';
import { sizeOf } from '../../../../shared/files/pages';
import type { TableRows } from '../../../../shared/files/tableRows';
import { hasField, namesOf } from '../../../../shared/values/plainData';
import { onceForEach } from '../../../../shared/onceForEach';
import { Problem } from '../../../../shared/problem';
import { columnsListed } from '../../../../shared/wording';
import type { CellPlaces, ColumnsTaken, Mapping, ValueReader } from '../../run/run';
import { ConsentNotes } from './columns/consentNotes';

/** Reads one value from a profile's fields, without n8n. */
export interface Getter {
	(profile: ProfileFields): unknown;
	/** The profile's field that it hands over as it is, if that is all it does: in a table, the value of one column. */
	readonly fieldName?: string;
	/** The profile's fields that it takes anything from. */
	readonly reads?: readonly string[];
}

/** A field of the mapper and how its value comes about. */
export interface MappedField {
	readonly field: ContactField;
	/** Reads the value from the profile; undefined where only n8n can evaluate the expression. */
	readonly getter?: Getter;
	/** The field whose expression it is, where it is not the field's own. */
	readonly drawnAs?: ContactField;
	/** What becomes of the expression's value, where that is not the field's value as it is. */
	readonly convert?: (value: unknown) => unknown;
}

/** Evaluates the complex expression of a field for the profile in row `row` (from 1). */
export type Evaluate = (field: ContactField, row: number) => unknown;

/**
 * The mapping a person drew: fields in the order of the contact fields, each with its expression.
 * A complex expression is evaluated once a profile and remembered: it may give something else the second time (`$now`).
 * @param isFile whether the profiles are a file's rows: each of them then has the columns that are mapped
 */
export function mapByFields(fields: readonly MappedField[], evaluate: Evaluate, isFile = false): Mapping {
	const readers = fields.map(({ field, getter, drawnAs = field, convert }) => {
		const read = getter ?? rememberEach((row) => evaluate(drawnAs, row));
		return convert === undefined ? read : (profile: ProfileFields, row: number) => convert(read(profile, row));
	});
	const fieldNames = fields.map(({ getter, convert }) => (convert === undefined ? (getter?.fieldName ?? '') : ''));
	const isPlain = fieldNames.every((name) => name !== '');
	const addressNames = fields.find(({ field }) => field.kind === 'email')?.getter?.reads ?? [];
	const met = new Set<string>();
	const consent = new ConsentNotes();
	/** Columns that are not mapped. */
	const looked = new Set<string>();
	const read = new Set(fields.flatMap(({ getter }) => getter?.reads ?? []));
	/** Of the fields that the mapping reads, those that no object had so far. */
	const missing = new Set(read);
	let hasObjects = false;
	const placesIn = onceForEach((names: readonly string[]) => {
		if (isFile) meet(names);
		return fieldNames.map((name) => names.indexOf(name));
	});
	const columns = fields.map(({ field }) => field);
	const cellsIn = onceForEach((places: readonly number[]) => cellPlaces(columns, places));

	/** @throws Problem if a column that is mapped is not among them */
	function meet(columns: readonly string[]): void {
		for (const column of columns) if (met.size < maxRememberedNames) met.add(column);
		for (const { field, getter, drawnAs = field } of fields)
			for (const name of getter?.reads ?? [])
				if (!columns.includes(name)) throw columnMissing(name, drawnAs.label, columns);
		missing.clear();
	}

	/** Objects need not have all fields, not even that of the address, but in a file one of them must have each. */
	function meetObjects(profiles: readonly ProfileFields[]): void {
		hasObjects = true;
		if (isFile && met.size === 0) for (const name of new Set(profiles.flatMap(namesOf))) met.add(name);
		for (const name of missing) if (profiles.some((profile) => hasField(profile, name))) missing.delete(name);
	}

	function stopAtMissing(): void {
		for (const { field, getter, drawnAs = field } of fields)
			for (const name of getter?.reads ?? []) if (missing.has(name)) throw columnMissing(name, drawnAs.label, [...met]);
	}

	/** Of items, the first page shows which fields there are. */
	function lookForConsent(page: ProfilePage): void {
		if (sizeOf(page) === 0 || (page.table === undefined && looked.size > 0)) return;
		const names = page.table?.columns ?? new Set(page.profiles.flatMap(namesOf));
		const news = [...names].filter((name) => !looked.has(name) && !read.has(name)).slice(0, maxRememberedNames);
		for (const name of news) looked.add(name);
		consent.look(
			news.map((name) => ({ name, path: [name] })),
			page,
		);
	}

	return {
		columns,
		isSlow: fields.some(({ getter }) => getter === undefined),
		readerOf(page) {
			const { table } = page;
			lookForConsent(page);
			const places = table && placesIn(table.columns);
			if (places !== undefined && isPlain) return cellReader(table as TableRows, places);
			if (missing.size > 0 && sizeOf(page) > 0) meetObjects(page.profiles);
			return objectReader(page, readers);
		},
		cellsOf: ({ table }) => (table && isPlain ? cellsIn(placesIn(table.columns)) : undefined),
		consentColumns: () => consent.among([...looked]),
		...(!isFile && { fieldsMissing: () => (hasObjects ? [...missing] : []) }),
		...(isFile && {
			isAddressName: (name: string) => addressNames.includes(name),
			columnsTaken: () => takenOf(fields, met),
			endOfSource: () => {
				if (met.size > 0) stopAtMissing();
			},
		}),
	};
}

/** @param places of each field's cell, -1 where there is none */
export function cellPlaces(fields: readonly ContactField[], places: readonly number[]): CellPlaces | undefined {
	const emailColumn = fields.findIndex(({ kind }) => kind === 'email');
	const email = places[emailColumn] ?? -1;
	const others = places.flatMap((place, column) => (place < 0 || column === emailColumn ? [] : [{ column, place }]));
	return email < 0 ? undefined : { email, others };
}

const maxRememberedNames = 1_000;

function objectReader(
	{ firstRow, profiles }: ProfilePage,
	readers: ReadonlyArray<(profile: ProfileFields, row: number) => unknown>,
): ValueReader {
	return (index, values) => {
		for (let column = 0; column < readers.length; column++)
			values[column] = readers[column](profiles[index], firstRow + index);
	};
}

/** Reads the values by where they stand in the table; a field whose column is not there (-1) has none. */
function cellReader(table: TableRows, places: readonly number[]): ValueReader {
	return (index, values) => {
		for (let column = 0; column < places.length; column++)
			values[column] = places[column] < 0 ? undefined : table.textOf(index, places[column]);
	};
}

/** Evaluates each row once: the source is read more than once, and an expression may give something else each time. */
export function rememberEach(evaluate: (row: number) => unknown): (profile: ProfileFields, row: number) => unknown {
	const remembered: unknown[] = [];
	return (_profile, row) => {
		if (row in remembered) return remembered[row];
		return (remembered[row] = evaluate(row));
	};
}

function takenOf(fields: readonly MappedField[], met: ReadonlySet<string>): ColumnsTaken {
	const used = new Map(
		fields.flatMap(({ field, drawnAs = field, getter }) =>
			getter?.reads === undefined || getter.reads.length === 0 ? [] : [[drawnAs.label, getter.reads] as const],
		),
	);
	const taken = new Set([...used.values()].flat());
	return { used, leftOut: [...met].filter((name) => !taken.has(name)), rivals: [], ofOthers: [] };
}

function columnMissing(name: string, label: string, columns: readonly string[]): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The file has no column '${name}', which is mapped to '${label}', so nothing was changed`,
		advice: `Its columns are ${columnsListed(columns)}. Map '${label}' to one of them in 'Fields', or choose 'Map Automatically'.`,
	});
}
