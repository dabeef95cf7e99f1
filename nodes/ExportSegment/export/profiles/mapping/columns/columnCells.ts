import { sampleValues } from '../../../../../shared/account/columns/fieldContents';
import type { ProfileFields, ProfilePage } from '../../../../../shared/files/pages';
import { sizeOf } from '../../../../../shared/files/pages';
import { shownOf } from '../../../../../shared/values/objects/shownValue';
import { fieldOf, isEmpty } from '../../../../../shared/values/plainData';
import { createStep } from './heldFields';

/** A column of a table, or a field of an item or of an object in it (`properties.email`). */
export interface Column {
	readonly name: string;
	readonly path: readonly string[];
	/** Whether what it stands in merely holds a profile's fields, although its name does not say so. */
	readonly isHeld?: boolean;
}

/** The way to what a column stands in. */
export const holderOf = ({ path }: Column): string => path.slice(0, -1).join('\0');

/** Reads one value of the profile at an index of a page. */
export type Cell = (index: number) => unknown;

export type CellOf = (column: Column) => Cell;

/** Reads the columns of one page. */
export function cellsOf(page: ProfilePage): CellOf {
	const { table } = page;
	if (table === undefined) return ({ path }) => fieldCell(page.profiles, path);
	return ({ path: [name] }) => {
		const place = table.columns.indexOf(name);
		return place < 0 ? () => undefined : (index) => table.textOf(index, place);
	};
}

function fieldCell(profiles: readonly ProfileFields[], path: readonly string[]): Cell {
	const [name] = path;
	if (path.length === 1) return (index) => shownOf(fieldOf(profiles[index], name));
	const step = createStep();
	return (index) => shownOf(path.reduce<unknown>(step, profiles[index]));
}

/** The first of several cells that holds something. */
export function firstFilled(cells: readonly Cell[]): Cell | undefined {
	if (cells.length < 2) return cells[0];
	return (index) => {
		for (const cell of cells) {
			const value = cell(index);
			if (!isEmpty(value)) return value;
		}
		return undefined;
	};
}

/** The first values of a page that are not empty. */
export function firstValues(cell: Cell, page: ProfilePage): unknown[] {
	const values: unknown[] = [];
	for (let index = 0; index < sizeOf(page) && values.length < sampleValues; index++) {
		const value = cell(index);
		// Odoo's for an empty field.
		if (!isEmpty(value) && value !== false) values.push(value);
	}
	return values;
}
