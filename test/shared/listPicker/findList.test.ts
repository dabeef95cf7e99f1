import type { ContactList } from '../../../nodes/shared/account/constantContact';
import { findTargetList, noSuchLists } from '../../../nodes/shared/listPicker/findList';

const id = '06a0b5a8-1d4c-11ef-9a7b-fa163e123456';
const news: ContactList = { id, name: 'News', isDeleted: false };
const account: ContactList[] = [
	{ id: '1', name: 'newsletter', isDeleted: false },
	{ id: '2', name: 'Weekly News', isDeleted: false },
	{ id: '4', name: 'VIP', isDeleted: false },
	{ id: '5', name: 'vip ', isDeleted: false },
	{ id: '3', name: ' Żółw  ', isDeleted: false },
];

function find(mode: string, value: unknown, list: ContactList | undefined = news) {
	const api = { lists: async () => account, list: async (asked: string) => (asked === id ? list : undefined) };
	return findTargetList({ mode, value }, api);
}

describe('a list is found', () => {
	it.each([
		['chosen from the list', 'list', id],
		['by its ID', 'id', id],
		['by its ID with blanks', 'id', `  ${id}\n`],
		['by its ID in capitals', 'id', id.toUpperCase()],
		["by its page's address", 'url', `https://app.constantcontact.com/pages/contacts/ui#contacts/${id}?sort=name`],
		[
			"by its page's address, pasted where the ID belongs",
			'id',
			`https://app.constantcontact.com/pages/contacts/ui#contacts/${id}`,
		],
	])('%s', async (_how, mode, value) => {
		await expect(find(mode, value)).resolves.toBe(news);
	});

	it.each([
		['Newsletter', '1'],
		['newsletter', '1'],
		['Weekly News', '2'],
		['NEWSLETTER', '1'],
		['  Newsletter ', '1'],
		['żółw', '3'],
	])('by the name %j', async (name, found) => {
		await expect(find('name', name)).resolves.toMatchObject({ id: found });
	});
});

it.each(['VIP', 'vip', 'Vip'])(
	'two lists that differ in capitals only are never told apart by a name: %s',
	async (name) => {
		await expect(find('name', name)).rejects.toMatchObject({
			kind: 'configuration',
			message: "The lists 'VIP', 'vip ' have names that differ only in capitals and blanks, so nothing was changed",
		});
	},
);

describe('it is a problem if', () => {
	it.each([
		['nothing is chosen', 'list', '', 'configuration', "No list is chosen in 'List'"],
		['an expression gave nothing', 'id', undefined, 'configuration', "No list is chosen in 'List'"],
		['only blanks are', 'name', '  ', 'configuration', "No list is chosen in 'List'"],
		[
			'what was pasted holds no ID',
			'url',
			'https://app.constantcontact.com/',
			'configuration',
			"'List' holds no list ID",
		],
		['the ID is an old one', 'id', '1234567890', 'configuration', "'List' holds no list ID"],
		['no list has the ID', 'id', id.replace('0', '1'), 'notFound', 'There is no list with this ID in Constant Contact'],
		['no list has the name', 'name', 'News', 'notFound', "There is no list named 'News' in Constant Contact"],
	])('%s', async (_what, mode, value, kind, message) => {
		await expect(find(mode, value)).rejects.toMatchObject({ kind, message });
	});

	it('the list was deleted', async () => {
		await expect(find('list', id, { ...news, isDeleted: true })).rejects.toMatchObject({
			kind: 'notFound',
			message: "The list 'News' was deleted in Constant Contact",
		});
	});
});

const listsOf = (...names: string[]): ContactList[] =>
	names.map((name, id) => ({ id: String(id), name, isDeleted: false }));

it('an error names what is missing and what may have been meant, and never more than ten', () => {
	const many = Array.from({ length: 12 }, (_, n) => `Segment ${n}`);
	expect(noSuchLists(['Newsleter'], listsOf('Newsletter'), true)).toMatchObject({
		kind: 'notFound',
		message: "There is no list named 'Newsleter' in Constant Contact",
		advice:
			"Similar names there: 'Newsletter'. Check the spelling, choose the list 'From list', or create it in Constant Contact, or switch on 'Create Missing List' under Options.",
	});
	const problem = noSuchLists(many, listsOf('News'), false);
	expect(problem.message).toBe(
		`There are no lists named ${many
			.slice(0, 10)
			.map((name) => `'${name}'`)
			.join(', ')} and 2 more in Constant Contact`,
	);
	expect(problem.advice).toBe('Check the spelling, or create them in Constant Contact.');
});
