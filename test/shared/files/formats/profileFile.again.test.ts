import fc from 'fast-check';

import { isEmailName } from '../../../../nodes/shared/account/columns/nameMeaning';
import { FileProblem } from '../../../../nodes/shared/files/fileProblem';
import { RowMarks } from '../../../../nodes/shared/files/rowMarks';
import { readProfileFile } from '../../../../nodes/shared/files/formats/profileFile';
import { inChunks, rowsOf } from './reading';

/*
 * A file is read again for some of its profiles. Whatever the file is like, the rows keep their numbers, and those that
 * are wanted their values; those of the others may be missing.
 */

const columns = ['id', 'email', 'name', 'note'];
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
/** By turns: some files were put together from two. */
const mixedLineEnds = fc.array(lineEnds, { minLength: 1, maxLength: 2 });
const delimiters = fc.constantFrom(',', ';', '\t');

interface Line {
	readonly cells: readonly string[];
	readonly quotes: boolean;
}

const note = fc.constantFrom('', 'x', 'a@b', '5" pipe', 'two words', 'Ann, Ray; both', 'one\ntwo', ' blank ', '@');
const profile = fc.record({
	cells: fc.tuple(fc.constantFrom('', '1', 'id 2'), fc.constantFrom('ann@example.com', ' bob@example.org'), note, note),
	quotes: fc.boolean(),
});
/** No address, fewer cells, nothing at all, the column names once more. */
const oddLine: fc.Arbitrary<Line> = fc.record({
	cells: fc.constantFrom(
		['3', 'n/a', 'No Address', 'x'],
		['4', 'cy@example.net'],
		['', '', '', ''],
		[''],
		columns,
		['5', '', 'Sum', ''],
		['Total: 3'],
	),
	quotes: fc.constant(false),
});
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: profile }, { weight: 1, arbitrary: oddLine }), {
	minLength: 1,
	maxLength: 40,
});

/** @param breaks whether a text with a line break is put into quotation marks, as some programs do not */
function written({ cells, quotes }: Line, delimiter: string, breaks: boolean): string {
	const special = breaks ? /[,;\t\n\r]/ : /[,;\t]/;
	const needsQuotes = (cell: string) => quotes || cell.startsWith(' ') || special.test(cell);
	return cells.map((cell) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
}

async function readAgain(content: string, wanted: (row: number) => boolean, fileName: string, chunkBytes = 97) {
	const options = { isKeyName: isEmailName, maxPageRows: 7, rowMarks: new RowMarks() };
	const read = async (isWanted?: (row: number) => boolean) =>
		await rowsOf(readProfileFile(inChunks(content, chunkBytes), { fileName }, { ...options, isWanted }));
	// What cannot be read the first time is not read a second time.
	const first = await read().catch((error: unknown) => (error instanceof FileProblem ? [] : Promise.reject(error)));
	return { first, again: first.length === 0 ? [] : await read(wanted) };
}

const isPicked = (picks: readonly boolean[]) => (row: number) => picks[row % picks.length];
/** A file that lies in n8n's database comes as one chunk. */
const chunkSizes = fc.constantFrom(1, 97, 1_000_000);
const picks = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });

