import { listSegments } from '../../../nodes/CustomerInsightsSegments/members/segmentList';
import { createFakeDataverse, membership } from '../../support/fakeDataverse';

const details = [
	{ name: 'VIP', displayName: 'Very important', isInactive: false },
	{ name: 'Empty', displayName: 'Nobody yet', isInactive: true },
];
const memberships = [[membership('a', ['VIP', 'Unlisted']), membership('b', null)]];
const unlisted = { name: 'Unlisted', displayName: 'Unlisted', isInactive: false };

it('segments are those that the metadata names, and those that only memberships know', async () => {
	expect(await listSegments(createFakeDataverse({ details, memberships }))).toEqual([...details, unlisted]);
});

it('where the metadata is closed, memberships tell', async () => {
	const names = (await listSegments(createFakeDataverse({ memberships }))).map(({ name }) => name);
	expect(names).toEqual(['VIP', 'Unlisted']);
});

it('where the metadata uses other names than memberships do, theirs are offered: they are what is searched for', async () => {
	const others = [{ name: 'a7c1', displayName: 'Very important', isInactive: false }];
	const names = (await listSegments(createFakeDataverse({ details: others, memberships }))).map(({ name }) => name);
	expect(names).toEqual(['VIP', 'Unlisted']);
});

it('before anybody is in a segment, the metadata is all there is', async () => {
	expect(await listSegments(createFakeDataverse({ details }))).toEqual(details);
});

it('no more than ten pages are looked through', async () => {
	const dataverse = createFakeDataverse({ memberships: Array.from({ length: 50 }, () => [membership('a', ['VIP'])]) });
	await listSegments(dataverse);
	expect(dataverse.requests).toBe(10);
});
