import type { ContactField } from '../../../shared/account/contactFields';
import { maxImportBytes, maxImportRows } from '../../../shared/account/contract';
import type { CheckedContact } from '../profiles/contactCheck';
import { writeJsonText } from './jsonText';

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

	return {
		add(row, contact) {
			const filling = memory ?? begin();
			const { body, rows } = filling;
			const start = position;
			if (count > 0) body[position++] = comma;
			position = writeRow(contact, body, position);
			if (position <= endOfRows && count < maximumRows) {
				rows[count++] = row;
				return undefined;
			}
			if (count === 0)
				throw new RangeError(`Profile ${row} takes ${position - start} bytes, more than a whole import may have`);
			// The row opens the next body; the tail of this one is about to be written over it.
			const moved = Buffer.from(body.subarray(start + 1, position));
			if (head.length + moved.length > endOfRows)
				throw new RangeError(`Profile ${row} takes ${moved.length} bytes, more than a whole import may have`);
			carried = { row, bytes: moved };
			return close(filling, start);
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

function createRowWriter(columns: readonly ContactField[]): RowWriter {
	const emailKey = Buffer.from('{"email":');
	const keys = columns.map((field) => Buffer.from(`,${JSON.stringify(field.id)}:`));
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
