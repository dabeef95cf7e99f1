import type { TableRows } from '../../files/tableRows';
import type { People } from '../people';

/** The email address of a contact that Constant Contact shows. It holds until the next contact. */
export interface ShownAddress {
	/** Without blanks around it; letters beyond ASCII are small. */
	readonly text: string;
	/** The number of the person with this address among these people; a new one if they have not been met. */
	meetIn(people: People): number;
}

/** An address that is a text already, and not empty. */
export class ListedAddress implements ShownAddress {
	constructor(readonly text: string) {}

	meetIn(people: People): number {
		return people.meet(this.text);
	}
}

const space = 0x20;
const lastSign = 0x7e;

/** Addresses in a file: those of one cell after the other. Nearly all are met without a text of them. */
export class CellAddress implements ShownAddress {
	private index = 0;
	private column = 0;
	/** Where an address of nothing but the signs of ASCII stands in the file's text; before its start if it is none. */
	private start = 0;
	private end = -1;

	constructor(private table: TableRows) {}

	get text(): string {
		const text = this.table.textOf(this.index, this.column).trim();
		// People compares the letters of ASCII without regard to case; others are rare.
		return /[^ -~]/.test(text) ? text.toLowerCase() : text;
	}

	meetIn(people: People): number {
		const { start, end } = this;
		return start < end ? people.meetUnits(this.table.units, start, end) : people.meet(this.text);
	}

	/** Goes to the address in this cell. @returns whether there is one */
	moveTo(table: TableRows, index: number, column: number): boolean {
		this.table = table;
		this.index = index;
		this.column = column;
		this.end = -1;
		if (!table.isInText(index)) return this.text !== '';
		const { units } = table;
		let start = table.startOf(index, column);
		let end = table.endOf(index, column);
		while (start < end && units[start] === space) start++;
		while (start < end && units[end - 1] === space) end--;
		for (let at = start; at < end; at++) if (units[at] <= space || units[at] > lastSign) return this.text !== '';
		this.start = start;
		this.end = end;
		return start < end;
	}
}
