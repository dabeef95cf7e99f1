import { readMemberships } from '../../../nodes/CustomerInsightsSegments/members/segmentMemberships';
import { profileTables } from '../../../nodes/CustomerInsightsSegments/members/profileTables';
import { createFakeDataverse, membership, membersRun, portsFor } from '../../support/fakeDataverse';

const read = async (rows: Array<ReturnType<typeof membership>>, run = membersRun()) =>
	await readMemberships(run, portsFor(createFakeDataverse({ memberships: [rows] })));

it.each([
	['a list', '["VIP","Other"]', true],
	['a list encoded twice', '"[\\"VIP\\"]"', true],
	['a list itself', ['VIP'], true],
	['another case', '["vip"]', false],
	['a name that it is part of', '["VIP_old","MyVIP"]', false],
	['no segments', '[]', false],
	['nothing', null, false],
	['an empty text', '', false],
	['an absent column', undefined, false],
])('%s: is a member only where the name is there to the letter', async (_what, segments, isMember) => {
	const { members } = await read([membership('a', segments)]);
	expect(members.size).toBe(isMember ? 1 : 0);
});

it.each([
	['no JSON', membership('a', 'VIP')],
	['a list that is cut off', membership('a', '["VIP"')],
	['JSON of something else', membership('a', '{"VIP":1}')],
	['a list of other things', membership('a', '["VIP",1]')],
	['three times encoded', membership('a', JSON.stringify(JSON.stringify('["VIP"]')))],
	['no customer', membership(null, ['VIP'])],
	['a customer that is no text', membership(7, ['VIP'])],
])('%s: stops the reading, so that nobody is left out without a word', async (_what, row) => {
	await expect(read([row])).rejects.toMatchObject({ message: expect.stringContaining('could not be understood') });
});

it('all rows of a customer are put together', async () => {
	const rows = [membership('a', ['VIP']), membership('b', ['News', 'VIP']), membership('a', ['News'])];
	const { members } = await read(rows, membersRun({ segments: ['News', 'VIP', 'Nobody'] }));
	expect(members.size).toBe(2);
	expect(members.segmentsOf(members.find('a'))).toEqual([0, 1]);
	expect([0, 1, 2].map((place) => members.membersIn(place))).toEqual([2, 2, 0]);
});

it('memberships of the other table are counted, not taken', async () => {
	const rows = [
		membership('a', ['VIP'], 'Contact'),
		membership('b', ['VIP'], 'Account'),
		membership('c', ['VIP'], null),
		membership('d', ['VIP'], 'CONTACT'),
	];
	const ofCustomers = await read(rows);
	expect([ofCustomers.members.size, ofCustomers.ofOtherTable]).toEqual([2, [2]]);
	const ofContacts = await read(rows, membersRun({ table: profileTables.contact }));
	expect([ofContacts.members.size, ofContacts.ofOtherTable]).toEqual([2, [2]]);
});
