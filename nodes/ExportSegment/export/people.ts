/**
 * Everybody whom the run has met, each by one key of 64 bits and a number from 0: what the run must remember of a segment.
 * Plain arrays of numbers: about 20 bytes a person, where a Map of addresses takes over 100.
 * Two addresses share a key by accident once in some ten million runs of a million people; the key is seeded anew
 * for every run, so nobody can choose addresses that collide.
 */
export interface People {
	/** How many people are known. */
	readonly size: number;
	/** The number of the person with this e-mail address, in whatever case; a new one if they have not been met. */
	meet(email: string): number;
	/** The person's number, or -1. */
	find(email: string): number;
	/** The profile that counts for the person: its row from 1; 0 if no profile of the segment names them. */
	rowOf(person: number): number;
	setRow(person: number, row: number): void;
	/** The fingerprint of the values that the profile brings: two numbers of 32 bits, and which fields they are. */
	fingerprintOf(person: number): Fingerprint;
	setFingerprint(person: number, fingerprint: Fingerprint): void;
	/** Whether the person has any of these marks. */
	hasMark(person: number, marks: number): boolean;
	mark(person: number, mark: number): void;
	/** Forgets a mark of everybody. */
	clear(mark: number): void;
	/** In the segment, whether their profile can be exported or not. */
	isInSegment(person: number): boolean;
}

export interface Fingerprint {
	high: number;
	low: number;
	/** Number of the set of fields that the profile fills. */
	fields: number;
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
} as const;

const { imul } = Math;
const firstCapacity = 1_024;
/** Tables that grow one at a time, so that none takes the event loop for long: a million people are 4,000 in each. */
const tableCount = 256;
const firstSlots = 16;
/** A slot holds a person's number + 1, and above it six bits of the key: mostly they tell a stranger without a look at the person. */
const numberBits = 26;
const numberMask = 2 ** numberBits - 1;

/** @param expected how many people there will be, as far as that is known */
export function createPeople(expected = 0, seed: number = Math.floor(Math.random() * 0xffffffff)): People {
	let capacity = 2 ** Math.ceil(Math.log2(Math.max(expected, firstCapacity)));
	let size = 0;
	let high = new Uint32Array(capacity);
	let low = new Uint32Array(capacity);
	let rows = new Uint32Array(capacity);
	let marks = new Uint8Array(capacity);
	/** Only where values are compared; three numbers a person. */
	let fingerprints = new Uint32Array(0);
	const fingerprint: Fingerprint = { high: 0, low: 0, fields: 0 };
	/** People by their key, open addressing, at most half full. The last bits of the key choose the table, those before them the slot. */
	const tables = Array.from({ length: tableCount }, () => new Uint32Array(2 ** Math.ceil(Math.log2(Math.max((expected / tableCount) * 2.5, firstSlots)))));
	const filled = new Uint32Array(tableCount);
	const hash = new Uint32Array(2);

	function slotOf(table: Uint32Array, a: number, b: number): number {
		const mask = table.length - 1;
		let slot = (a >>> 8) & mask;
		for (;;) {
			const entry = table[slot];
			if (entry === 0) return slot;
			const person = (entry & numberMask) - 1;
			if ((entry ^ b) >>> numberBits === 0 && low[person] === b && high[person] === a) return slot;
			slot = (slot + 1) & mask;
		}
	}

	/** @returns the larger table that has taken the place of the table with this number */
	function growTable(number: number): Uint32Array {
		const before = tables[number];
		const after = new Uint32Array(before.length * 2);
		for (const entry of before) {
			const person = (entry & numberMask) - 1;
			if (person >= 0) after[slotOf(after, high[person], low[person])] = entry;
		}
		tables[number] = after;
		return after;
	}

	function add(a: number, b: number): number {
		if (size === capacity) growArrays();
		if (size === numberMask) throw new RangeError(`More than ${numberMask} people`);
		const number = a & (tableCount - 1);
		const table = (filled[number] + 1) * 2 > tables[number].length ? growTable(number) : tables[number];
		table[slotOf(table, a, b)] = (size + 1) | (b & ~numberMask);
		filled[number]++;
		high[size] = a;
		low[size] = b;
		return size++;
	}

	function growArrays(): void {
		capacity *= 2;
		high = copyOf(high, new Uint32Array(capacity));
		low = copyOf(low, new Uint32Array(capacity));
		rows = copyOf(rows, new Uint32Array(capacity));
		marks = copyOf(marks, new Uint8Array(capacity));
		if (fingerprints.length > 0) fingerprints = copyOf(fingerprints, new Uint32Array(capacity * 3));
	}

	/** The person with the key in `hash`, or -1. */
	function known(): number {
		const table = tables[hash[0] & (tableCount - 1)];
		return (table[slotOf(table, hash[0], hash[1])] & numberMask) - 1;
	}

	return {
		get size() {
			return size;
		},
		meet(email) {
			hash64(email, seed, hash);
			const person = known();
			return person >= 0 ? person : add(hash[0], hash[1]);
		},
		find(email) {
			hash64(email, seed, hash);
			return known();
		},
		rowOf: (person) => rows[person],
		setRow(person, row) {
			rows[person] = row;
		},
		fingerprintOf(person) {
			fingerprint.high = fingerprints[person * 3];
			fingerprint.low = fingerprints[person * 3 + 1];
			fingerprint.fields = fingerprints[person * 3 + 2];
			return fingerprint;
		},
		setFingerprint(person, { high, low, fields }) {
			if (fingerprints.length === 0) fingerprints = new Uint32Array(capacity * 3);
			fingerprints[person * 3] = high;
			fingerprints[person * 3 + 1] = low;
			fingerprints[person * 3 + 2] = fields;
		},
		hasMark: (person, anyOf) => (marks[person] & anyOf) !== 0,
		mark(person, mark) {
			marks[person] |= mark;
		},
		clear(mark) {
			for (let person = 0; person < size; person++) marks[person] &= ~mark;
		},
		isInSegment: (person) => rows[person] !== 0 || (marks[person] & Mark.named) !== 0,
	};
}

function copyOf<Numbers extends Uint8Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
	to.set(from);
	return to;
}

/**
 * Two runs of a multiply-rotate hash with different constants, each mixed until every bit of the address reaches every bit of it.
 * Constant Contact compares addresses without regard to case, so capitals count as small letters.
 */
export function hash64(email: string, seed: number, into: Uint32Array): void {
	let a = seed ^ 0x9e3779b9;
	let b = seed ^ 0x51ed270b;
	for (let index = 0; index < email.length; index += 2) {
		const pair = smallLetter(email.charCodeAt(index)) | (smallLetter(email.charCodeAt(index + 1)) << 16);
		a = imul(a ^ pair, 0x85ebca6b);
		a = (a << 13) | (a >>> 19);
		b = imul(b ^ pair, 0xc2b2ae35);
		b = (b << 17) | (b >>> 15);
	}
	into[0] = mixed(a ^ email.length);
	into[1] = mixed(b ^ a);
}

/** Behind the end of a text of odd length stands NaN, which counts as 0 in a pair. */
function smallLetter(unit: number): number {
	return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

function mixed(value: number): number {
	let bits = value ^ (value >>> 16);
	bits = imul(bits, 0x7feb352d);
	bits ^= bits >>> 15;
	bits = imul(bits, 0x846ca68b);
	return bits ^ (bits >>> 16);
}
