import type { ProfileFields, ProfilePage } from './pages';
import { defaultPageRows, FileProblem, type ReadOptions } from './fileProblem';
import { readTextBlocks } from './textBlocks';

/**
 * Reads a file with one JSON object a line (NDJSON, JSON Lines) as rows with the values as they are.
 * Blank lines are skipped and not numbered. A page may hold no rows: a chance to let others run.
 * @param chunks bytes of the file in portions of any size
 * @throws FileProblem at the first line that is not a JSON object; pages before it have been handed out
 */
export async function* readNdjsonFile(
	chunks: AsyncIterable<Uint8Array>,
	options: ReadOptions = {},
): AsyncGenerator<ProfilePage> {
	const { maxPageRows = defaultPageRows } = options;
	let nextLine = 1;
	let rowsRead = 0;
	for await (const pieces of readTextBlocks(chunks, () => nextLine)) {
		let rows: ProfileFields[] = [];
		for (const piece of pieces) {
			for (const line of linesOf(piece)) {
				const row = parseLine(line, nextLine++);
				if (row === undefined || rows.push(row) < maxPageRows) continue;
				yield { firstRow: rowsRead + 1, profiles: rows };
				rowsRead += rows.length;
				rows = [];
			}
		}
		yield { firstRow: rowsRead + 1, profiles: rows };
		rowsRead += rows.length;
	}
}

/** Lines of a piece of text, which ends with a line end unless it is the last. */
function linesOf(piece: string): string[] {
	const lines = piece.includes('\r') ? piece.split(/\r\n|\n|\r/) : piece.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

function parseLine(text: string, line: number): ProfileFields | undefined {
	if (text.trim() === '') return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw notAnObject(text, line);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(text, line);
	return value as ProfileFields;
}

function notAnObject(text: string, line: number): FileProblem {
	if (line === 1 && text.trimStart().startsWith('[')) {
		return new FileProblem(
			line,
			'The file is one JSON list; it must hold one JSON object a line instead (NDJSON)',
			'Use the Extract From File node with "Extract From JSON", a Split Out node, and the source "Incoming Items"; or export the segment as NDJSON or CSV.',
		);
	}
	return new FileProblem(
		line,
		`Line ${line} of the file is not one whole JSON object`,
		'Every line must hold one profile such as {"email": "…"}, without commas between the lines. If the line breaks off, the file was probably cut off on its way: export or upload it again.',
	);
}
