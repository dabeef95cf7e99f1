import type { IDataObject } from 'n8n-workflow';
import type { ContactList } from '../simulator';
import { listTagName, notedOn, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

// A list that is meant by its name, and colleagues who rename it, delete it, or rename its tag.

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	const { account } = service.simulator;
	list = account.addList('News');
	const tag = account.addTag(listTagName(list));
	account.addContact({ email: 'stays@example.com', lists: [list], tags: [tag] });
	account.addContact({ email: 'left@example.com', tags: [tag] });
});
afterEach(async () => await service.close());

const people = ['stays', 'left', 'comes'].map((name) => ({ email: `${name}@example.com`, first_name: 'A' }));

async function exportByName(options: IDataObject = {}, name = 'News') {
	return await runSegment({
		list: { mode: 'name', value: name },
		people,
		credential: service.connectAlone(),
		syncMode: 'addOrUpdate',
		options: { createMissingList: true, ...options },
	});
}

const membersOf = (each: ContactList) => service.simulator.account.membersOf(each).sort();
const writes = () => service.simulator.requests.writes();

it('a list that a colleague renamed is not made again: the run stops before any change, with both ways out', async () => {
	service.simulator.account.renameList(list, 'News 2026');
	const { error } = await exportByName();
	expect(error?.message).toContain("There is no list named 'News', but this node has exported to 'News 2026'");
	expect(error?.description).toContain('give it its old name back');
	expect(error?.description).toContain("If 'News' is to be another list, make it in Constant Contact");
	expect(writes()).toEqual([]);
});

it('where opt-outs are not respected, the list is made again', async () => {
	service.simulator.account.renameList(list, 'News 2026');
	const { error } = await exportByName({ respectOptOuts: false });
	expect(error).toBeUndefined();
	expect(membersOf(service.simulator.account.listNamed('News')!)).toHaveLength(3);
});

it('a list that was deleted and made again stops the run, until its tag is renamed or deleted', async () => {
	const { account } = service.simulator;
	account.deleteList(list);
	const madeAgain = account.addList('News');
	const { error } = await exportByName();
	expect(error?.message).toContain("'News' may be that list made again");
	expect(error?.description).toContain(`'${listTagName(list)}'`);
	expect(error?.description).toContain(`rename the tag to '${listTagName(madeAgain)}'`);
	expect(error?.description).toContain('If none is, delete the tag');
	expect([membersOf(madeAgain), writes()]).toEqual([[], []]);
});

it('of two lists that may be the deleted one, the one with its name keeps the note, and then the other is new', async () => {
	const { account } = service.simulator;
	account.deleteList(list);
	const [madeAgain, other] = ['News', 'Offers'].map((name) => account.addList(name));
	const { error } = await exportByName({}, 'Offers');
	expect(error?.description).toContain('If another list is, export to that one first');
	account.renameTag(listTagName(list), listTagName(madeAgain));
	expect((await exportByName({}, 'Offers')).error).toBeUndefined();
	expect((await exportByName()).codes).toMatchObject({ 'left@example.com': 'opted_out_of_list' });
	expect([membersOf(other).length, membersOf(madeAgain).includes('left@example.com')]).toEqual([3, false]);
});

it('a list that was deleted is not made again without a word', async () => {
	service.simulator.account.deleteList(list);
	const { error } = await exportByName();
	expect(error?.message).toContain("'News' may be that list made again");
	expect(writes()).toEqual([]);
});

it("a tag that carries the list's ID is its tag, whatever a colleague has renamed it to", async () => {
	const { account } = service.simulator;
	account.renameTag(listTagName(list), `OLD – members of News, ${list.id.toUpperCase()}`);
	const { error, codes, hints } = await exportByName();
	expect(error).toBeUndefined();
	expect(codes).toEqual({ 'left@example.com': 'opted_out_of_list' });
	expect(hints.filter(({ message }) => message.includes('first export'))).toEqual([]);
	expect(membersOf(list)).toEqual(['comes@example.com', 'stays@example.com']);
	expect(notedOn(service.simulator, list)).toEqual([]);
});

it('two lists that differ in capitals only stop a run that means one of them by its name', async () => {
	service.simulator.account.addList('NEWS');
	const { error } = await exportByName();
	expect(error?.message).toBe(
		"The lists 'News', 'NEWS' have names that differ only in capitals and blanks, so nothing was changed",
	);
	expect(writes()).toEqual([]);
});
