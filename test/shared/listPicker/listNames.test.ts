import { namesClosestTo } from '../../../nodes/shared/listPicker/closeNames';
import type { ContactList } from '../../../nodes/shared/constantContact/client';
import { listNamed, noSuchLists } from '../../../nodes/shared/listPicker/listNames';

const listsOf = (...names: string[]): ContactList[] =>
	names.map((name, id) => ({ id: String(id), name, isDeleted: false }));

it.each([
	['VIP', '1'],
	['vip', '0'],
	['ViP', '0'],
	[' Żółw', '2'],
	['Z\u0307o\u0301łw'.normalize('NFD'), '2'],
	['A/B "quoted", and more', '3'],
	['VI', undefined],
	['', undefined],
])('the list named %j is the one of just this name, or else of the same letters', (name, id) => {
	expect(listNamed(name, listsOf('vip', 'VIP', 'żółw', 'A/B "quoted", and more'))?.id).toBe(id);
});

it.each([
	['Newsleter', ['Newsletter', 'Weekly Newsletter', 'VIP'], ['Newsletter']],
	['VIP customers', ['VIP-Customers', 'Customers'], ['VIP-Customers', 'Customers']],
	['VIP', ['VIPs', 'ViP!', 'vap'], ['ViP!']],
	['Spring 2026', ['Spring 2027', 'Autumn 2026'], ['Spring 2027']],
	['Elsewhere', ['Here'], []],
	['', ['a'], []],
	['anything', ['', '!!'], []],
	['x'.repeat(300), [`${'x'.repeat(299)}y`], [`${'x'.repeat(299)}y`]],
])('somebody who wrote %j may have meant, of %j, %j', (name, names, meant) => {
	expect(namesClosestTo(name, names)).toEqual(meant);
});

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
