import { Problem } from '../../shared/problem';
import { counted, number } from '../../shared/wording';
import { describeSegments, refuseEmptySegments } from './chosenSegments';
import { areTooManyMissing, readMemberProfiles } from './memberProfiles';
import type { Members } from './members';
import type { MembersRun, Ports } from './membersRun';
import { readMemberships } from './segmentMemberships';

export interface MembersRead {
	readonly segments: ReadonlyArray<{
		readonly name: string;
		readonly displayName: string;
		readonly members: number;
		readonly isInactive: boolean;
	}>;
	/** People in any of the segments. */
	readonly members: number;
	readonly withoutProfile: number;
}

/**
 * Reads the members of the chosen segments with their profiles, and hands these on to the sink: two readings, joined
 * here, as elastic tables cannot be joined there ("Elastic tables for developers",
 * learn.microsoft.com/power-apps/developer/data-platform/elastic-tables).
 * @throws Problem if not everything could be read; then nothing that the sink was given counts
 */
export async function streamMembers(run: MembersRun, ports: Ports): Promise<MembersRead> {
	const chosen = await describeSegments(run, ports.dataverse);
	const memberships = await readMemberships(run, ports);
	await refuseEmptySegments(run, memberships, chosen, ports.dataverse);
	const { members } = memberships;
	await readMemberProfiles(run, members, ports);
	refuseMissingProfiles(run, members);
	return {
		segments: run.segments.map((name, place) => ({
			name,
			displayName: chosen?.get(name)?.displayName ?? name,
			members: members.membersIn(place),
			isInactive: chosen?.get(name)?.isInactive ?? false,
		})),
		members: members.size,
		withoutProfile: members.size - members.found,
	};
}

/**
 * Memberships and profiles reach Dataverse one after the other, in an order nobody can foresee, so while a refresh is
 * under way the one may be ahead of the other ("Tables in Customer Insights - Data").
 */
function refuseMissingProfiles({ maximumWithoutProfile, table }: MembersRun, members: Members): void {
	const missing = members.size - members.found;
	if (!areTooManyMissing(missing, members.size, maximumWithoutProfile)) return;
	throw new Problem({
		kind: 'profiles',
		message: `${number(missing)} of ${counted(members.size, 'member')} are without a profile in Dataverse, more than ${maximumWithoutProfile} percent`,
		advice: `Customer Insights is probably being refreshed: run the workflow again when that has ended. If it stays like this, this credential may not see all ${table.people} (business units), or raise 'Maximum Without Profile' under Options.`,
	});
}
