import type { ProfileFields } from '../../../../shared/files/pages';
import { shownOf } from '../../../../shared/values/nested';
import { fieldOf, isBytes, isMoment, namesOf } from '../../../../shared/values/plainData';
import type { Column } from './columnCells';
import { isHolder } from './columnMeanings';

const keyOf = (path: readonly string[]): string => path.join('\0');

/** Objects in objects that merely hold a profile's fields: Mailchimp's `merge_fields.ADDRESS.city`. */
const deepest = 2;

/** Profiles that all bring names of their own must not fill the memory. */
const maxRememberedNames = 10_000;

/** The columns of the pages so far: a table's, or the fields of items. */
export class ColumnsMet {
	private readonly seen = new Map<string, Column>();

	/** Their names, without those that hold other columns. */
	get names(): readonly string[] {
		const nested = [...this.seen.values()].filter(({ path }) => path.length > 1);
		const holders = new Set(nested.map(({ path }) => keyOf(path.slice(0, -1))));
		return [...this.seen.values()].filter(({ path }) => !holders.has(keyOf(path))).map(({ name }) => name);
	}

	/** The columns of items that have not been met yet, those within objects too, and within objects that these hold. */
	newColumnsOf(profiles: readonly ProfileFields[]): Column[] {
		const found = new Map<string, Column>();
		const meet = (path: readonly string[], given: unknown): void => {
			const key = keyOf(path);
			if (!this.seen.has(key) && !found.has(key)) found.set(key, { name: path.join('.'), path });
			if (typeof given !== 'object' || path.length > deepest) return;
			const value = shownOf(given);
			if (!holdsFields(value) || !path.slice(0, -1).every(isHolder)) return;
			for (const name of Object.keys(value)) meet([...path, name], value[name]);
		};
		for (const profile of profiles) for (const name of namesOf(profile)) meet([name], fieldOf(profile, name));
		return [...found.values()];
	}

	add(columns: readonly Column[]): void {
		if (this.seen.size > maxRememberedNames) this.seen.clear();
		for (const column of columns) this.seen.set(keyOf(column.path), column);
	}
}

/** An object that may hold fields of a profile: no date, no list, and no bytes, of which each would be a field. */
function holdsFields(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoment(value) && !isBytes(value);
}
