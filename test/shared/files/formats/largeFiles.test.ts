import { readDelimitedFile } from '../../../../nodes/shared/files/formats/delimited/delimitedFile';
import type { ProfilePage } from '../../../../nodes/shared/files/pages';
import { readNdjsonFile } from '../../../../nodes/shared/files/formats/ndjsonFile';
import { PageMemory } from '../../../../nodes/shared/files/tableRows';
import { inChunks, problemOf, rowsOf } from './reading';

/** How many profiles each page has. */
async function sizesOf(pages: AsyncIterable<ProfilePage>): Promise<number[]> {
	const sizes: number[] = [];
	for await (const page of pages) sizes.push(page.profiles.length);
	return sizes;
}

describe('pages stay small whatever the file is like', () => {
	const csv = (rows: number, row: string) => `email,name\n${`${row}\n`.repeat(rows)}`;
	it.each([
		['many short rows in one chunk', csv(50_000, 'a,b'), 2_000],
		[
			'few values under many columns',
			`${Array.from({ length: 1_000 }, (_, column) => `c${column}`).join(',')}\n${'x\n'.repeat(5_000)}`,
			100,
		],
		['long rows', csv(200, `a,${'b'.repeat(30_000)}`), 3],
		['nothing but blank lines', csv(1, '\n'.repeat(500_000)), 0],
	])('%s', async (_what, content, largest) => {
		const sizes = await sizesOf(readDelimitedFile(inChunks(content)));
		expect(Math.max(...sizes)).toBe(largest);
		expect(sizes.length).toBeGreaterThan(content.length / 100_000);
	});

	it('and as small as asked for', async () => {
		const json = '{"email":"a"}\n'.repeat(105);
		const sizes = [
			...(await sizesOf(readDelimitedFile(inChunks(csv(105, 'a,b')), { maxPageRows: 20 }))),
			...(await sizesOf(readNdjsonFile(inChunks(json), { maxPageRows: 20 }))),
		];
		expect(sizes.filter((size) => size > 0)).toEqual([20, 20, 20, 20, 20, 5, 20, 20, 20, 20, 20, 5]);
	});
});

it('a row of a megabyte is not copied again with each piece of its text', async () => {
	const addText = jest.spyOn(PageMemory.prototype, 'addText');
	const content = `email,note\r\na,b\r\na,"${'many short lines\n'.repeat(60_000)}"\r\n`;
	expect(await rowsOf(readDelimitedFile(inChunks(content)))).toHaveLength(2);
	const copied = addText.mock.calls.reduce((sum, [{ text }]) => sum + text.length, 0);
	addText.mockRestore();
	expect(copied).toBeLessThan(4 * content.length);
});

describe('hostile files', () => {
	const header = 'email,name\n';
	it.each([
		['a value of 3.9 MB', `${header}a,${'x'.repeat(3_900_000)}\n`, 3_900_000],
		['a quoted value of 3.9 MB', `${header}a,"${'x'.repeat(3_900_000)}"\n`, 3_900_000],
		['3.9 million quoted line breaks', `${header}a,"${'\n'.repeat(3_900_000)}"\n`, 3_900_000],
		['1.9 million doubled quotation marks', `${header}a,"${'""'.repeat(1_900_000)}"\n`, 1_900_000],
	])('%s is read', async (_what, content, length) => {
		for (const lengths of [[], [65_536]]) {
			const [row] = await rowsOf(readDelimitedFile(inChunks(content, ...lengths)));
			expect(String(row.name)).toHaveLength(length);
		}
	});

	it.each([
		['a value of 10 MB', `${header}a,b\n${'x'.repeat(10_000_000)}\n`, 3],
		['an endless quoted cell', `${header}a,b\na,"${'x\n'.repeat(10_000_000)}`, 3],
		['an endless line as the header', 'x'.repeat(30_000_000), 1],
	])('%s is a problem with the line where it begins', async (_what, content, line) => {
		for (const lengths of [[], [65_536]]) {
			expect(await problemOf(readDelimitedFile(inChunks(content, ...lengths)))).toMatchObject({
				line,
				message: expect.stringContaining('longer than 4 MB'),
			});
		}
	});

	it('an error far behind is reported with its line', async () => {
		const rows = 'a,"b\r\nc"\r\n'.repeat(100_000);
		const content = Buffer.concat([
			Buffer.from(header + rows),
			Buffer.from('caf\xe9,x\n', 'latin1'),
			Buffer.from(rows),
		]);
		for (const lengths of [[], [999]]) {
			expect(await problemOf(readDelimitedFile(inChunks(content, ...lengths)))).toMatchObject({ line: 200_002 });
			expect(await problemOf(readDelimitedFile(inChunks(`${header}${rows}1,2,3\n`, ...lengths)))).toMatchObject({
				line: 200_002,
			});
		}
	});

	it("a CRLF torn by the reader's own blocks is one line end", async () => {
		const content = `${'a,b\r'.repeat(16_384)}\n1,2,3\n`;
		expect(await problemOf(readDelimitedFile(inChunks(content.replace('a,b', 'c,d'), 65_536)))).toMatchObject({
			line: 16_385,
		});
	});
});
