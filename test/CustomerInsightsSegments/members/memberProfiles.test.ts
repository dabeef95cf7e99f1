import fc from 'fast-check';
import { readMemberProfiles } from '../../../nodes/CustomerInsightsSegments/members/memberProfiles';
import { createMembers } from '../../../nodes/CustomerInsightsSegments/members/members';
import { profileTables } from '../../../nodes/CustomerInsightsSegments/members/profileTables';
import { createFakeDataverse, membersRun, portsFor } from '../../support/fakeDataverse';

const idOf = (person: number) => person.toString(16).padStart(32, '0');

/** Reads `members` of `people` whose profiles lie in pages of a size in this order; gives the requests it took. */
async function read(people: readonly number[], isMember: (person: number) => boolean, pageSize: number) {
	const members = createMembers();
	for (const person of [...people].sort((a, b) => a - b)) if (isMember(person)) members.add(idOf(person), [0]);
	const rows = people.map((person) => ({ msdynci_customerid: idOf(person), person }));
	const profiles = Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, page) =>
		rows.slice(page * pageSize, (page + 1) * pageSize),
	);
	const ports = portsFor(createFakeDataverse({ profiles }));
	await readMemberProfiles(membersRun(), members, ports);
	return { members, ports, requests: ports.dataverse.requests, taken: ports.taken.map(({ row }) => row.person) };
}

const upTo = (count: number) => Array.from({ length: count }, (_, person) => person);
/** In an order that has nothing to do with who is a member. */
const shuffled = (count: number) => upTo(count).map((person) => (person * 7_919) % count);

it.each([
	['four hundred members: asked for by ids', 60_000, 400, 1],
	['many of many: the whole table', 60_000, 30_000, 12],
	['all of them: the whole table', 20_000, 20_000, 4],
	['few of many: one page to see that, then by ids', 60_000, 2_000, 6],
	['all in one page: that page', 3_000, 900, 1],
])('%s', async (_what, people, members, most) => {
	const { requests, taken } = await read(shuffled(people), (person) => person < members, 5_000);
	expect(requests).toBeLessThanOrEqual(most);
	expect([...taken].sort((a, b) => Number(a) - Number(b))).toEqual(upTo(members));
});

it('members who lie at the end of a large table do not make it a reading by thousands of ids', async () => {
	const { requests, taken } = await read(upTo(60_000), (person) => person >= 15_000, 5_000);
	expect(taken).toHaveLength(45_000);
	expect(requests).toBe(12);
});

describe('members whose profile was on none of the pages of a table that was read to its end', () => {
	/** 2,000 members; so many are moved from page to page, so that the reading passes them by. */
	async function readWhereMoved(moved: number, maximumWithoutProfile: number) {
		const members = createMembers();
		for (const person of upTo(2_000)) members.add(idOf(person), [0]);
		const rows = upTo(2_000).map((person) => ({ msdynci_customerid: idOf(person), person }));
		const shown = createFakeDataverse({ profiles: [rows.slice(moved, 1_200), rows.slice(1_200)] });
		const asked: string[] = [];
		const dataverse = {
			...shown,
			async *profilesOf(_table: unknown, _columns: unknown, ids: Iterable<string>) {
				const wanted = new Set(ids);
				asked.push(...wanted);
				yield rows.filter(({ msdynci_customerid: id }) => wanted.has(id));
			},
		};
		const ports = portsFor(dataverse);
		await readMemberProfiles(membersRun({ maximumWithoutProfile }), members, ports);
		return { asked, found: members.found, taken: ports.taken.map(({ row }) => row.person) };
	}

	it.each([
		[1, 0],
		[1, 5],
		[400, 5],
		[401, 21],
	])('are asked for by their ids: %d, of whom %d percent may be missing', async (moved, most) => {
		const { asked, found, taken } = await readWhereMoved(moved, most);
		expect(asked).toEqual(upTo(moved).map(idOf));
		expect(found).toBe(2_000);
		expect(new Set(taken).size).toBe(2_000);
	});

	it.each([
		[0, 5],
		[401, 20],
	])('are not where nobody is missing, or too many for the run to go on: %d, %d percent', async (moved, most) => {
		const { asked, found } = await readWhereMoved(moved, most);
		expect([asked, found]).toEqual([[], 2_000 - moved]);
	});
});

it('nobody is asked for where nobody is a member', async () => {
	expect((await read(upTo(100), () => false, 50)).requests).toBe(0);
});

it('however members lie and however large pages are, each comes out once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 3_000 }),
			fc.integer({ min: 1, max: 700 }),
			fc.integer({ min: 1, max: 50 }),
			async (people, pageSize, every) => {
				const { taken, members } = await read(shuffled(people), (person) => person % every === 0, pageSize);
				expect(new Set(taken).size).toBe(taken.length);
				expect(taken).toHaveLength(members.size);
				expect(members.found).toBe(members.size);
			},
		),
		{ numRuns: 30 },
	);
});

it('rows that come again, rows of others and rows without an id are passed over', async () => {
	const members = createMembers();
	members.add('a', [0]);
	const rows = [{ msdynci_customerid: 'a' }, { msdynci_customerid: 'b' }, { msdynci_customerid: null }, {}];
	const ports = portsFor(createFakeDataverse({ profiles: [rows, rows] }));
	await readMemberProfiles(membersRun(), members, ports);
	expect(ports.taken.map(({ row }) => row)).toEqual([rows[0]]);
});

it('contacts that share the id which memberships name come out all, each once', async () => {
	const members = createMembers();
	for (let account = 0; account < 300; account++) members.add(`account ${account}`, [0]);
	const rows = Array.from({ length: 900 }, (_, contact) => ({
		msdynci_contactid: `contact ${contact}`,
		msdynci_customerid: `account ${contact % 450}`,
	}));
	const ports = portsFor(createFakeDataverse({ profiles: [rows.slice(0, 300), rows.slice(200, 900)] }));
	await readMemberProfiles(membersRun({ table: profileTables.contact }), members, ports);
	expect(ports.taken).toHaveLength(600);
	expect(new Set(ports.taken.map(({ row }) => row.msdynci_contactid)).size).toBe(600);
});
