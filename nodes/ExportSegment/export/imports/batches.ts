import type { ContactField } from '../../../shared/account/contactFields';
import { maxImportBytes, maxImportRows } from '../../../shared/account/contract';
import type { CheckedContact } from '../profiles/contactCheck';
import { writeJsonText, writeJsonUnits } from './jsonText';
import type { CellPlaces } from '../run/run';
import { onceForEach } from '../../../shared/onceForEach';
import type { TableRows } from '../../../shared/files/tableRows';

/** One body of POST /activities/contacts_json_import and the profiles in it. */
export interface Batch {
	readonly body: Buffer;
	readonly rows: Uint32Array;
	/**
	 * To be called once nobody reads the batch any longer: a later one is written over it. Two serve a whole export then.
	 * Fresh ones would have V8 look through n8n's whole heap for every dozen of them.
	 */
	release(): void;
}

/** What one import may hold. */
export interface BatchLimits {
	readonly maximumRows: number;
	/** Bytes of the whole body. */
	readonly maximumBytes: number;
}

/** The part of the body around the rows; definition ContactsJsonImport. */
export interface Envelope {
	readonly listId: string;
	readonly smsPermissionToSend: 'not_set' | 'explicit';
}

/** Packs contacts into bodies, filled to the brim: what lies beyond a limit, Constant Contact drops without a word. */
export interface Packer {
	/**
	 * Adds one profile's row; returns the batch that was full before it.
	 * @throws RangeError if the row alone does not fit into a body: no checked contact is that large
	 */
	add(row: number, contact: CheckedContact): Batch | undefined;
	/**
	 * The same of a row of a table whose cells are sent just as they stand in the file's text.
	 * @param cells which of them; the same object for all pages of a file
	 */
	addCells(row: number, table: TableRows, index: number, cells: CellPlaces): Batch | undefined;
	/** The last, partly filled batch. */
	finish(): Batch | undefined;
}

interface Memory {
	readonly body: Buffer;
	readonly rows: Uint32Array;
}

/** The longest row: some 60 texts of 255 units, each up to six bytes; a checked contact stays far below. */
const spareBytes = 256 * 1024;

/** @param columns the fields to send; the address of a contact goes with every row, and has no value among them */
export function createPacker(columns: readonly ContactField[], envelope: Envelope, limits: BatchLimits): Packer {
	const writeRow = createRowWriter(columns);
	const cellWriterOf = onceForEach((cells: CellPlaces) => createCellWriter(columns, cells));
	const head = Buffer.from('{"import_data":[');
	const tail = Buffer.from(
		`],"list_ids":[${JSON.stringify(envelope.listId)}]${envelope.smsPermissionToSend === 'explicit' ? ',"sms_permission_to_send":"explicit"' : ''}}`,
	);
	const endOfRows = Math.min(limits.maximumBytes, maxImportBytes) - tail.length;
	const maximumRows = Math.min(limits.maximumRows, maxImportRows);
	const released: Memory[] = [];
	/** What the batch at hand is written into; made when its first row comes and not before. */
	let memory: Memory | undefined;
	let position = 0;
	let count = 0;
	/** A row that did not fit: it opens the next batch. */
	let carried: { row: number; bytes: Buffer } | undefined;

	function begin(): Memory {
		const { body, rows } = (memory = released.pop() ?? {
			body: Buffer.allocUnsafe(endOfRows + spareBytes),
			rows: new Uint32Array(maximumRows),
		});
		position = head.copy(body);
		count = 0;
		if (carried !== undefined) {
			position += carried.bytes.copy(body, position);
			rows[count++] = carried.row;
			carried = undefined;
		}
		return memory;
	}

	/** @param end where the last row of the batch ends */
	function close(full: Memory, end: number): Batch {
		memory = undefined;
		return {
			body: full.body.subarray(0, end + tail.copy(full.body, end)),
			rows: full.rows.subarray(0, count),
			release: () => void released.push(full),
		};
	}

	/** Where a row is to be written. */
	function nextStart({ body }: Memory): number {
		if (count === 0) return position;
		body[position] = comma;
		return position + 1;
	}

	/** Takes the row that was written there. @returns the batch that was full before it */
	function take(filling: Memory, row: number, start: number, end: number): Batch | undefined {
		if (end <= endOfRows && count < maximumRows) {
			filling.rows[count++] = row;
			position = end;
			return undefined;
		}
		if (count === 0 || head.length + end - start > endOfRows)
			throw new RangeError(`Profile ${row} takes ${end - start} bytes, more than a whole import may have`);
		// The row opens the next body; the tail of this one is about to be written over it.
		carried = { row, bytes: Buffer.from(filling.body.subarray(start, end)) };
		return close(filling, position);
	}

	return {
		add(row, contact) {
			const filling = memory ?? begin();
			const start = nextStart(filling);
			return take(filling, row, start, writeRow(contact, filling.body, start));
		},
		addCells(row, table, index, cells) {
			const filling = memory ?? begin();
			const start = nextStart(filling);
			return take(filling, row, start, cellWriterOf(cells)(table, index, filling.body, start));
		},
		finish() {
			const last = carried === undefined ? memory : begin();
			return last && close(last, position);
		},
	};
}

