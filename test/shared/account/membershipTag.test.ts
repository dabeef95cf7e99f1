import { membershipTagId, membershipTagName, tagIdOf, tagsWithIds } from '../../../nodes/shared/account/membershipTag';

const listId = '06a0b5a8-1111-4222-8333-444455556666';

it("a list's tag is known by its name, in any case", () => {
	const tags = new Map([[membershipTagName(listId).toUpperCase(), 'tag']]);
	expect(membershipTagId(tags, listId)).toBe('tag');
	expect(tagIdOf(tags, membershipTagName(listId))).toBe('tag');
});

it("a renamed tag is known by the list's ID in its name, and no other list's is taken for it", () => {
	const tags = new Map([
		['Old customers', '1'],
		[`Members of ${listId.toUpperCase()}`, '2'],
	]);
	expect(membershipTagId(tags, listId)).toBe('2');
	expect(membershipTagId(tags, listId.replace('06a', '07a'))).toBeUndefined();
});

it('of two tags with the same ID the one that says what it notes is meant', () => {
	const tags = new Map([
		[`CRM ${listId}`, '1'],
		[membershipTagName(listId), '2'],
		['VIP', '3'],
	]);
	expect([...tagsWithIds(tags)]).toEqual([[listId, { name: membershipTagName(listId), saysSo: true }]]);
});
