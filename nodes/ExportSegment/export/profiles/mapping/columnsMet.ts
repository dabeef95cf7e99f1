import type { ProfileFields } from '../../../../shared/files/pages';
import { isBytes, isMoment, shownOf } from '../../../../shared/values/nested';
import type { Column } from './columnCells';

/** Profiles that all bring names of their own must not fill the memory. */
const maxRememberedNames = 10_000;

/** The columns of the pages so far: a table's, or the fields of items. */
export class ColumnsMet {
	private readonly seen = new Map<string, Column>();

	/** Their names, without those that hold other columns. */
	get names(): readonly string[] {
		const holders = new Set([...this.seen.values()].flatMap(({ path }) => (path.length > 1 ? path.slice(0, 1) : [])));
		return [...this.seen.values()]
			.filter(({ path, name }) => path.length > 1 || !holders.has(name))
			.map(({ name }) => name);
	}

	/** The columns of items that have not been met yet, those within objects too. */
	newColumnsOf(profiles: readonly ProfileFields[]): Column[] {
		const found = new Map<string, Column>();
		const meet = (...path: readonly string[]): void => {
			const key = path.join('\0');
			if (!this.seen.has(key) && !found.has(key)) found.set(key, { name: path.join('.'), path });
		};
		for (const profile of profiles) {
			for (const name of Object.keys(profile)) {
				const value = shownOf(profile[name]);
				meet(name);
				if (holdsFields(value)) for (const inner of Object.keys(value)) meet(name, inner);
			}
		}
		return [...found.values()];
	}

	add(columns: readonly Column[]): void {
		if (this.seen.size > maxRememberedNames) this.seen.clear();
		for (const column of columns) this.seen.set(column.path.join('\0'), column);
	}
}

/** An object that may hold fields of a profile: no date, no list, and no bytes, of which each would be a field. */
function holdsFields(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoment(value) && !isBytes(value);
}
