import { hash64, hash64OfUnits } from '../hash';
import { uncountedBytes, uncountedInt32s } from '../uncountedMemory';

/**
 * Everybody the run has met, each by one key of 64 bits and a number from 0: what the run must remember of a segment.
 * Plain arrays of numbers: 20 to 35 bytes a person, where a Map of addresses takes over 100. Two addresses share a key
 * by accident once in some ten million runs of a million people; the key has a new seed in every run, so nobody can
 * choose addresses that collide.
 */
export interface People {
	/** How many people are known. */
	readonly size: number;
	/** Makes room for about so many at once, so that no table need be made again as it grows. Others may come as well. */
	expect(count: number): void;
	/** The number of the person with this email address, in capitals or not; a new one if they have not been met. */
	meet(email: string): number;
	/** The same of the address in these UTF-16 code units: those from `start` on that lie before `end`. */
	meetUnits(units: Uint16Array, start: number, end: number): number;
	/** The person's number, or -1. */
	find(email: string): number;
	/** The profile that counts for the person: its row from 1; 0 if no profile of the segment names them. */
	rowOf(person: number): number;
	setRow(person: number, row: number): void;
	/**
	 * The fingerprint of the values that the profile brings, as many bytes as were asked for; all 0 where there is none.
	 * The same array is filled again each time.
	 */
	fingerprintOf(person: number): Uint8Array;
	setFingerprint(person: number, fingerprint: Uint8Array): void;
	/** Whether the person has any of these marks. */
	hasMark(person: number, marks: number): boolean;
	mark(person: number, mark: number): void;
	/** Forgets a mark of everybody. */
	clear(mark: number): void;
	/** In the segment, whether their profile can be exported or not. */
	isInSegment(person: number): boolean;
}

/** What is known of a person, one bit each. */
export const Mark = {
	/** A member of the list, as Constant Contact said when it was last read. */
	onList: 1,
	/** Unsubscribed from all of the account's email. */
	unsubscribed: 2,
	/** Deleted in Constant Contact. */
	deleted: 4,
	/** Noted, by the tag, as having been on the list. */
	noted: 8,
	/** On the list with just the values that the profile brings. */
	unchanged: 16,
	/** A profile that cannot be exported names the person: they are in the segment all the same. */
	named: 32,
	/** Put on a helper list, to be taken off the list. */
	gathered: 64,
} as const;

/** What is known of people lies in chunks, so that nothing is copied as their number grows. */
const chunkBits = 12;
const chunkSize = 2 ** chunkBits;
const placeMask = chunkSize - 1;
/** Tables that grow one at a time, so that none takes the event loop for long: a million people are 4,000 in each. */
const tableBits = 8;
const tableCount = 2 ** tableBits;
/** High halves of keys that belong into the same table. */
const keysInTable = 2 ** (32 - tableBits);
const firstSlots = 16;
/**
 * People for each slot of a full table. Where they are three of four a look takes two steps and a half, mostly within
 * the same 64 bytes of memory: that is not slower than half of them, with 6 bytes a person less.
 */
const mostFilled = 0.8;
/** By how much a full table grows. */
const growth = 1.5;
/** A guess that is far too high must not fill the memory. */
const mostExpected = 1_000_000;

/**
 * Nobody is known yet.
 * @param fingerprintLength bytes in a fingerprint
 * @param seed of the keys; another one each time, except in tests of the keys themselves
 */
