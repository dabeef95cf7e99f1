import { noteAgain, noteMembers } from '../../../../nodes/ExportSegment/export/members/tagMembers';
import { membershipTagName } from '../../../../nodes/shared/account/membershipTag';
import { createPorts, runOf } from '../../../support/exportRun';

/** @returns the IDs that the job was given, and the names of the tags that were made for it */
async function tagsOf(names: readonly string[], existing: Readonly<Record<string, string>>) {
	const made: string[] = [];
	const given: string[] = [];
	const ports = createPorts();
	const constantContact = {
		...ports.constantContact,
		async createTag(name: string) {
			made.push(name);
			return `new ${name}`;
		},
		async tagMembers(listId: string, tagIds: readonly string[]) {
			given.push(...tagIds);
			return await ports.constantContact.tagMembers(listId, tagIds);
		},
	};
	await noteMembers('list', names, new Map(Object.entries(existing)), 60_000, { ...ports, constantContact });
	return { made, given };
}

it.each<[string, string[], Record<string, string>, { made: string[]; given: string[] }]>([
	['is there', ['VIP', 'vip'], { Vip: '7' }, { made: [], given: ['7'] }],
	['is made', ['VIP', 'vip', 'Vip'], {}, { made: ['VIP'], given: ['new VIP'] }],
	['is there beside others', ['vip', 'Gold', 'VIP'], { VIP: '7' }, { made: ['Gold'], given: ['7', 'new Gold'] }],
])(
	'a tag that %s is put on once, however often and in whatever case it is named',
	async (_how, names, existing, expected) => {
		expect(await tagsOf(names, existing)).toEqual(expected);
	},
);

/** @returns how often a job that was at work had been looked at when the people were noted again; undefined if never */
async function looksBeforeNoting(endsAtLook: number): Promise<number | undefined> {
	const ports = createPorts({
		stateOf: (id, look) => ({ state: id === 'untagging' && look < endsAtLook ? 'processing' : 'completed' }),
	});
	let looks: number | undefined;
	const constantContact = {
		...ports.constantContact,
		unfinishedActivities: async () => new Set(['untagging']),
		async tagMembers(listId: string, tagIds: readonly string[]) {
			looks = ports.looks.length;
			return await ports.constantContact.tagMembers(listId, tagIds);
		},
	};
	const contacts = {
		members: 1,
		tags: new Map([[membershipTagName('list'), '7']]),
		isFirstRun: false,
		onOnePage: true,
		cutValues: [],
	};
	await noteAgain(runOf([], { maximumWaitMs: 10_000 }), contacts, { ...ports, constantContact });
	return looks;
}

it('nobody is noted again before a job that is at work has come to its end', async () => {
	expect(await looksBeforeNoting(1)).toBe(1);
	expect(await looksBeforeNoting(4)).toBe(4);
});

it('nobody is noted again where that takes longer than the user waits: the job might yet undo it', async () => {
	expect(await looksBeforeNoting(1_000)).toBeUndefined();
});
