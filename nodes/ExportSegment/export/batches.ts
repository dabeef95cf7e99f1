import type { ContactField } from '../../constantContact/contactFields';
import { maxImportBytes } from '../../constantContact/contract';
import { writeJsonText } from './jsonText';
import type { CheckedContact } from './validation';

/** One body of POST /activities/contacts_json_import and the profiles in it. */
export interface Batch {
	readonly body: Buffer;
	readonly rows: readonly number[];
	/**
	 * To be called once nobody reads the body any longer: a later one is written over it. Two serve a whole export then. Fresh ones
	 * would have V8 look through n8n's whole heap for every dozen of them.
	 */
	release(): void;
}

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

/** The longest row: some 60 texts of 255 units, each up to six bytes; a checked contact stays far below. */
const spareBytes = 256 * 1024;

export function createPacker(columns: readonly ContactField[], envelope: Envelope, limits: BatchLimits): Packer {
	const writeRow = createRowWriter(columns);
	const head = Buffer.from('{"import_data":[');
	const tail = Buffer.from(`],"list_ids":[${JSON.stringify(envelope.listId)}]${envelope.smsPermissionToSend === 'explicit' ? ',"sms_permission_to_send":"explicit"' : ''}}`);
	const endOfRows = Math.min(limits.maximumBytes, maxImportBytes) - tail.length;
	const none = Buffer.alloc(0);
	const released: Buffer[] = [];
	let body: Buffer = none;
	let position = 0;
	let rows: number[] = [];
	/** A row that did not fit: it opens the next body, which is made when it is needed and not before. */
	let carried: { row: number; bytes: Buffer } | undefined;

	function begin(): void {
		body = released.pop() ?? Buffer.allocUnsafe(endOfRows + spareBytes);
		position = head.copy(body);
		rows = [];
		if (carried === undefined) return;
		position += carried.bytes.copy(body, position);
		rows.push(carried.row);
		carried = undefined;
	}

	function close(end: number): Batch {
		const memory = body;
		return { body: memory.subarray(0, end + tail.copy(memory, end)), rows, release: () => void released.push(memory) };
	}

	return {
		add(row, contact) {
			if (rows.length === 0) begin();
			const start = position;
			if (rows.length > 0) body[position++] = comma;
			position = writeRow(contact, body, position);
			if (position <= endOfRows && rows.length < limits.maximumRows) {
				rows.push(row);
				return undefined;
			}
			if (rows.length === 0) throw new RangeError(`Profile ${row} takes ${position - start} bytes, more than a whole import may have`);
			// The row opens the next body; the tail of this one is about to be written over it.
			const moved = Buffer.from(body.subarray(start + 1, position));
			if (head.length + moved.length > endOfRows) throw new RangeError(`Profile ${row} takes ${moved.length} bytes, more than a whole import may have`);
			const full = close(start);
			carried = { row, bytes: moved };
			rows = [];
			body = none;
			return full;
		},
		finish() {
			if (carried !== undefined) begin();
			if (rows.length === 0) return undefined;
			const last = close(position);
			rows = [];
			body = none;
			return last;
		},
	};
}

const comma = 0x2c;
const closingBrace = 0x7d;

/** Writes one row of an import (definition JsonImportContact) at `position` and returns where it ends. Fields without a value are left out. */
type RowWriter = (contact: CheckedContact, into: Buffer, position: number) => number;

function createRowWriter(columns: readonly ContactField[]): RowWriter {
	const emailKey = Buffer.from('{"email":');
	const keys = columns.map((field) => (field.kind === 'email' ? undefined : Buffer.from(`,${JSON.stringify(field.id)}:`)));
	const isMonthDay = columns.map((field) => field.kind === 'monthDay');
	return (contact, into, start) => {
		let position = writeJsonText(contact.email, into, writeKey(emailKey, into, start));
		for (let column = 0; column < keys.length; column++) {
			const key = keys[column];
			const value = contact.values[column];
			if (key === undefined || value === undefined) continue;
			position = isMonthDay[column]
				? position + into.write(birthday(value), position)
				: writeJsonText(value, into, writeKey(key, into, position));
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