export function createPeople(fingerprintLength = 0, seed: number = Math.floor(Math.random() * 0xffffffff)): People {
	let size = 0;
	const lows: Int32Array[] = [];
	const rows: Int32Array[] = [];
	const marks: Uint8Array[] = [];
	/** Only where values are compared. */
	const fingerprints: Array<Uint8Array | undefined> = [];
	const fingerprint = new Uint8Array(fingerprintLength);
	/**
	 * People by their key, open addressing. Two numbers a slot: the high half of the key, and the person's number + 1.
	 * The last bits of the high half choose the table, those before them the slot, so a table can grow without a look at
	 * anything else.
	 */
	const tables = Array.from({ length: tableCount }, () => uncountedInt32s(2 * firstSlots));
	const filled = new Int32Array(tableCount);
	const hash = new Int32Array(2);

	/** The slot from which on a key is looked for, as the place of its first number: as far on as the key is high. */
	function firstSlotOf(table: Int32Array, a: number): number {
		return Math.floor(((a >>> tableBits) * (table.length / 2)) / keysInTable) * 2;
	}

	/** Where the person with this key is in their table, or the free slot where they would be. */
	function slotOf(table: Int32Array, a: number, b: number): number {
		for (let slot = firstSlotOf(table, a); ; slot = slot + 2 < table.length ? slot + 2 : 0) {
			const number = table[slot + 1];
			if (number === 0 || (table[slot] === a && lows[(number - 1) >>> chunkBits][(number - 1) & placeMask] === b))
				return slot;
		}
	}

	/** A larger table with the same people. */
	function grown(before: Int32Array, slots: number): Int32Array {
		const after = uncountedInt32s(2 * slots);
		for (let from = 0; from < before.length; from += 2) {
			if (before[from + 1] === 0) continue;
			// All of them are different people: only a free slot is looked for.
			let slot = firstSlotOf(after, before[from]);
			while (after[slot + 1] !== 0) slot = slot + 2 < after.length ? slot + 2 : 0;
			after[slot] = before[from];
			after[slot + 1] = before[from + 1];
		}
		return after;
	}

	/** @param slot the free one where the person was looked for */
	function add(a: number, b: number, slot: number): number {
		if (size === lows.length * chunkSize) addChunk();
		const number = a & (tableCount - 1);
		let table = tables[number];
		let free = slot;
		const slots = table.length / 2;
		if (++filled[number] > slots * mostFilled) {
			table = tables[number] = grown(table, Math.ceil(slots * growth));
			free = slotOf(table, a, b);
		}
		table[free] = a;
		table[free + 1] = size + 1;
		lows[size >>> chunkBits][size & placeMask] = b;
		return size++;
	}

	function meet(a: number, b: number): number {
		const table = tables[a & (tableCount - 1)];
		const slot = slotOf(table, a, b);
		return table[slot + 1] === 0 ? add(a, b, slot) : table[slot + 1] - 1;
	}

	function addChunk(): void {
		lows.push(uncountedInt32s(chunkSize));
		rows.push(uncountedInt32s(chunkSize));
		marks.push(uncountedBytes(chunkSize));
		fingerprints.push(undefined);
	}

	return {
		get size() {
			return size;
		},
		expect(count) {
			const people = Math.min(count, mostExpected);
			const each = people / tableCount;
			// No table gets just as many as another: none of them four standard deviations more.
			const slots = Math.ceil((each + 4 * Math.sqrt(each)) / mostFilled);
			tables.forEach((table, number) => {
				if (table.length < 2 * slots) tables[number] = grown(table, slots);
			});
			while (lows.length * chunkSize < people) addChunk();
		},
		meet(email) {
			hash64(email, seed, hash);
			return meet(hash[0], hash[1]);
		},
		meetUnits(units, start, end) {
			hash64OfUnits(units, start, end, seed, hash);
			return meet(hash[0], hash[1]);
		},
		find(email) {
			hash64(email, seed, hash);
			const table = tables[hash[0] & (tableCount - 1)];
			return table[slotOf(table, hash[0], hash[1]) + 1] - 1;
		},
		rowOf: (person) => rows[person >>> chunkBits][person & placeMask],
		setRow(person, row) {
			rows[person >>> chunkBits][person & placeMask] = row;
		},
		fingerprintOf(person) {
			const chunk = fingerprints[person >>> chunkBits];
			const start = (person & placeMask) * fingerprintLength;
			for (let index = 0; index < fingerprintLength; index++) fingerprint[index] = chunk?.[start + index] ?? 0;
			return fingerprint;
		},
		setFingerprint(person, bytes) {
			const chunk = (fingerprints[person >>> chunkBits] ??= uncountedBytes(chunkSize * fingerprintLength));
			const start = (person & placeMask) * fingerprintLength;
			for (let index = 0; index < fingerprintLength; index++) chunk[start + index] = bytes[index];
		},
		hasMark: (person, anyOf) => (marks[person >>> chunkBits][person & placeMask] & anyOf) !== 0,
		mark(person, mark) {
			marks[person >>> chunkBits][person & placeMask] |= mark;
		},
		clear(mark) {
			for (const chunk of marks) for (let place = 0; place < chunkSize; place++) chunk[place] &= ~mark;
		},
		isInSegment(person) {
			return this.rowOf(person) !== 0 || this.hasMark(person, Mark.named);
		},
	};
}
