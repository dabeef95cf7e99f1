import type { Mapping } from '../../nodes/ExportSegment/export/run/run';
import type { ProfileFields, ProfilePage } from '../../nodes/shared/files/pages';
import { tableOf } from './tables';

/** The values that a mapping finds in a profile, by field id. */
export function read(mapping: Mapping, profile: ProfileFields, row = 1): Record<string, unknown> {
	const values = new Array<unknown>(mapping.columns.length).fill('left over');
	mapping.readerOf({ firstRow: row, profiles: [profile] })(0, values);
	expect(values).toHaveLength(mapping.columns.length);
	return Object.fromEntries(
		mapping.columns.map(({ id }, column) => [id, values[column]] as const).filter(([, value]) => value !== undefined),
	);
}

/** The values that a mapping finds in each row of a table, without an object made of any row. */
export function readTable(mapping: Mapping, columns: string[], ...cells: string[]): unknown[][] {
	const size = cells.length / columns.length;
	const rows = Array.from({ length: size }, (_, index) => cells.slice(index * columns.length).slice(0, columns.length));
	const page: ProfilePage = {
		firstRow: 1,
		table: tableOf(columns, rows),
		get profiles(): never {
			throw new Error('nobody needs the objects');
		},
	};
	const reader = mapping.readerOf(page);
	return Array.from({ length: size }, (_, index) => {
		const values = new Array<unknown>(mapping.columns.length).fill('left over');
		reader(index, values);
		return values;
	});
}
