import { parsedJson, parsedWithLongNumbers } from '../../json';
import { FileProblem } from '../fileProblem';
import { isBlankText, linesOf } from '../lines';
import type { ProfileFields, ProfilePage } from '../pages';
import { ProfileRows } from '../pages';
import type { ReadOptions } from '../readOptions';
import { readTextBlocks } from '../textBlocks';

/** Objects take more memory than rows of a table, so a page has no more than are worked on soon. */
const defaultPageRows = 500;

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
	const { maxPageRows = defaultPageRows, isWanted = () => true, rowMarks } = options;
	let nextLine = 1;
	let rowsRead = 0;
	let rows: ProfileFields[] = [];
	const findUnwanted = options.isWanted && rowMarks?.finder(isWanted);
	for await (const pieces of readTextBlocks(chunks, () => nextLine, options.fileEncoding, findUnwanted)) {
		for (const { text, start, end, rowsPassedOver } of pieces) {
			for (let row = 0; row < rowsPassedOver; row++) if (rows.push(noFields) >= maxPageRows) yield takePage();
			const before = rowsRead + rows.length;
			for (const line of wholeLinesOf(text)) {
				const row = isWanted(rowsRead + rows.length + 1) ? parseLine(line, nextLine) : unread(line);
				nextLine++;
				if (row !== undefined && rows.push(row) >= maxPageRows) yield takePage();
			}
			rowMarks?.note(start, { end, rows: rowsRead + rows.length - before }, before + 1);
		}
		yield takePage();
	}

	function takePage(): ProfilePage {
		const page = new ProfileRows(rowsRead + 1, rows);
		rowsRead += rows.length;
		rows = rows.splice(rows.length);
		return page;
	}
}

/** Lines of a piece of text, which ends with a line end unless it is the last. */
function wholeLinesOf(piece: string): string[] {
	const lines = linesOf(piece);
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

function unread(line: string): ProfileFields | undefined {
	return isBlankText(line) ? undefined : noFields;
}

const noFields: ProfileFields = {};

function parseLine(text: string, line: number): ProfileFields | undefined {
	if (isBlankText(text)) return undefined;
	const value = parsedWithLongNumbers(text);
	if (value === undefined) throw noJson(text, line);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(text, line);
	const list = line === 1 ? wrappedList(value) : undefined;
	if (list !== undefined) throw oneObject(list);
	return value as ProfileFields;
}

/** The name of the one list of profiles that an answer of a service wraps, beside counts and links. */
function wrappedList(value: object): string | undefined {
	if (holdsAddress(value)) return undefined;
	const lists = Object.entries(value).filter(([, entry]) => Array.isArray(entry) && entry.some(holdsAddress));
	return lists.length === 1 ? lists[0][0] : undefined;
}

/** Whether a value is an object with a field for an address, by its name or by what is in it. */
function holdsAddress(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return Object.entries(value).some(
		([name, entry]) => /mail/i.test(name) || (typeof entry === 'string' && isAddress(entry)),
	);
}

function isAddress(text: string): boolean {
	return text.length < 500 && /^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(text);
}

const wayOut =
	'Use the Extract From File node with "Extract From JSON", a Split Out node%, and the source "Incoming Items"; or export the segment as NDJSON or CSV.';

function oneObject(list: string): FileProblem {
	const name = list.slice(0, 100);
	return new FileProblem(
		1,
		`The file is one JSON object with a list in it ('${name}'); it must hold one JSON object a line instead (NDJSON)`,
		wayOut.replace('%', () => ` for '${name}'`),
	);
}

/** Words that other languages write for nothing, and JSON does not have. Texts are passed over. */
const strangeWord = /"(?:[^"\\]|\\.)*"|(?<![\w.])(-?Infinity|NaN|None|True|False|undefined)(?!\w)/g;

function noJson(text: string, line: number): FileProblem {
	const [word] = [...text.matchAll(strangeWord)].flatMap(([, found]) => (found === undefined ? [] : [found]));
	if (word !== undefined) {
		return new FileProblem(
			line,
			`Line ${line} of the file holds ${word}, and ${word} is no JSON`,
			'Write null, true or false instead: in Python json.dumps(…, allow_nan=False) finds such values, and pandas writes them right by to_json(lines=True).',
		);
	}
	if (parsedJson(text.replaceAll('\\\\', '\\')) !== undefined) {
		return new FileProblem(
			line,
			`Line ${line} of the file is JSON whose backslashes stand twice`,
			'PostgreSQL\'s COPY writes them so. Use psql -At -c "SELECT row_to_json(…) …" instead, or COPY with columns as CSV.',
		);
	}
	return notAnObject(text, line);
}

function notAnObject(text: string, line: number): FileProblem {
	if (line === 1 && text.trimStart().startsWith('[')) {
		return new FileProblem(
			line,
			'The file is one JSON list; it must hold one JSON object a line instead (NDJSON)',
			wayOut.replace('%', () => ''),
		);
	}
	return new FileProblem(
		line,
		`Line ${line} of the file is not one whole JSON object`,
		line === 1 && /^\s*\{\s*$/.test(text)
			? `The file is JSON over several lines. ${wayOut.replace('%', () => ' for the list in it')}`
			: 'Every line must hold one profile such as {"email": "…"}, without commas between the lines. If the line breaks off, the file was probably cut off on its way: export or upload it again.',
	);
}
