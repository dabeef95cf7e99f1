import type { ProfileFields, ProfilePage } from '../../../../nodes/shared/files/pages';
import { hashText } from '../../../../nodes/shared/hash';
import { readDelimitedFile } from '../../../../nodes/shared/files/formats/delimited/delimitedFile';
import { FileProblem } from '../../../../nodes/shared/files/fileProblem';

/** The bytes in chunks of the given lengths, by turns; a single chunk without any. */
export async function* inChunks(content: string | Uint8Array, ...lengths: number[]): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(content);
	if (lengths.length === 0) {
		yield bytes;
		return;
	}
	for (let start = 0, turn = 0; start < bytes.length; turn++) {
		const end = start + lengths[turn % lengths.length];
		yield bytes.subarray(start, end);
		start = end;
	}
}

/** All rows of the pages, whose numbers must follow on each other. */
export async function rowsOf(pages: AsyncIterable<ProfilePage>): Promise<ProfileFields[]> {
	const rows: ProfileFields[] = [];
	for await (const page of pages) {
		expect(page.firstRow).toBe(rows.length + 1);
		rows.push(...page.profiles);
	}
	return rows;
}

/**
 * The cells of a delimited file's rows, taken one by one. Of each the hash must be that of its text without the blanks
 * around it, where it is told, and the places those of the text.
 */
export async function cellsOf(chunks: AsyncIterable<Uint8Array>): Promise<{ rows: string[][]; hashed: number }> {
	const rows: string[][] = [];
	let hashed = 0;
	const [hash, expected] = [new Int32Array(2), new Int32Array(2)];
	for await (const { table } of readDelimitedFile(chunks)) {
		for (let index = 0; index < table.size; index++) {
			const cells = table.columns.map((_name, column) => table.textOf(index, column));
			rows.push(cells);
			for (const [column, cell] of cells.entries()) {
				if (table.isInText(index)) {
					const units = table.units.subarray(table.startOf(index, column), table.endOf(index, column));
					expect(String.fromCharCode(...units)).toBe(cell);
				}
				if (!table.hashOf(index, column, 7, Infinity, hash)) continue;
				hashed++;
				expect([hashText(cell.trim(), 7, expected), ...expected]).toEqual([true, ...hash]);
				expect(table.hashOf(index, column, 7, cell.trim().length - 1, hash)).toBe(false);
			}
		}
	}
	return { rows, hashed };
}

/** What the reading of the pages ends in, which must be a problem that names its line and says what to do. */
export async function problemOf(pages: AsyncIterable<ProfilePage>): Promise<FileProblem> {
	const problem: unknown = await rowsOf(pages).catch((error: unknown) => error);
	if (!(problem instanceof FileProblem)) throw new Error('The file was read without a problem', { cause: problem });
	expect(problem.advice).toMatch(/\w.*\.$/);
	return problem;
}
