import fc from 'fast-check';

import { isEmailName } from '../../../../nodes/shared/account/columns/nameMeaning';
import { FileProblem } from '../../../../nodes/shared/files/fileProblem';
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
	const options = { isKeyName: isEmailName, maxPageRows: 7 };
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

it.each([
	['a delimited file', 'email,name\n', (n: number) => `person.${n}@example.com,Ann ${n}\n`, 'segment.csv'],
	['one with CRLF', 'name,email\r\n', (n: number) => `Ann ${n},person.${n}@example.com\r\n`, 'segment.csv'],
	['an NDJSON file', '', (n: number) => `{"email":"person.${n}@example.com","name":"Ann ${n}"}\n`, 'segment.ndjson'],
])('%s: the values of plain rows that are not wanted are not read', async (_what, head, row, fileName) => {
	const content = head + Array.from({ length: 100 }, (_, n) => row(n)).join('');
	const { first, again } = await readAgain(content, (number) => number % 10 === 0, fileName);
	expect(first.filter(({ name }) => name)).toHaveLength(100);
	// The first rows show how the lines of a file end.
	expect(again.filter(({ name }) => name).length).toBeLessThanOrEqual(11);
	expect(again.filter(({ name }, index) => name && (index + 1) % 10 === 0)).toHaveLength(10);
});

it('a file whose rows lack cells, and whose last line does not end, is as whole as it was at first', async () => {
	const content = 'email,name,note\nann@example.com,Ann\nbob@example.com,Bob\ncy@example.com,Cy';
	const { again } = await readAgain(content, (row) => row === 3, 'segment.csv');
	expect(again[2]).toEqual({ email: 'cy@example.com', name: 'Cy', note: '' });
});