const comma = 0x2c;
const closingBrace = 0x7d;

/**
 * Writes one row of an import (definition JsonImportContact) at `position` and returns where it ends. Fields without a
 * value are left out.
 */
type RowWriter = (contact: CheckedContact, into: Buffer, position: number) => number;

const emailKey = Buffer.from('{"email":');
const keyOf = ({ id }: ContactField): Buffer => Buffer.from(`,${JSON.stringify(id)}:`);

function createRowWriter(columns: readonly ContactField[]): RowWriter {
	const keys = columns.map(keyOf);
	const isMonthDay = columns.map((field) => field.kind === 'monthDay');
	return (contact, into, start) => {
		let position = writeJsonText(contact.email, into, writeKey(emailKey, into, start));
		for (let column = 0; column < keys.length; column++) {
			const value = contact.values[column];
			if (value === undefined) continue;
			position = isMonthDay[column]
				? position + into.write(birthday(value), position)
				: writeJsonText(value, into, writeKey(keys[column], into, position));
		}
		into[position] = closingBrace;
		return position + 1;
	};
}

/** The same of cells in the file's text. */
type CellWriter = (table: TableRows, index: number, into: Buffer, position: number) => number;

function createCellWriter(columns: readonly ContactField[], { email, others }: CellPlaces): CellWriter {
	const places = others.map(({ place }) => place);
	const keys = others.map(({ column }) => keyOf(columns[column]));
	const isMonthDay = others.map(({ column }) => columns[column].kind === 'monthDay');
	return (table, index, into, start) => {
		const { units } = table;
		const behindKey = writeKey(emailKey, into, start);
		let position = writeJsonUnits(units, table.startOf(index, email), table.endOf(index, email), into, behindKey);
		for (let other = 0; other < places.length; other++) {
			const from = table.startOf(index, places[other]);
			const to = table.endOf(index, places[other]);
			if (from === to) continue;
			position = isMonthDay[other]
				? position + into.write(birthday(table.textOf(index, places[other])), position)
				: writeJsonUnits(units, from, to, into, writeKey(keys[other], into, position));
		}
		into[position] = closingBrace;
		return position + 1;
	};
}

/** Byte by byte: for so few, TypedArray.set takes several times as long. */
function writeKey(key: Buffer, into: Buffer, position: number): number {
	const { length } = key;
	for (let index = 0; index < length; index++) into[position + index] = key[index];
	return position + length;
}

/** A birthday is two numbers, each needing the other. */
function birthday(monthDay: string): string {
	const [month, day] = monthDay.split('/');
	return `,"birthday_month":${month},"birthday_day":${day}`;
}
