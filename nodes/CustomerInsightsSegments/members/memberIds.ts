import { hexIdOf, isText, readHexId } from './hexIds';
import { uncountedBytes, uncountedInt32s } from '../../shared/uncountedMemory';

/**
 * Customers' ids, each with a number from 0: 16 bytes an id where it is one of the usual kind, 32 hexadecimal
 * characters, with or without dashes; some 30 with all that finds it again. Any other id is kept as text.
 */
export interface MemberIds {
	/** How many ids are known. */
	readonly size: number;
	/** The number of this id; a new one if it has not been met. */
	meet(id: string): number;
	/** The number, or -1. */
	find(id: string): number;
	/** The id as it was met. */
	idOf(number: number): string;
}

const { imul } = Math;
/** Ids lie in chunks, so that nothing is copied as their number grows. */
const chunkBits = 12;
const chunkSize = 2 ** chunkBits;
const placeMask = chunkSize - 1;
/** Tables that grow one at a time, so that none holds the event loop for long: a million ids are 4,000 in each. */
const tableCount = 256;
const firstSlots = 16;

/** @param seed of the hash; another one each time, so that nobody can choose ids that collide */
export function createMemberIds(seed: number = Math.floor(Math.random() * 0xffffffff)): MemberIds {
	let size = 0;
	const chunks: Int32Array[] = [];
	const forms: Uint8Array[] = [];
	const texts = new Map<string, number>();
	const textOf = new Map<number, string>();
	/** Numbers + 1 by their id's hash, open addressing, at most half full; 0 is a free slot. */
	const tables = Array.from({ length: tableCount }, () => uncountedInt32s(firstSlots));
	const filled = new Int32Array(tableCount);
	const words = new Int32Array(4);

	function hashOf(a: number, b: number, c: number, d: number): number {
		let hash = imul(a ^ seed, 0x85ebca6b);
		hash = imul(hash ^ (hash >>> 13) ^ b, 0xc2b2ae35);
		hash = imul(hash ^ (hash >>> 15) ^ c, 0x27d4eb2f);
		hash = imul(hash ^ (hash >>> 13) ^ d, 0x165667b1);
		return hash ^ (hash >>> 16);
	}

	function isAt(number: number): boolean {
		const chunk = chunks[number >>> chunkBits];
		const at = (number & placeMask) * 4;
		return (
			chunk[at] === words[0] && chunk[at + 1] === words[1] && chunk[at + 2] === words[2] && chunk[at + 3] === words[3]
		);
	}

	/** Where the id in `words` is in the table, or the free slot where it would be. */
	function slotOf(table: Int32Array, hash: number): number {
		const mask = table.length - 1;
		let slot = (hash >>> 8) & mask;
		while (table[slot] !== 0 && !isAt(table[slot] - 1)) slot = (slot + 1) & mask;
		return slot;
	}

	function grown(before: Int32Array): Int32Array {
		const after = uncountedInt32s(before.length * 2);
		const mask = after.length - 1;
		for (const entry of before) {
			if (entry === 0) continue;
			const chunk = chunks[(entry - 1) >>> chunkBits];
			const at = ((entry - 1) & placeMask) * 4;
			let slot = (hashOf(chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3]) >>> 8) & mask;
			while (after[slot] !== 0) slot = (slot + 1) & mask;
			after[slot] = entry;
		}
		return after;
	}

	function newNumber(form: number): number {
		if (size === chunks.length * chunkSize) {
			chunks.push(uncountedInt32s(chunkSize * 4));
			forms.push(uncountedBytes(chunkSize));
		}
		forms[size >>> chunkBits][size & placeMask] = form;
		return size++;
	}

	function meetText(id: string): number {
		const known = texts.get(id);
		if (known !== undefined) return known;
		const number = newNumber(isText);
		texts.set(id, number);
		textOf.set(number, id);
		return number;
	}

	return {
		get size() {
			return size;
		},
		meet(id) {
			const form = readHexId(id, words);
			if (form === isText) return meetText(id);
			const hash = hashOf(words[0], words[1], words[2], words[3]);
			const which = hash & (tableCount - 1);
			const slot = slotOf(tables[which], hash);
			if (tables[which][slot] !== 0) return tables[which][slot] - 1;
			const number = newNumber(form);
			chunks[number >>> chunkBits].set(words, (number & placeMask) * 4);
			tables[which][slot] = number + 1;
			if (++filled[which] * 2 > tables[which].length) tables[which] = grown(tables[which]);
			return number;
		},
		find(id) {
			const form = readHexId(id, words);
			if (form === isText) return texts.get(id) ?? -1;
			const hash = hashOf(words[0], words[1], words[2], words[3]);
			const table = tables[hash & (tableCount - 1)];
			return table[slotOf(table, hash)] - 1;
		},
		idOf(number) {
			const form = forms[number >>> chunkBits][number & placeMask];
			if (form === isText) return textOf.get(number) ?? '';
			const at = (number & placeMask) * 4;
			return hexIdOf(chunks[number >>> chunkBits].subarray(at, at + 4), form);
		},
	};
}
