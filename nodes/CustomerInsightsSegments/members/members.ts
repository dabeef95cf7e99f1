import { uncountedBytes, uncountedInt32s } from '../../shared/uncountedMemory';
import { createMemberIds } from './memberIds';

/** Who is in the chosen segments, in which of them, and whose profile has been found. */
export interface Members {
	readonly size: number;
	/** Notes that a customer is in these segments, by their places among those chosen. */
	add(customerId: string, segments: readonly number[]): void;
	/** The number of the member with this id, or -1. */
	find(customerId: string): number;
	/** The places of the segments that a member is in, in order; one and the same list for all who are in the same. */
	segmentsOf(member: number): readonly number[];
	/** Notes that a member's profile is there. @returns whether it is the first one */
	markFound(member: number): boolean;
	readonly found: number;
	/** The ids of all of them. */
	ids(): Generator<string>;
	/** The ids of those whose profile has not been found. */
	notFound(): Generator<string>;
	/** How many are in the segment at this place. */
	membersIn(segment: number): number;
}

const chunkBits = 12;
const chunkSize = 2 ** chunkBits;
const placeMask = chunkSize - 1;

/** Nobody is known yet. */
export function createMembers(): Members {
	const ids = createMemberIds();
	/** The combinations of segments that occur: far fewer than members. */
	const combinations: Array<readonly number[]> = [];
	const numberOf = new Map<string, number>();
	/** By the list itself: the usual case, since a caller has the same list for the same segments. */
	const numberOfList = new WeakMap<readonly number[], number>();
	const sizes: number[] = [];
	/** By member: the number of its combination + 1, and whether its profile was found. */
	const combinationOf: Int32Array[] = [];
	const isFound: Uint8Array[] = [];
	let found = 0;

	function combination(segments: readonly number[]): number {
		const known = numberOfList.get(segments);
		if (known !== undefined) return known;
		const sorted = [...new Set(segments)].sort((a, b) => a - b);
		const key = sorted.join();
		let number = numberOf.get(key);
		if (number === undefined) {
			number = combinations.push(sorted) - 1;
			numberOf.set(key, number);
			sizes.push(0);
		}
		numberOfList.set(segments, number);
		return number;
	}

	return {
		get size() {
			return ids.size;
		},
		get found() {
			return found;
		},
		add(customerId, segments) {
			const member = ids.meet(customerId);
			const chunk = member >>> chunkBits;
			const place = member & placeMask;
			if (chunk === combinationOf.length) {
				combinationOf.push(uncountedInt32s(chunkSize));
				isFound.push(uncountedBytes(chunkSize));
			}
			const before = combinationOf[chunk][place] - 1;
			const after = combination(before < 0 ? segments : [...combinations[before], ...segments]);
			if (before >= 0) sizes[before]--;
			sizes[after]++;
			combinationOf[chunk][place] = after + 1;
		},
		find: (customerId) => ids.find(customerId),
		segmentsOf: (member) => combinations[combinationOf[member >>> chunkBits][member & placeMask] - 1],
		markFound(member) {
			const chunk = isFound[member >>> chunkBits];
			if (chunk[member & placeMask] === 1) return false;
			chunk[member & placeMask] = 1;
			found++;
			return true;
		},
		*ids() {
			for (let member = 0; member < ids.size; member++) yield ids.idOf(member);
		},
		*notFound() {
			for (let member = 0; member < ids.size; member++)
				if (isFound[member >>> chunkBits][member & placeMask] === 0) yield ids.idOf(member);
		},
		membersIn: (segment) =>
			combinations.reduce((sum, segments, number) => sum + (segments.includes(segment) ? sizes[number] : 0), 0),
	};
}
