import { Problem } from '../../shared/problem';
import { namesClosestTo } from '../../shared/values/closeNames';
import { quoted } from '../../shared/wording';
import type { Dataverse, SegmentDetails } from './dataverse';
import type { MembersRun } from './membersRun';
import type { SegmentMemberships } from './segmentMemberships';

/** What the environment says about the chosen segments, by name; undefined where it does not let us know. */
export type ChosenSegments = ReadonlyMap<string, SegmentDetails> | undefined;

/** Asks the environment about the chosen segments. @throws Problem */
export async function describeSegments({ segments }: MembersRun, dataverse: Dataverse): Promise<ChosenSegments> {
	const details = await dataverse.segmentDetails(segments);
	return details && new Map(details.map((segment) => [segment.name, segment]));
}

/**
 * A segment that is gone, or whose name is misspelt, looks like one without members: the server answers with no rows
 * and no error.
 * @throws Problem for a segment that has no members, unless that may be
 */
export async function refuseEmptySegments(
	{ segments, table, allowEmptySegments }: MembersRun,
	{ members, ofOtherTable }: SegmentMemberships,
	chosen: ChosenSegments,
	dataverse: Dataverse,
): Promise<void> {
	const empty = segments.filter((_name, place) => members.membersIn(place) === 0);
	const elsewhere = empty.filter((name) => ofOtherTable[segments.indexOf(name)] > 0);
	if (elsewhere.length > 0) throw wrongTable(elsewhere, table.people);
	if (empty.length === 0 || allowEmptySegments) return;
	const unknown = chosen && empty.filter((name) => !chosen.has(name));
	if (unknown && unknown.length > 0) throw nobodyIn(unknown, (await dataverse.segmentDetails()) ?? []);
	throw noMembers(empty, chosen);
}

function wrongTable(names: readonly string[], people: string): Problem {
	const other = people === 'customers' ? 'Contacts' : 'Customers';
	return new Problem({
		kind: 'configuration',
		message: `${subject(names)} no ${people}`,
		advice: `Choose '${other}' in 'Profile Table'. Segments of customers and of contacts are read by a node each.`,
	});
}

function nobodyIn(names: readonly string[], all: readonly SegmentDetails[]): Problem {
	const meant = [...new Set(names.flatMap((name) => closestTo(name, all)))];
	const similar = meant.length > 0 ? `Similar ones there: ${quoted(meant)}. ` : '';
	return new Problem({
		kind: 'notFound',
		message: `Nobody is in ${names.length === 1 ? 'a segment' : 'segments'} named ${quoted(names)} in this environment of Customer Insights, and none is listed there`,
		advice: `${similar}Choose the segments from the list again: it keeps the name of the segment's output table, which stays when the segment is renamed. A segment that was deleted, or made again, must be chosen again.`,
	});
}

/** By both of their names, the names that memberships use. */
function closestTo(name: string, all: readonly SegmentDetails[]): string[] {
	const byEither = new Map(
		all.flatMap((segment) => [[segment.displayName, segment.name] as const, [segment.name, segment.name] as const]),
	);
	return namesClosestTo(name, [...byEither.keys()]).map((close) => byEither.get(close) ?? close);
}

function noMembers(names: readonly string[], chosen: ChosenSegments): Problem {
	const inactive = names.filter((name) => chosen?.get(name)?.isInactive);
	return new Problem({
		kind: 'profiles',
		message: `${subject(names)} no members`,
		advice:
			inactive.length > 0
				? `${quoted(inactive)}: inactive in Customer Insights, which switches segments off that nobody uses for 45 days. Open Segments there, activate it, set 'Disable auto cleanup', and refresh.`
				: "Open Segments in Customer Insights: refresh it there, and wait until 'Sync to Dataverse' has ended. If it may be without members, switch on 'Allow Empty Segments' under Options.",
	});
}

const subject = (names: readonly string[]) =>
	names.length === 1 ? `The segment ${quoted(names)} has` : `The segments ${quoted(names)} have`;
