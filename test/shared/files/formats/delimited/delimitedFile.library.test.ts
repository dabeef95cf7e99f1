/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDelimitedFile } from '../../../../../nodes/shared/files/formats/delimited/delimitedFile';
import { cellsOf, inChunks, rowsOf } from '../reading';

/**
 * csv-parse, set to our rules: quotation marks in the middle of a cell are kept, lines without values skipped, short
 * rows filled up.
 */
function readByLibrary(content: string | Buffer, delimiter: string): Array<Record<string, string>> {
	const [header = [], ...rows]: string[][] = parse(content, {
		bom: true,
		delimiter,
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_quotes: true,
		relax_column_count: true,
		skip_empty_lines: true,
		skip_records_with_empty_values: true,
	});
	return rows.map((row) => Object.fromEntries(header.map((name, column) => [name.trim(), row[column] ?? ''])));
}

describe('the public collection csv-spectrum is read as it says', () => {
	const folder = dirname(require.resolve('csv-spectrum/package.json'));
	it.each(readdirSync(join(folder, 'csvs')))('%s', async (file) => {
		const content = readFileSync(join(folder, 'csvs', file));
		const json = readFileSync(join(folder, 'json', file.replace('.csv', '.json')), 'utf8');
		// The collection's own slip: in one file its JSON gives another telephone number than its CSV, and no list.
		const expected: unknown = [JSON.parse(json.replace('1234567890', '2095257564'))].flat();
		for (const lengths of [[], [1], [2, 3]]) {
			const rows = await rowsOf(readDelimitedFile(inChunks(content, ...lengths)));
			expect(rows).toEqual(expected);
			expect(rows).toEqual(readByLibrary(content, ','));
		}
	});
});

const delimiters = [',', ';', '\t', '|'] as const;
const lineEnds = ['\n', '\r\n', '\r'] as const;

const cell = fc.string({
	unit: fc.constantFrom(...'ab1 ,;|\t"\n\r', '""', '\r\n', 'é', 'ß', 'Ż', '中', '😀', '\0', '\u200F', '\uFEFF'),
	maxLength: 6,
});
const name = fc
	.string({ unit: fc.constantFrom(...'abc1 ,;|\t\n', '""', 'é', '中', '😀'), maxLength: 5 })
	.map((text) => `x${text}`);

const generatedFile = fc.record({
	delimiter: fc.constantFrom(...delimiters),
	names: fc.uniqueArray(name, { selector: (text) => text.trim(), minLength: 2, maxLength: 5 }),
	rows: fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
	// What may differ between writers: when they quote, how they end lines, whether they leave out cells or add empty
	// ones.
	choices: fc.array(fc.nat(11), { minLength: 12, maxLength: 12 }),
	begin: fc.constantFrom('', '\uFEFF', '\n'),
	chunkLengths: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
});

type GeneratedFile = typeof generatedFile extends fc.Arbitrary<infer File> ? File : never;

function write({ delimiter, names, rows, choices, begin }: GeneratedFile): string {
	let turn = 0;
	const choose = () => choices[turn++ % choices.length];
	const mustQuote = (text: string) => [delimiter, '\n', '\r'].some((code) => text.includes(code)) || /^ *"/.test(text);
	// A name with a delimiter of others in it is quoted, as no reader could tell the file's own delimiter otherwise.
	const writeName = (text: string) => (/[,;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : writeCell(text));
	const writeCell = (text: string) => (mustQuote(text) || choose() < 4 ? `"${text.replaceAll('"', '""')}"` : text);
	const records = rows.map((row, index) => {
		// The first row is whole: rows that all lack cells look as if separated by something else than the header.
		const width = names.length - (index > 0 && choose() === 0 ? 1 : 0);
		return [...row.slice(0, width).map(writeCell), ...(choose() === 1 && width === names.length ? ['', ''] : [])];
	});
	const lineEnd = lineEnds[choose() % 3];
	const lines = [names.map(writeName), ...records].map((record) => record.join(delimiter) + lineEnd);
	const content = begin + lines.join('');
	return choose() < 6 && records.at(-1)?.length === names.length ? content.replace(/(\r\n|\n|\r)$/, '') : content;
}

it('10,000 generated files are read as csv-parse reads them, page by page and row by row, however they are cut into chunks', async () => {
	let hashed = 0;
	await fc.assert(
		fc.asyncProperty(generatedFile, async (file) => {
			const content = write(file);
			const rows = await rowsOf(readDelimitedFile(inChunks(content, ...file.chunkLengths)));
			const read = readByLibrary(content, file.delimiter);
			expect(rows).toEqual(read);
			const taken = await cellsOf(inChunks(content, ...file.chunkLengths));
			expect(taken.rows).toEqual(read.map(Object.values));
			hashed += taken.hashed;
		}),
		{ numRuns: 10_000, seed: 4 },
	);
	expect(hashed).toBeGreaterThan(500);
});

it('so are 50 files of some hundred kilobytes, where cells lie across the blocks and pieces that the reader works on', async () => {
	const largeFile = generatedFile
		.filter(({ rows }) => rows.length > 2)
		.map((file) => ({ ...file, rows: Array.from({ length: 500 }, () => file.rows).flat() }));
	await fc.assert(
		fc.asyncProperty(largeFile, fc.integer({ min: 1, max: 200_000 }), async (file, chunkLength) => {
			const content = write(file);
			const rows = await rowsOf(readDelimitedFile(inChunks(content, chunkLength)));
			expect(JSON.stringify(rows)).toBe(JSON.stringify(readByLibrary(content, file.delimiter)));
		}),
		{ numRuns: 50, seed: 4, endOnFailure: true },
	);
});
