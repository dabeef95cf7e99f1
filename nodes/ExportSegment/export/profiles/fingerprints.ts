import type { ContactField } from '../../../shared/account/contactFields';
import { cleanText, mayNeedCleaning } from '../../../shared/values/texts';
import type { ExportRun } from '../run/run';

const { imul } = Math;

/** Whether the run compares values with those that Constant Contact holds. */
export function comparesValues({ policy, isListEmpty }: ExportRun): boolean {
	return policy.onlyChanges && policy.sync.sends && !isListEmpty;
}

/**
 * Tells, without remembering the values, whether Constant Contact holds just the values that a profile brings. A
 * profile's fingerprint is the sum over its filled fields of a hash of field and value, together with a bit for each of
 * those fields: fields that it leaves empty are left alone by an import, so they must not count. Two hashes of 32 bits:
 * a change is overlooked once in some 10^19 comparisons.
 */
export interface Fingerprints {
	/** Numbers of 32 bits in a fingerprint: 3 for up to 32 fields. */
	readonly length: number;
	/** The fingerprint of the values; the same array is filled anew each time. */
	of(values: ReadonlyArray<string | undefined>): Uint32Array;
	/**
	 * Whether these values are those of a fingerprint, in the fields that it fills. A value that is not known (undefined)
	 * is never the same.
	 */
	match(ours: Uint32Array, values: ReadonlyArray<string | undefined>): boolean;
}

/** @param columns the mapped fields; phones are compared by their digits, since Constant Contact may format them */
export function createFingerprints(
	columns: ReadonlyArray<Pick<ContactField, 'id'>>,
	seed = Math.floor(Math.random() * 0xffffffff),
): Fingerprints {
	const length = 2 + Math.ceil(columns.length / 32);
	const isPhone = columns.map(({ id }) => phonePattern.test(id));
	const ours = new Uint32Array(length);
	const theirs = new Uint32Array(2);

	/** What is written cleaned is compared cleaned; only a text with odd characters in it needs that. */
	function add(result: Uint32Array, column: number, value: string): void {
		if (isPhone[column]) addText(result, column, digitsOf(value));
		else addText(result, column, mayNeedCleaning.test(value) ? cleanText(value) : value);
	}

	function addText(result: Uint32Array, column: number, value: string): void {
		let a = seed ^ imul(column + 1, 0x9e3779b9);
		let b = imul(seed ^ (column + 1), 0x51ed270b);
		for (let index = 0; index < value.length; index++) {
			const unit = value.charCodeAt(index);
			a = imul(a ^ unit, 0x85ebca6b);
			a = (a << 13) | (a >>> 19);
			b = imul(b ^ unit, 0xc2b2ae35);
			b = (b << 17) | (b >>> 15);
		}
		result[0] += mixed(a ^ value.length);
		result[1] += mixed(b ^ a);
	}

	return {
		length,
		of(values) {
			ours.fill(0);
			for (let column = 0; column < values.length; column++) {
				const value = values[column];
				if (value === undefined) continue;
				ours[2 + (column >>> 5)] |= 1 << (column & 31);
				add(ours, column, value);
			}
			return ours;
		},
		match(fingerprint, values) {
			theirs.fill(0);
			for (let column = 0; column < columns.length; column++) {
				if ((fingerprint[2 + (column >>> 5)] & (1 << (column & 31))) === 0) continue;
				const value = values[column];
				if (value === undefined) return false;
				add(theirs, column, value);
			}
			return theirs[0] === fingerprint[0] && theirs[1] === fingerprint[1];
		},
	};
}

/** `phone`, `work_phone` … and `sms_number`. */
const phonePattern = /^(?:\w+_)?phone$|^sms_number$/;

/** A phone's digits; without any, the text itself. */
function digitsOf(phone: string): string {
	const digits = phone.replace(/\D+/g, '');
	return digits === '' ? phone : digits;
}

function mixed(value: number): number {
	let bits = value ^ (value >>> 16);
	bits = imul(bits, 0x7feb352d);
	bits ^= bits >>> 15;
	bits = imul(bits, 0x846ca68b);
	return (bits ^ (bits >>> 16)) >>> 0;
}
