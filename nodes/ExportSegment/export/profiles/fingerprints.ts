import type { ContactField } from '../../../shared/account/contactFields';
import type { ShownValues } from '../../../shared/account/downloads/shownValues';
import { storedMeaningOf } from '../../../shared/account/downloads/storedValues';
import type { TableRows } from '../../../shared/files/tableRows';
import { hashText, hashUnits, mixed } from '../../../shared/hash';
import { cleanText, mayNeedCleaning } from '../../../shared/values/texts';
import type { CellPlaces, ExportRun } from '../run/run';

/** Whether the run compares values with those that Constant Contact holds: nobody on the list has any. */
export function comparesValues({ policy, listMembers }: ExportRun): boolean {
	return policy.onlyChanges && policy.sync.sends && listMembers !== 0;
}

/**
 * Tells, without remembering the values, whether Constant Contact holds just the values that a profile brings. A
 * profile's fingerprint is the exclusive or, over its filled fields, of a hash of field and value, together with a bit
 * for each of those fields: fields that it leaves empty are left alone by an import, so they must not count. Two hashes
 * of 32 bits: a change is overlooked once in some 10^19 comparisons. The first is of the values as they would be if cut
 * to the smaller of two documented limits: where it alone is the same, they may have been cut.
 */
export interface Fingerprints {
	/** Bytes in a fingerprint: 8, and one for each eight fields. */
	readonly length: number;
	/** The fingerprint of the values; the same array is filled again each time. */
	of(values: ReadonlyArray<string | undefined>): Uint8Array;
	/** The same of a row of a table whose cells are sent just as they stand in the file's text. */
	ofCells(table: TableRows, index: number, cells: CellPlaces): Uint8Array;
	/**
	 * How the values that Constant Contact shows stand to those of a fingerprint, in the fields that it fills: the
	 * `same`, the same but `cut`, or `others`; `unknown` where one of them is not shown.
	 * @param onCut told of each column whose value was cut
	 */
	compare(
		ours: Uint8Array,
		shown: ShownValues,
		onCut?: (column: number) => void,
	): 'same' | 'cut' | 'others' | 'unknown';
}

/**
 * Line breaks and tabs within a text. How bulk exports write them is not documented, and a CSV may have others than the
 * text: they count as a blank, so that a street of two lines is not sent for ever.
 */
const breaks = /[\t\r\n]+/g;

