import type { Fingerprint } from '../../../shared/account/people';
import { cleanText, mayNeedCleaning } from '../../../shared/values/texts';
import type { ExportRun } from '../run/run';

const { imul } = Math;

/** Whether the run compares values with those that Constant Contact holds. */
export function comparesValues({ policy, isListEmpty }: ExportRun): boolean {
	return policy.onlyChanges && policy.sync.sends && !isListEmpty;
}

/**
 * Tells, without remembering the values, whether Constant Contact holds just the values that a profile brings. A
 * profile's fingerprint is the sum over its filled fields of a hash of field and value, together with the set of those
 * fields: fields that it leaves empty are left alone by an import, so they must not count. Two hashes of 32 bits: a
 * change is overlooked once in some 10^19 comparisons.
 */
export interface Fingerprints {
	/** The fingerprint of the values; the same object is filled anew each time. */
	of(values: ReadonlyArray<string | undefined>): Fingerprint;
	/** The columns of a set of filled fields, by its number in a fingerprint. */
	columnsOf(fields: number): readonly number[];
	/** The fingerprint of just these columns' values. */
	ofColumns(values: ReadonlyArray<string | undefined>, columns: readonly number[]): Pick<Fingerprint, 'high' | 'low'>;
}

export function createFingerprints(seed = Math.floor(Math.random() * 0xffffffff)): Fingerprints {
	const sets: number[][] = [];
	const numbers = new Map<string, number>();
	const ours: Fingerprint = { high: 0, low: 0, fields: 0 };
	const theirs: Fingerprint = { high: 0, low: 0, fields: 0 };
	let lastSet: readonly number[] = [];
	let lastNumber = -1;

	/** What is written cleaned is compared cleaned; only a text with odd characters in it needs that. */
	function add(result: Fingerprint, column: number, value: string): void {
		addText(result, column, mayNeedCleaning.test(value) ? cleanText(value) : value);
	}

	function addText(result: Fingerprint, column: number, value: string): void {
		let a = seed ^ imul(column + 1, 0x9e3779b9);
		let b = imul(seed ^ (column + 1), 0x51ed270b);
		for (let index = 0; index < value.length; index++) {
			const unit = value.charCodeAt(index);
			a = imul(a ^ unit, 0x85ebca6b);
			a = (a << 13) | (a >>> 19);
			b = imul(b ^ unit, 0xc2b2ae35);
			b = (b << 17) | (b >>> 15);
		}
		result.high = (result.high + mixed(a ^ value.length)) >>> 0;
		result.low = (result.low + mixed(b ^ a)) >>> 0;
	}

	/** Segments know few different sets of filled fields, and the next profile mostly has the one of the last. */
	function numberOf(columns: number[]): number {
		if (
			lastNumber >= 0 &&
			columns.length === lastSet.length &&
			columns.every((column, index) => column === lastSet[index])
		)
			return lastNumber;
		const key = columns.join();
		let number = numbers.get(key);
		if (number === undefined) {
			number = sets.push(columns) - 1;
			numbers.set(key, number);
		}
		lastSet = sets[number];
		lastNumber = number;
		return number;
	}

	return {
		of(values) {
			ours.high = ours.low = 0;
			const filled: number[] = [];
			for (let column = 0; column < values.length; column++) {
				const value = values[column];
				if (value === undefined) continue;
				filled.push(column);
				add(ours, column, value);
			}
			ours.fields = numberOf(filled);
			return ours;
		},
		columnsOf: (fields) => sets[fields],
		ofColumns(values, columns) {
			theirs.high = theirs.low = 0;
			for (const column of columns) add(theirs, column, values[column] ?? '');
			return theirs;
		},
	};
}

function mixed(value: number): number {
	let bits = value ^ (value >>> 16);
	bits = imul(bits, 0x7feb352d);
	bits ^= bits >>> 15;
	bits = imul(bits, 0x846ca68b);
	return (bits ^ (bits >>> 16)) >>> 0;
}
