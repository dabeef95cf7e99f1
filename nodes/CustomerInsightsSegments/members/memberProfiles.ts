import { conditionsPerRequest } from './dataverse';
import type { Row } from './dataverse';
import type { Members } from './members';
import { createMemberIds } from './memberIds';
import type { MemberProfile, MembersRun, Ports } from './membersRun';
import type { ProfileTable } from './profileTables';

/** Rows between two looks at how long the event loop has been held. */
const rowsAtATime = 500;

/**
 * Hands the members' profiles on, each once: out of the whole table, page by page, or asked for by their ids, whichever
 * takes fewer requests. Nothing tells how long the table is; how many members a page brings lets us estimate it.
 */
export async function readMemberProfiles(run: MembersRun, members: Members, ports: Ports): Promise<void> {
	if (members.size === 0) return;
	const { table, columns } = run;
	const take = createTaking(run, members, ports);
	const isWholeTable = await readWholeTable(run, members, ports, take);
	if (isWholeTable && !isWorthAnotherLook(run, members)) return;
	const missing = isWholeTable || isOneEach(table) ? members.notFound() : members.ids();
	for await (const page of ports.dataverse.profilesOf(table, columns, missing)) await take(page);
}

/**
 * Pages show a profile where it is at that moment: one that came, or was moved, while the table was read may have been
 * on none of them. A mirror takes people off the list whose profile is missing, and a run may stop because of a single
 * one, so they are asked for once more, unless that takes several requests and they are so many that the run stops.
 */
function isWorthAnotherLook({ maximumWithoutProfile, table }: MembersRun, { size, found }: Members): boolean {
	const missing = size - found;
	if (missing === 0) return false;
	return missing <= idsPerRequest(table) || !areTooManyMissing(missing, size, maximumWithoutProfile);
}

const idsPerRequest = ({ idColumns }: ProfileTable) => conditionsPerRequest / idColumns.length;

/** @param most percent of the members that may be without a profile */
export function areTooManyMissing(missing: number, members: number, most: number): boolean {
	return missing * 100 > members * most;
}

type Take = (page: readonly Row[]) => Promise<void>;

/** Where several contacts share the id of their account, one that was found says nothing of the others. */
const isOneEach = ({ idColumns }: ProfileTable) => idColumns.length === 1;

/** @returns whether nobody is left to be asked for; false as soon as asking by ids takes fewer requests */
async function readWholeTable(
	{ table, columns }: MembersRun,
	members: Members,
	{ dataverse }: Ports,
	take: Take,
): Promise<boolean> {
	const idsAtOnce = idsPerRequest(table);
	const requestsByIds = Math.ceil(members.size / idsAtOnce);
	if (requestsByIds === 1) return false;
	// A few pages tell little where members do not lie evenly in the table, so a large reading looks at more of them.
	const pagesToJudgeBy = Math.ceil(requestsByIds / 10);
	let pages = 0;
	for await (const page of dataverse.profiles(table, columns)) {
		await take(page);
		pages++;
		if (isOneEach(table) && members.found === members.size) return true;
		if (pages >= pagesToJudgeBy && members.found / pages < idsAtOnce) return false;
	}
	return true;
}

/** Picks the members' profiles from pages of rows, which may come twice. */
function createTaking({ table, segments }: MembersRun, members: Members, { clock, journal, sink }: Ports): Take {
	const taken = createTakenOnce(table, members);
	/** The names of a combination of segments are the same list for all who are in it. */
	const namesOf = new Map<readonly number[], readonly string[]>();
	let rows = 0;

	function segmentsOf(member: number): readonly string[] {
		const places = members.segmentsOf(member);
		let names = namesOf.get(places);
		if (names === undefined) namesOf.set(places, (names = places.map((place) => segments[place])));
		return names;
	}

	return async (page) => {
		for (let start = 0; start < page.length; start += rowsAtATime) {
			const profiles: MemberProfile[] = [];
			for (const row of page.slice(start, start + rowsAtATime)) {
				const member = taken(row);
				if (member >= 0) profiles.push({ segments: segmentsOf(member), row });
			}
			await sink.add(profiles);
			await clock.breathe();
		}
		rows += page.length;
		journal.profilesRead(rows, members.found);
	};
}

/** The member whose profile a row is; -1 for anybody else, and where the row has come before. */
function createTakenOnce(table: ProfileTable, members: Members): (row: Row) => number {
	const [ownId, ...otherIds] = table.idColumns;
	/** Several contacts may share the id of their account: then it is they who are told apart. */
	const takenRows = createMemberIds();
	return (row) => {
		const id = row[ownId];
		const member = typeof id === 'string' ? members.find(id) : -1;
		if (member >= 0) return members.markFound(member) ? member : -1;
		for (const column of otherIds) {
			const shared = row[column];
			const owner = typeof shared === 'string' ? members.find(shared) : -1;
			if (owner < 0 || typeof id !== 'string') continue;
			members.markFound(owner);
			const before = takenRows.size;
			takenRows.meet(id);
			return takenRows.size > before ? owner : -1;
		}
		return -1;
	};
}
