import { isEmailName } from '../../../nodes/shared/account/columns/nameMeaning';
import { readDelimitedFile } from '../../../nodes/shared/files/formats/delimited/delimitedFile';
import type { TableRows } from '../../../nodes/shared/files/tableRows';
import { inChunks } from './formats/reading';

async function eachTable(content: string, look: (table: TableRows) => void): Promise<void> {
	const options = { isKeyName: isEmailName, maxPageRows: 3 };
	for await (const { table } of readDelimitedFile(inChunks(content), options)) look(table);
}

const people = (count: number) => Array.from({ length: count }, (_, n) => `ann.${n}@example.com,Ann ${n}\n`).join('');

it('rows whose cells stand in the text as they are become no texts until somebody asks', async () => {
	const inText: boolean[] = [];
	const names: string[] = [];
	await eachTable(`email,name\n${people(2)}bo@example.com,"Bo ""B"" Ray"\n\n${people(1)}`, (table) => {
		for (let index = 0; index < table.size; index++) {
			inText.push(table.isInText(index));
			names.push(table.textOf(index, 1));
		}
	});
	expect(names).toEqual(['Ann 0', 'Ann 1', 'Bo "B" Ray', 'Ann 0']);
	expect(inText).toEqual([true, true, false, true]);
});

it('so it is without names of columns that tell who is a profile, whatever the row begins with', async () => {
	const inText: boolean[] = [];
	const rows = ['Ann,a@example.com', 'Żaneta,b@example.com', ',c@example.com', '\u00a0,d@example.com', ' ,', ','];
	for await (const { table } of readDelimitedFile(inChunks(`name,email\n${rows.join('\n')}\n`)))
		for (let index = 0; index < table.size; index++) inText.push(table.isInText(index));
	// Rows of blanks are none.
	expect(inText).toEqual([true, true, true, true]);
});

it('a page is asked for its rows before the next one is read, and later no more', async () => {
	const tables: TableRows[] = [];
	await eachTable(`email,name\n${people(7)}`, (table) => tables.push(table));
	const [first] = tables;
	expect(first.size).toBe(3);
	for (const ask of [() => first.textOf(0, 0), () => first.isInText(1), () => first.slice(0, 1)])
		expect(ask).toThrow('A page was asked for its rows after the next one was read');
});

it('rows above and below column names that come again in another order stay what they are, in one page too', async () => {
	const rows: string[][] = [];
	const content = 'email,name\na@example.com,Ann\nb@example.com,Bo\nname,email\nCy,c@example.com\n';
	await eachTable(content, (table) => {
		for (let index = 0; index < table.size; index++) rows.push([table.textOf(index, 0), table.textOf(index, 1)]);
	});
	expect(rows).toEqual([
		['a@example.com', 'Ann'],
		['b@example.com', 'Bo'],
		['c@example.com', 'Cy'],
	]);
});

it('a part of a page tells the same of its rows', async () => {
	await eachTable(`email,name\n${people(3)}`, (table) => {
		if (table.size === 0) return;
		const part = table.slice(1, 2);
		for (const index of [0, 1])
			expect([part.textOf(index, 0), part.startOf(index, 1), part.endOf(index, 1), part.isInText(index)]).toEqual([
				table.textOf(index + 1, 0),
				table.startOf(index + 1, 1),
				table.endOf(index + 1, 1),
				true,
			]);
	});
	expect.hasAssertions();
});
