import { stopIfKnownByAnotherName } from '../../../../nodes/ExportSegment/export/plan/newStart';
import type { ExportPolicy, ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import type { ContactList } from '../../../../nodes/shared/account/constantContact';
import { membershipTagName } from '../../../../nodes/shared/account/membershipTag';
import { createPeople, Mark } from '../../../../nodes/shared/account/people';
import type { Problem } from '../../../../nodes/shared/problem';
import { createPorts, runOf } from '../../../support/exportRun';

const idOf = (digit: number) => `${digit}6a0b5a8-1111-4222-8333-ABCDEF556666`;
const [newId, oldId, otherId] = [1, 2, 3].map(idOf);
const list = (id: string, name: string): ContactList => ({ id, name, isDeleted: false });
const ours = membershipTagName;
const address = (name: string) => `${name}@example.com`;

interface Account {
	/** Whom each tag notes, by the tag's name. */
	tags?: Readonly<Record<string, readonly string[]>>;
	lists?: readonly ContactList[];
	segment?: readonly string[];
	/** Who of it has a profile that cannot be exported. */
	rejected?: readonly string[];
	run?: Partial<ExportRun>;
	policy?: Partial<ExportPolicy>;
	/** Whether the tags' people come by pages of contacts, or else in a file that holds them all. */
	atOnce?: boolean;
	exportState?: string;
}

/** What a run says that means the list 'News' by its name: requests, or the problem. */
async function begin({
	tags = {},
	lists = [],
	segment = ['ann', 'bob', 'cy', 'dee'],
	rejected = [],
	run = {},
	policy = {},
	atOnce = true,
	exportState = 'completed',
}: Account): Promise<{ calls?: number; problem?: Problem; asked: string[] }> {
	const asked: string[] = [];
	const csv = `email_address\n${Object.values(tags).flat().map(address).join('\n')}\n`;
	const ports = createPorts({ members: csv, stateOf: () => ({ state: exportState }) });
	Object.assign(ports.constantContact, {
		lists: async () => {
			asked.push('lists');
			return lists;
		},
		contactsAtOnce: async ({ tagId }: { tagId: string }) => {
			asked.push(tagId);
			const people = tags[tagId.slice('id of '.length)];
			return atOnce ? people?.map((name) => ({ email: address(name), values: new Map() })) : undefined;
		},
	});
	const people = createPeople();
	for (const [index, name] of segment.entries()) {
		const person = people.meet(address(name));
		if (rejected.includes(name)) people.mark(person, Mark.named);
		else people.setRow(person, index + 1);
	}
	// On another list, and not in the segment.
	people.meet(address('stranger'));
	const meant: ExportRun = {
		...runOf([], { respectOptOuts: true, ...policy }),
		listId: newId,
		listsMeantByName: [newId],
		...run,
	};
	const tagIds = new Map(Object.keys(tags).map((name) => [name, `id of ${name}`]));
	return await stopIfKnownByAnotherName(meant, tagIds, people, segment.length, ports).then(
		(calls) => ({ calls, asked }),
		(problem: Problem) => ({ problem, asked }),
	);
}

const everybody = ['ann', 'bob', 'cy', 'dee'];

describe('a list that is missing, and another that holds nearly the same people', () => {
	const renamed: Account = {
		tags: { [ours(oldId)]: everybody },
		lists: [list(oldId, 'News 2026'), list(otherId, 'VIP')],
		run: { isListMissing: true },
	};

	it('may be the same under a new name: both ways out are said', async () => {
		const { problem, asked } = await begin(renamed);
		expect(problem).toMatchObject({
			kind: 'configuration',
			message:
				"There is no list named 'News', but this node has exported to 'News 2026', which may be that list under a new name: nothing was changed, so that nobody is put back who left it",
			advice:
				"If it is that list, give it its old name back, or use its new name in the node. If 'News' is to be another list, make it in Constant Contact and run the export again.",
		});
		expect(asked).toEqual(['lists', `id of ${ours(oldId)}`]);
	});

	it('is known by its ID alone, whatever its tag is called and however the ID is written', async () => {
		const tags = { [`Members of ${oldId.toLowerCase()}`]: everybody };
		expect((await begin({ ...renamed, tags })).problem?.message).toContain("'News 2026'");
		const inSmallLetters = { ...renamed, lists: [list(oldId.toLowerCase(), 'News 2026')] };
		expect((await begin(inSmallLetters)).problem?.message).toContain("'News 2026'");
	});

	it('are all named where there are several', async () => {
		const tags = { [ours(oldId)]: everybody, [ours(otherId)]: everybody };
		expect((await begin({ ...renamed, tags })).problem?.message).toContain("'News 2026', 'VIP'");
	});

	it.each<[string, Account]>([
		['the list is there under its name', { run: { isListMissing: false } }],
		['the list is meant by its ID', { run: { isListMissing: true, listsMeantByName: undefined } }],
		['the other list is meant by its own name', { run: { isListMissing: true, listsMeantByName: [newId, oldId] } }],
		['opt-outs are not respected', { policy: { respectOptOuts: false } }],
		['people are only taken off', { policy: { sync: syncModes.remove } }],
		['the list has its tag already', { tags: { [ours(oldId)]: everybody, [ours(newId)]: ['ann'] } }],
		['no tag carries the ID of a list', { tags: { VIP: everybody } }],
		['fewer than three quarters of those who were on it are brought', { segment: ['ann', 'bob', 'eve'] }],
		['they are half of the segment', { tags: { [ours(oldId)]: ['ann', 'bob'] } }],
		['nobody was ever on it', { tags: { [ours(oldId)]: [] } }],
		['who was on it is not in the segment', { tags: { [ours(oldId)]: ['stranger'] }, segment: ['eve'] }],
	])('are two lists where %s', async (_when, difference) => {
		expect((await begin({ ...renamed, ...difference })).problem).toBeUndefined();
	});

	it('are one where just three quarters of those who were on it are brought, and more than half of the segment', async () => {
		const { problem } = await begin({ ...renamed, segment: ['ann', 'bob', 'cy', 'x', 'y'] });
		expect(problem?.message).toContain("'News 2026'");
	});

	it('are one, too, where most of the profiles cannot be exported today', async () => {
		const { problem } = await begin({ ...renamed, rejected: ['bob', 'cy', 'dee'] });
		expect(problem?.message).toContain("'News 2026'");
	});
});

describe('a list that is gone, and another of the same people', () => {
	const madeAgain: Account = {
		tags: { [ours(oldId)]: everybody },
		lists: [list(newId, 'News')],
		run: { isListMissing: false },
	};

	it('may be the same, made again: the tag tells, and both ways out are said', async () => {
		expect((await begin(madeAgain)).problem).toMatchObject({
			kind: 'configuration',
			message:
				"This node has exported to a list that was deleted since, and 'News' may be that list made again: nothing was changed, so that nobody is put back who left it",
			advice: `The deleted list's tag is still there: '${ours(oldId)}'. If 'News' is that list made again, rename the tag to '${ours(newId)}'. If another list is, export to that one first: it tells what to do with the tag. If none is, delete the tag under Contacts > Tags in Constant Contact.`,
		});
	});

	it('that is not there yet must be made before the tag can be given to it', async () => {
		const { problem } = await begin({ ...madeAgain, lists: [], run: { isListMissing: true } });
		expect(problem?.advice).toContain(
			"make the list 'News' in Constant Contact and run the export again: it tells what to do with the tag",
		);
	});

	it('is not looked for by a tag with an ID that says nothing of lists', async () => {
		expect(await begin({ ...madeAgain, tags: { [`CRM ${oldId}`]: everybody } })).toMatchObject({
			calls: 1,
			asked: ['lists'],
		});
	});
});

describe('the question takes', () => {
	const others: Account = { tags: { [ours(oldId)]: ['x'], [ours(otherId)]: ['y'] }, lists: [] };

	it('nothing where no other list is known', async () => {
		expect(await begin({})).toEqual({ calls: 0, asked: [] });
	});

	it('the lists, unless they are known, and a page for each list', async () => {
		expect((await begin(others)).calls).toBe(3);
		const known = await begin({ ...others, run: { accountLists: [] } });
		expect([known.calls, known.asked]).toEqual([2, [`id of ${ours(oldId)}`, `id of ${ours(otherId)}`]]);
	});

	it('an export and its file for each list that a page does not show', async () => {
		expect((await begin({ ...others, atOnce: false })).calls).toBe(7);
	});
});

it('where Constant Contact does not say who was on the other lists, nothing is sent', async () => {
	const tags = { [ours(oldId)]: everybody };
	expect((await begin({ tags, atOnce: false, exportState: 'timed_out' })).problem).toMatchObject({
		kind: 'activity',
		message: 'Constant Contact did not hand out who has been on other lists (timed out), so nothing was sent',
		advice: 'Without it nobody can tell whether the list is one that was renamed. Run the workflow again later.',
	});
});
