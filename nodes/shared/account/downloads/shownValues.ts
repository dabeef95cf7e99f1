import { hashText } from '../../hash';
import type { TableRows } from '../../files/tableRows';
import type { ValueReader } from './downloadColumns';

/** What Constant Contact shows of one contact, by the mapped columns. It holds until the next contact. */
export interface ShownValues {
	/** @returns undefined where it is not shown */
	textOf(column: number): string | undefined;
	/**
	 * Hashes a value as `hashText` does it, without making a text of it where that can be spared.
	 * @param most its length at most, in UTF-16 code units
	 * @returns false where it is not shown, longer, or no plain text: `textOf` tells it then
	 */
	hashOf(column: number, seed: number, most: number, into: Int32Array): boolean;
}

/** Values that are texts already. */
export class ListedValues implements ShownValues {
	constructor(private readonly values: ReadonlyArray<string | undefined>) {}

	textOf(column: number): string | undefined {
		return this.values[column];
	}

	hashOf(column: number, seed: number, most: number, into: Int32Array): boolean {
		const value = this.values[column];
		return value !== undefined && value.length <= most && hashText(value, seed, into);
	}
}

/** Values in a file: those of one row after the other. */
export class RowValues implements ShownValues {
	/** Of the table, the row at hand. */
	index = 0;

	constructor(
		private readonly readers: ReadonlyArray<ValueReader | undefined>,
		public table: TableRows,
	) {}

	textOf(column: number): string | undefined {
		return this.readers[column]?.read(this.table, this.index);
	}

	hashOf(column: number, seed: number, most: number, into: Int32Array): boolean {
		const place = this.readers[column]?.place;
		return place !== undefined && this.table.hashOf(this.index, place, seed, most, into);
	}
}
