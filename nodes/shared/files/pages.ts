import type { ProfileFields, ProfilePage, TableRows } from '../../ExportSegment/export/run/run';

/**
 * Some rows of a table as profiles. The objects are made only if somebody asks for them: mapping a million rows takes
 * the cells by their column, and nothing else is needed of a profile that is sent.
 */
export class TablePage implements ProfilePage {
	private made: readonly ProfileFields[] | undefined;

	constructor(
		readonly firstRow: number,
		readonly table: TableRows,
	) {}

	get profiles(): readonly ProfileFields[] {
		return (this.made ??= Array.from({ length: this.table.size }, (_, index) => fieldsOf(this.table, index)));
	}
}

/** How many profiles a page has. */
export function sizeOf(page: ProfilePage): number {
	return page.table === undefined ? page.profiles.length : page.table.size;
}

/** The same page with other row numbers, as when it is of the second file. */
export function renumbered(page: ProfilePage, firstRow: number): ProfilePage {
	return page.table === undefined ? { firstRow, profiles: page.profiles } : new TablePage(firstRow, page.table);
}

/** Some of a page's profiles. @param start index of the first one */
export function sliceOf(page: ProfilePage, start: number, most: number): ProfilePage {
	const size = Math.min(most, sizeOf(page) - start);
	const firstRow = page.firstRow + start;
	if (page.table === undefined) return { firstRow, profiles: page.profiles.slice(start, start + size) };
	const { columns, cells } = page.table;
	return new TablePage(firstRow, {
		size,
		columns,
		cells: cells.slice(start * columns.length, (start + size) * columns.length),
	});
}

/** fromEntries makes every name an own property, "__proto__" too. */
function fieldsOf({ columns, cells }: TableRows, index: number): ProfileFields {
	const start = index * columns.length;
	return Object.fromEntries(columns.map((name, column) => [name, cells[start + column]]));
}
