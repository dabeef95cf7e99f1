import { syncModes } from '../../../nodes/ExportSegment/export/run/syncModes';
import type { SyncMode } from '../../../nodes/ExportSegment/export/run/syncModes';
import type { ContactList } from '../../../nodes/shared/account/constantContact';
import { unmadeListId } from '../../../nodes/ExportSegment/export/run/run';
import { findTarget, findTargetsNamed } from '../../../nodes/ExportSegment/parameters/listChoice';

const account = (...names: string[]): ContactList[] =>
	names.map((name, n) => ({ id: String(n), name, isDeleted: false, members: n }));

function find(
	names: readonly string[],
	lists: ContactList[],
	createMissingList = true,
	syncMode: SyncMode = 'addOrUpdate',
) {
	return findTargetsNamed(names, { sync: syncModes[syncMode], createMissingList }, { lists: async () => lists });
}

it('lists that are there are found in the order asked for, by one request, whatever the capitals', async () => {
	let asked = 0;
	const accountLists = account('A/B', '"Quoted", twice');
	const known = { isListMissing: false, listsMeantByName: ['1', '0'], accountLists };
	const lists = async () => (asked++, accountLists);
	expect(
		await findTargetsNamed(['"quoted", TWICE', 'A/B'], { sync: syncModes.mirror, createMissingList: false }, { lists }),
	).toEqual([
		{ ...known, listId: '1', listName: '"Quoted", twice', listMembers: 1 },
		{ ...known, listId: '0', listName: 'A/B', listMembers: 0 },
	]);
	expect(asked).toBe(1);
});

it('missing ones are to be made, if the user wants it', async () => {
	expect(await find(['News', 'Fresh'], account('News'))).toMatchObject([
		{ listId: '0', isListMissing: false },
		{ listId: unmadeListId, listName: 'Fresh', listMembers: 0, isListMissing: true },
	]);
});

it('otherwise all that are missing are named at once, with the option that makes them', async () => {
	await expect(find(['News', 'Fresh', 'Newer'], account('News'), false)).rejects.toMatchObject({
		kind: 'notFound',
		message: "There are no lists named 'Fresh', 'Newer' in Constant Contact",
		advice: expect.stringContaining('Create Missing List') as unknown,
	});
});

it('nobody can be taken off a missing list, so it is not made for that', async () => {
	await expect(find(['Fresh'], account(), true, 'remove')).rejects.toMatchObject({
		kind: 'notFound',
		advice: expect.not.stringContaining('Create Missing List') as unknown,
	});
});

it("a name may have 255 characters, as Constant Contact's lists", async () => {
	expect(await find(['x'.repeat(255)], account())).toHaveLength(1);
	await expect(find(['x'.repeat(256)], account())).rejects.toMatchObject({
		kind: 'configuration',
		message: expect.stringContaining('has 256 characters, and Constant Contact takes 255') as unknown,
	});
});

it.each<[string, number, string[], SyncMode, boolean]>([
	['there is', 999, ['Fresh'], 'mirror', true],
	['there is no', 1_000, ['Fresh'], 'addOrUpdate', false],
	['there is no', 999, ['Fresh', 'Newer'], 'addOrUpdate', false],
	['beside the list that leavers are gathered on, there is no', 999, ['Fresh', 'List 1'], 'mirror', false],
	['there is', 1_000, ['List 1'], 'mirror', true],
])('%s room in an account of %d lists for %j (%s)', async (_there, existing, names, syncMode, isFound) => {
	const lists = account(...Array.from({ length: existing }, (_, n) => `List ${n}`));
	const found = find(names, lists, true, syncMode);
	if (isFound) expect(await found).toHaveLength(names.length);
	else
		await expect(found).rejects.toMatchObject({
			kind: 'configuration',
			message: expect.stringContaining('of the 1,000 lists') as unknown,
		});
});

describe('the list that was chosen', () => {
	const api = { lists: async () => account('News'), list: async () => undefined };
	const whenMissing = { sync: syncModes.addOrUpdate, createMissingList: true };

	it('may be missing where it is meant by its name', async () => {
		expect(await findTarget({ mode: 'name', value: ' Fre\u200bsh ' }, whenMissing, api)).toMatchObject({
			listName: 'Fresh',
			isListMissing: true,
		});
		await expect(
			findTarget({ mode: 'name', value: 'New' }, { ...whenMissing, createMissingList: false }, api),
		).rejects.toMatchObject({
			message: "There is no list named 'New' in Constant Contact",
			advice: expect.stringContaining('Create Missing List') as unknown,
		});
	});

	it('must be there otherwise', async () => {
		await expect(findTarget({ mode: 'id', value: unmadeListId }, whenMissing, api)).rejects.toMatchObject({
			kind: 'notFound',
			message: 'There is no list with this ID in Constant Contact',
		});
		await expect(findTarget({ mode: 'name', value: ' ' }, whenMissing, api)).rejects.toMatchObject({
			message: "No list is chosen in 'List'",
		});
	});
});

it('two lists that differ in capitals only stop a segment that means one of them', async () => {
	await expect(find(['VIP', 'News'], account('VIP', 'vip', 'News'))).rejects.toMatchObject({
		kind: 'configuration',
		message: "The lists 'VIP', 'vip' have names that differ only in capitals and blanks, so nothing was changed",
	});
});
