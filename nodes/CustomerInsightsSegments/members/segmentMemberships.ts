import { Problem } from '../../shared/problem';
import type { Membership } from './dataverse';
import { decodedTwice } from './encodedTwice';
import type { MembersRun, Ports } from './membersRun';
import { createMembers } from './members';
import type { Members } from './members';

export interface SegmentMemberships {
	readonly members: Members;
	/** Members of a segment, by its place among those chosen, whose profiles are in another table. */
	readonly ofOtherTable: readonly number[];
}

/**
 * Reads who is in the chosen segments. The server hands out rows that may name one of them; here the names are compared
 * to the letter, and all rows of a customer are put together.
 * @throws Problem if a row cannot be understood: nobody is left out without a word
 */
export async function readMemberships(
	{ segments, table }: MembersRun,
	{ dataverse, clock, journal }: Ports,
): Promise<SegmentMemberships> {
	const members = createMembers();
	const placesOf = createPlaces(segments);
	const ofOtherTable = segments.map(() => 0);
	let rows = 0;
	for await (const page of dataverse.memberships(segments)) {
		for (const membership of page) {
			rows++;
			const places = placesOf(membership);
			if (places.length === 0) continue;
			if (!table.isOfType(membership.type)) places.forEach((place) => ofOtherTable[place]++);
			else members.add(customerOf(membership), places);
			if (rows % rowsAtATime === 0) await clock.breathe();
		}
		await clock.breathe();
		journal.membershipsRead(rows, members.size);
	}
	return { members, ofOtherTable };
}

/** Rows between two looks at how long the event loop has been held. */
const rowsAtATime = 500;

/** Lists that are remembered: there are far fewer of them than members. */
const mostLists = 1_000;

/** The places of a row's segments among those chosen; the same list each time for the same segments. */
function createPlaces(segments: readonly string[]): (membership: Membership) => readonly number[] {
	const placeOf = new Map(segments.map((name, place) => [name, place]));
	const known = new Map<unknown, readonly number[]>();
	return (membership) => {
		let places = known.get(membership.segments);
		if (places === undefined) {
			places = namesIn(membership)
				.map((name) => placeOf.get(name))
				.filter((place) => place !== undefined);
			if (known.size < mostLists) known.set(membership.segments, places);
		}
		return places;
	};
}

/** The segments that a row names. */
export function namesIn({ segments }: Membership): readonly string[] {
	if (segments === null || segments === undefined || segments === '') return [];
	// The documentation prints its filter with backslashes before the quotation marks, as if the list were encoded
	// twice.
	const names = decodedTwice(segments);
	if (!Array.isArray(names) || names.some((name) => typeof name !== 'string')) throw unreadable();
	return names as string[];
}

function customerOf({ customerId }: Membership): string {
	if (typeof customerId === 'string' && customerId !== '') return customerId;
	throw unreadable();
}

function unreadable(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: 'A row of the segment memberships in Dataverse could not be understood',
		advice:
			'Run the workflow again when Customer Insights is not being refreshed. If it stays like this, look for a newer version of this node, or open an issue with the time of the run.',
	});
}
