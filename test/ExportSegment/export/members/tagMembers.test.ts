import { noteMembers } from '../../../../nodes/ExportSegment/export/members/tagMembers';
import { createPorts } from '../../../support/exportRun';

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