/** @param columns the mapped fields, which know what Constant Contact may show otherwise than it was sent */
export function createFingerprints(
	columns: readonly ContactField[],
	seed = Math.floor(Math.random() * 0xffffffff),
): Fingerprints {
	const hashBytes = 2 * Int32Array.BYTES_PER_ELEMENT;
	const length = hashBytes + Math.ceil(columns.length / 8);
	/** The same text in two columns has two hashes. */
	const seeds = columns.map((_field, column) => mixed(seed ^ column));
	const meanings = columns.map(storedMeaningOf);
	const cuts = columns.map(({ cutAt = Number.POSITIVE_INFINITY }) => cutAt);
	const seconds = columns.map(({ id, isCustom }) =>
		isCustom ? -1 : columns.findIndex((other) => other.id === `${id}2`),
	);
	const isSecond = columns.map((_field, column) => seconds.includes(column));
	const hasSeconds = isSecond.includes(true);
	const ours = new Uint8Array(length);
	const ourHashes = new Int32Array(ours.buffer, 0, 2);
	const ourFields = ours.subarray(hashBytes);
	const theirHashes = new Int32Array(2);
	const theirs = new Uint8Array(theirHashes.buffer);
	const hash = new Int32Array(2);

	function add(result: Int32Array, column: number, value: string): void {
		const isAsWritten =
			meanings[column] === undefined && value.length <= cuts[column] && hashText(value, seeds[column], hash);
		if (!isAsWritten) {
			// What is written cleaned is compared cleaned.
			const text = mayNeedCleaning.test(value) ? cleanText(value).replace(breaks, ' ') : value;
			const cut = text.slice(0, cuts[column]).trimEnd();
			hashMeaning(column, text);
			const [, whole] = hash;
			if (cut !== text) hashMeaning(column, cut);
			hash[1] = whole;
		}
		addHash(result);
	}

	function addHash(result: Int32Array): void {
		result[0] ^= hash[0];
		result[1] ^= hash[1];
	}

	function hashMeaning(column: number, text: string): void {
		hashText(meanings[column]?.(text) ?? text, seeds[column], hash);
	}

	/** [documented] definition JsonImportContact: `street2` is put behind `street`. */
	function wholeValue(values: ReadonlyArray<string | undefined>, column: number): string | undefined {
		const value = values[column];
		const second = seconds[column] < 0 ? undefined : values[seconds[column]];
		return value === undefined || second === undefined ? (value ?? second) : `${value} ${second}`;
	}

	const fills = (fingerprint: Uint8Array, column: number) =>
		(fingerprint[hashBytes + (column >>> 3)] & (1 << (column & 7))) !== 0;

	/** Whether the first hash of two fingerprints is the same, or the second. */
	function isSame(hashIndex: 0 | 1, one: Uint8Array, other: Uint8Array): boolean {
		const start = hashIndex * Int32Array.BYTES_PER_ELEMENT;
		for (let at = start; at < start + Int32Array.BYTES_PER_ELEMENT; at++) if (one[at] !== other[at]) return false;
		return true;
	}

	function fill(column: number): void {
		ourFields[column >>> 3] |= 1 << (column & 7);
	}

	function of(values: ReadonlyArray<string | undefined>): Uint8Array {
		ours.fill(0);
		for (let column = 0; column < values.length; column++) {
			if (isSecond[column]) continue;
			const value = wholeValue(values, column);
			if (value === undefined) continue;
			fill(column);
			add(ourHashes, column, value);
		}
		return ours;
	}

	function textsOf(table: TableRows, index: number, cells: CellPlaces): Array<string | undefined> {
		const values = new Array<string | undefined>(columns.length);
		for (const { column, place } of cells.others) values[column] = table.textOf(index, place) || undefined;
		return values;
	}

	return {
		length,
		of,
		ofCells(table, index, cells) {
			if (hasSeconds) return of(textsOf(table, index, cells));
			const { units } = table;
			ours.fill(0);
			for (const { column, place } of cells.others) {
				const start = table.startOf(index, place);
				const end = table.endOf(index, place);
				if (start === end) continue;
				fill(column);
				const mayBeAsWritten = meanings[column] === undefined && end - start <= cuts[column];
				if (mayBeAsWritten && hashUnits(units, start, end, seeds[column], hash)) addHash(ourHashes);
				else add(ourHashes, column, table.textOf(index, place));
			}
			return ours;
		},
		compare(fingerprint, shown, onCut = () => undefined) {
			theirHashes.fill(0);
			let isLonger = false;
			for (let column = 0; column < columns.length; column++) {
				if (!fills(fingerprint, column)) continue;
				if (meanings[column] === undefined && shown.hashOf(column, seeds[column], cuts[column], hash)) {
					addHash(theirHashes);
					continue;
				}
				const value = shown.textOf(column);
				if (value === undefined) return 'unknown';
				add(theirHashes, column, value);
				isLonger ||= value.length > cuts[column];
			}
			if (!isSame(0, theirs, fingerprint)) return 'others';
			if (isSame(1, theirs, fingerprint)) return 'same';
			// What differs lies beyond the smaller limit, and nothing is shown there.
			if (isLonger) return 'others';
			// A blank at the end of a cut text is not shown.
			for (let column = 0; column < columns.length; column++)
				if (fills(fingerprint, column) && (shown.textOf(column)?.length ?? 0) >= cuts[column] - 1) onCut(column);
			return 'cut';
		},
	};
}
