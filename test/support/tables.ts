import { PageMemory, TableRows } from '../../nodes/shared/files/tableRows';

/**
 * A table whose rows do not stand in a file's text as they are.
 * @param rows as many cells in each as there are columns
 */
export function tableOf(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): TableRows {
	const memory = new PageMemory();
	for (const row of rows) {
		memory.cells.push(...row);
		memory.addRow(memory.cells.length - row.length);
	}
	return new TableRows(
		rows.length,
		columns,
		memory,
		columns.map((_name, column) => column),
	);
}