it('a delimited file gives its rows and the values of those that are wanted', async () => {
	let read = 0;
	const file = fc.record({ table: lines, ends: mixedLineEnds, delimiter: delimiters, breaks: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(file, fc.boolean(), picks, chunkSizes, async (made, isEnded, rows, chunkBytes) => {
			const { table, ends, delimiter, breaks } = made;
			const all: Line[] = [{ cells: columns, quotes: false }, ...table];
			const text = all.map((line, index) => written(line, delimiter, breaks) + ends[index % ends.length]).join('');
			const content = isEnded ? text : text.replace(/[\r\n]+$/, '');
			const { first, again } = await readAgain(content, isPicked(rows), 'segment.csv', chunkBytes);
			if (first.length > 0) read++;
			expect(again.length).toBe(first.length);
			first.forEach((values, index) => {
				if (isPicked(rows)(index + 1)) expect(again[index]).toEqual(values);
			});
		}),
		{ numRuns: 1_000 },
	);
	expect(read).toBeGreaterThan(200);
});

/** Rows that are alone in 100 KB, so that whole stretches of them may be passed over. */
const plainRows = 3_000;

it('a long file gives its rows and the values of those that are wanted', async () => {
	let read = 0;
	const rowOf = (number: number): Line => ({ cells: ['1', `ann.${number}@example.com`, 'Ann', 'x'], quotes: false });
	const everyTenth = (part: readonly Line[]) =>
		Array.from({ length: plainRows }, (_, number) =>
			number % 10 === 0 ? part[(number / 10) % part.length] : rowOf(number),
		);
	const wanted = fc.uniqueArray(fc.integer({ min: 1, max: plainRows }), { maxLength: 30 });
	await fc.assert(
		fc.asyncProperty(
			lines,
			mixedLineEnds,
			delimiters,
			wanted,
			fc.boolean(),
			async (some, ends, delimiter, rows, isOdd) => {
				const head = { cells: columns, quotes: false };
				const table = [head, ...everyTenth(isOdd ? some : [rowOf(0)]), ...some];
				const end = (index: number) => ends[Math.floor(index / 1_000) % ends.length];
				const content = table.map((line, index) => written(line, delimiter, true) + end(index)).join('');
				const { first, again } = await readAgain(content, (row) => rows.includes(row), 'segment.csv', 100_000);
				if (first.length > 0) read++;
				expect(again.length).toBe(first.length);
				for (const row of rows) expect(again[row - 1]).toEqual(first[row - 1]);
			},
		),
		{ numRuns: 60 },
	);
	expect(read).toBeGreaterThan(20);
});

it.each([
	['a delimited file', 'id,email,name\n', (n: number) => `${n},person.${n}@example.com,Ann\n`, 'segment.csv'],
	['one with quotation marks', 'email,name\r\n', (n: number) => `person.${n}@example.com,"Ann"\r\n`, 'segment.csv'],
	['an NDJSON file', '', (n: number) => `{"email":"person.${n}@example.com","name":"Ann"}\n`, 'segment.ndjson'],
])('%s: bytes in which nobody is wanted are not even made into text', async (_what, head, row, fileName) => {
	const rows = Array.from({ length: plainRows }, (_, index) => row(index + 1));
	const rowMarks = new RowMarks();
	const read = async (content: Buffer, isWanted?: (row: number) => boolean) =>
		await rowsOf(
			readProfileFile(inChunks(content, 10_000), { fileName }, { isKeyName: isEmailName, rowMarks, isWanted }),
		);
	expect(await read(Buffer.from(head + rows.join('')))).toHaveLength(plainRows);
	// No text of UTF-8, in as many bytes.
	const isSpoiled = (index: number) => index >= 2_600 && index < 2_900;
	const spoiled = Buffer.concat(
		[head, ...rows].map((text, index) => {
			const bytes = Buffer.from(text);
			return isSpoiled(index) ? bytes.map((byte) => (byte > 0x20 ? 0xff : byte)) : bytes;
		}),
	);
	const again = await read(spoiled, (number) => number === 2_500 || number === 3_000);
	expect(again).toHaveLength(plainRows);
	expect([again[2_499], again[2_999]]).toMatchObject([
		{ email: 'person.2500@example.com', name: 'Ann' },
		{ email: 'person.3000@example.com', name: 'Ann' },
	]);
});

it('rows that are passed over hold nothing but empty cells, on each page', async () => {
	const rows = Array.from({ length: 2 * plainRows }, (_, n) => ({ email: `person.${n + 1}@example.com`, name: 'Ann' }));
	const content = `email,name\n${rows.map(({ email, name }) => `${email},${name}\n`).join('')}`;
	const options = { isKeyName: isEmailName, maxPageRows: 70, rowMarks: new RowMarks() };
	const read = async (isWanted?: (row: number) => boolean) =>
		await rowsOf(readProfileFile(inChunks(content, 10_000), { fileName: 'segment.csv' }, { ...options, isWanted }));
	await read();
	const again = await read((row) => row === 5_000);
	const isPassedOver = again.map(({ email }) => email === '');
	expect(isPassedOver.filter(Boolean).length).toBeGreaterThan(plainRows / 2);
	expect(isPassedOver[4_999]).toBe(false);
	expect(again).toEqual(rows.map((row, index) => (isPassedOver[index] ? { email: '', name: '' } : row)));
});

it('what a row tells of those behind it is not passed over', async () => {
	const plain = Array.from({ length: plainRows }, (_, index) => `person.${index}@example.com,"Ann",x\n`).join('');
	// The first one shows that a quotation mark behind a backslash ends no cell.
	const content = `email,name,note\n${plain}a@example.com,"Ann \\"Lee\\" Ray",x\n${plain}b@example.com,"Bo \\",x",y\n`;
	const { first, again } = await readAgain(content, (row) => row === 2 * plainRows + 2, 'segment.csv', 100_000);
	expect(first.at(-1)).toEqual({ email: 'b@example.com', name: 'Bo ",x', note: 'y' });
	expect(again.at(-1)).toEqual(first.at(-1));
});

it('nor where a row tells that quotation marks within a text are left as they are, before backslashes too', async () => {
	const plain = Array.from({ length: plainRows }, (_, index) => `"person.${index}@example.com","Ann"\n`).join('');
	const [odd, escaped] = ['"a@example.com","Ann "Lee" Ray"\n', '"b@example.com","Bo \\"B\\" Ray"\n'];
	const content = `"email","name"\n${plain}${odd}${plain}${escaped}`;
	const { first, again } = await readAgain(content, (row) => row === 2 * plainRows + 2, 'segment.csv', 100_000);
	expect(first[plainRows]).toEqual({ email: 'a@example.com', name: 'Ann "Lee" Ray' });
	expect(first.at(-1)).toEqual({ email: 'b@example.com', name: 'Bo \\"B\\" Ray' });
	expect(again.at(-1)).toEqual(first.at(-1));
});

it('column names that come again in another order are followed', async () => {
	const rows = Array.from(
		{ length: plainRows },
		(_, index) => `person.${index}@example.com,Ann of the first table\n`,
	).join('');
	const others = Array.from({ length: plainRows }, (_, index) => `Bo,q${index}@example.com\n`).join('');
	const content = `email,name\n${rows}name,email\n${others}`;
	const { first, again } = await readAgain(content, (row) => row === 2 * plainRows, 'segment.csv', 100_000);
	expect(first.at(-1)).toEqual({ email: `q${plainRows - 1}@example.com`, name: 'Bo' });
	expect(again.at(-1)).toEqual(first.at(-1));
});

it('an NDJSON file gives its rows and the values of those that are wanted', async () => {
	const line = fc.constantFrom('{"email":"ann@example.com"}', ' ', '', '{"email":"bob@example.org","note":[1,{}]}');
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1 }),
			lineEnds,
			picks,
			chunkSizes,
			async (texts, lineEnd, rows, bytes) => {
				const text = `{"email":"first@example.com"}${lineEnd}${texts.join(lineEnd)}`;
				const { first, again } = await readAgain(text, isPicked(rows), 'segment.ndjson', bytes);
				expect(again.length).toBe(first.length);
				first.forEach((values, index) => {
					if (isPicked(rows)(index + 1)) expect(again[index]).toEqual(values);
				});
			},
		),
	);
});

it('the values of lines of NDJSON that are not wanted are not read', async () => {
	const content = Array.from({ length: 100 }, (_, n) => `{"email":"person.${n}@example.com","name":"Ann ${n}"}\n`).join(
		'',
	);
	const { first, again } = await readAgain(content, (number) => number % 10 === 0, 'segment.ndjson');
	expect(first.filter(({ name }) => name)).toHaveLength(100);
	expect(again.map(({ name }) => name !== undefined)).toEqual(again.map((_, index) => (index + 1) % 10 === 0));
});

it('a file whose rows lack cells, and whose last line does not end, is as whole as it was at first', async () => {
	const content = 'email,name,note\nann@example.com,Ann\nbob@example.com,Bob\ncy@example.com,Cy';
	const { again } = await readAgain(content, (row) => row === 3, 'segment.csv');
	expect(again[2]).toEqual({ email: 'cy@example.com', name: 'Cy', note: '' });
});
