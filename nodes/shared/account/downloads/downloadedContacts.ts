import type { ContactField } from '../contactFields';
import type { DownloadColumns, UntoldKinds } from './downloadColumns';
import { findColumns, mayHeadContacts } from './downloadColumns';
import { Problem } from '../../problem';
import { readDelimitedFile } from '../../files/formats/delimitedFile';
import { FileProblem } from '../../files/fileProblem';
import type { TableRows } from '../../files/pages';
import type { ReadOptions } from '../../files/readOptions';

/**
 * One contact of a bulk export: the address, and a value for each mapped column, undefined where the export does not
 * show it.
 */
export type DownloadedContactVisitor = (email: string, values: ReadonlyArray<string | undefined>) => void;

export interface DownloadedContacts {
	/**
	 * How many contacts the file is about, those without an address among them: where nothing but addresses are shown,
	 * they are blank lines.
	 */
	readonly count: number;
	readonly hidesKinds: boolean;
}

/**
 * Reads a bulk export's CSV. Where several columns hold addresses, who stands in any of them is reported; contacts
 * without one (they have an SMS number only) are passed over.
 * @param columns mapped fields whose values are wanted
 * @param onPage awaited after some hundred rows, so that others may run
 * @throws Problem if it is no such file, or no column holds e-mail addresses: an unreadable list must not look like an
 * empty one
 */
export async function readDownloadedContacts(
	bytes: AsyncIterable<Uint8Array>,
	columns: readonly ContactField[],
	visit: DownloadedContactVisitor,
	onPage: () => Promise<void>,
	untoldKinds: UntoldKinds = 'asSentWithoutKind',
): Promise<DownloadedContacts> {
	const values: Array<string | undefined> = new Array(columns.length);
	let found: DownloadColumns | undefined;
	let headers: readonly string[] = [];
	let records = 0;
	const options: ReadOptions = {
		names: 'any',
		onHeader: (names) => (headers = names),
		onEnd: (read) => (records = read),
	};
	try {
		for await (const { table } of readDelimitedFile(bytes, options)) {
			if (table.size > 0) visitRows(table, (found ??= columnsIn(table)));
			await onPage();
		}
	} catch (error) {
		throw error instanceof FileProblem ? unreadable(error) : error;
	}
	if (found === undefined && !mayHeadContacts(headers)) throw noEmailColumn();
	return { count: records - 1, hidesKinds: found?.hidesKinds ?? false };

	function columnsIn({ cells }: TableRows): DownloadColumns {
		const inFile = findColumns(headers, cells, columns, untoldKinds);
		if (inFile === undefined) throw noEmailColumn();
		return inFile;
	}

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitRows(
		{ size, cells, columns: { length: width } }: TableRows,
		{ emails, readers }: DownloadColumns,
	): void {
		for (let row = 0, start = 0; row < size; row++, start += width) {
			for (const place of emails) {
				const email = inSmallLetters(cells[start + place].trim());
				if (email === '') continue;
				for (let column = 0; column < readers.length; column++) values[column] = readers[column]?.(cells, start);
				visit(email, values);
			}
		}
	}
}

/** People compares the letters of ASCII without regard to case; others are rare. */
function inSmallLetters(email: string): string {
	return /[^ -~]/.test(email) ? email.toLowerCase() : email;
}

/** What people can do about their own file does not help here. */
function unreadable({ message }: FileProblem): Problem {
	return new Problem({
		kind: 'unexpected',
		message: "Constant Contact's export of contacts cannot be read",
		advice: `${message}. A proxy or firewall may put its own pages in the place of the file. Otherwise see status.constantcontact.com, and run the workflow again: it compares once more, and finishes what is left.`,
	});
}

function noEmailColumn(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: "Constant Contact's export of contacts shows no email addresses, so nothing was compared or changed",
		advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
	});
}
