import type { ProfileFields, ProfilePage } from '../../../../nodes/shared/files/pages';
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

/** What the reading of the pages ends in, which must be a problem that names its line and says what to do. */
export async function problemOf(pages: AsyncIterable<ProfilePage>): Promise<FileProblem> {
	const problem: unknown = await rowsOf(pages).catch((error: unknown) => error);
	if (!(problem instanceof FileProblem)) throw new Error('The file was read without a problem', { cause: problem });
	expect(problem.advice).toMatch(/\w.*\.$/);
	return problem;
}
