import { lettersAndDigits } from '../../../shared/values/names';
import type { ProfileFields, TableRows } from '../../../shared/files/pages';
import type { ContactField } from '../../../shared/account/contactFields';
import { fieldSpellings } from '../../../shared/account/contactFields';
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

/** What is worked out from the columns of a table: once for a file, not for each of its pages. */
function onceForEach<Result>(workOut: (columns: readonly string[]) => Result): (columns: readonly string[]) => Result {
	let known: readonly string[] | undefined;
	let result: Result;
	return (columns) => {
		if (columns !== known) result = workOut((known = columns));
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

/**
 * The mapping by names: every profile's fields go to the contact fields of the same name in one of the usual spellings.
 * Where several fields of a profile mean the same contact field, the closest name that is not empty wins.
 */
export function mapByNames(columns: readonly ContactField[]): Mapping {
	const match = nameMatcher(columns);
	const matches = new Map<string, NameMatch | undefined>();
	const strengths = new Array<number>(columns.length);
	const matchesOf = onceForEach((names) => names.map(match));

	function begin(values: unknown[]): void {
		for (let column = 0; column < columns.length; column++) {
			values[column] = undefined;
			strengths[column] = Number.POSITIVE_INFINITY;
		}
	}

	function take(found: NameMatch | undefined, value: unknown, values: unknown[]): void {
		if (found === undefined || found.strength >= strengths[found.column]) return;
		if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return;
		values[found.column] = value;
		strengths[found.column] = found.strength;
	}

	function matchOf(name: string): NameMatch | undefined {
		let found = matches.get(name);
		if (found === undefined && !matches.has(name)) {
			if (matches.size >= maxRememberedNames) matches.clear();
			matches.set(name, (found = match(name)));
		}
		return found;
	}

	return {
		columns,
		isSlow: false,
		readerOf: (page) => (page.table === undefined ? fieldReader(page.profiles) : cellReaderOf(page.table)),
	};

	function fieldReader(profiles: readonly ProfileFields[]): ValueReader {
		return (index, values) => {
			begin(values);
			const profile = profiles[index];
			for (const name of Object.keys(profile)) take(matchOf(name), profile[name], values);
		};
	}

	function cellReaderOf({ columns: names, cells }: TableRows): ValueReader {
		const found = matchesOf(names);
		return (index, values) => {
			begin(values);
			for (let place = 0, cell = index * names.length; place < found.length; place++, cell++)
				take(found[place], cells[cell], values);
		};
	}
}

/** Profiles that all bring names of their own must not fill the memory. */
const maxRememberedNames = 10_000;

interface NameMatch {
	readonly column: number;
	/** 0 the field's own id, then the label, then the spellings in their order: the smaller the closer. */
	readonly strength: number;
}

/** Before every column that Customer Insights has made in Dataverse; it says nothing about what the column holds. */
const solutionPrefix = /^msdynci_/;

function nameMatcher(columns: readonly ContactField[]): (name: string) => NameMatch | undefined {
	const byName = new Map<string, NameMatch>();
	columns.forEach((field, column) => {
		const bareId = field.isCustom ? field.id.slice('cf:'.length) : field.id;
		const spellings = Object.hasOwn(fieldSpellings, field.id) ? fieldSpellings[field.id] : [];
		const names = [bareId, field.label, ...spellings].map(lettersAndDigits);
		names.forEach((name, index) => {
			const strength = index + 1;
			const known = byName.get(name);
			if (name !== '' && (known === undefined || strength < known.strength)) byName.set(name, { column, strength });
		});
	});
	const byId = new Map(columns.map((field, column) => [field.id, { column, strength: 0 }]));
	return (name) => byId.get(name) ?? byName.get(lettersAndDigits(name.replace(solutionPrefix, '')));
}
