import type { ContactField } from '../contactFields';
import type { DownloadColumns, UntoldKinds } from './downloadColumns';
import { findColumns, mayHeadContacts } from './downloadColumns';
import { Problem } from '../../problem';
import { readDelimitedFile } from '../../files/formats/delimited/delimitedFile';
import { FileProblem } from '../../files/fileProblem';
import type { ReadOptions } from '../../files/readOptions';
import type { TableRows } from '../../files/tableRows';
import type { ShownAddress } from './shownAddress';
import { CellAddress } from './shownAddress';
import type { ShownValues } from './shownValues';
import { RowValues } from './shownValues';

/** One contact of a bulk export: the address, and what is shown of the mapped columns. */
export type DownloadedContactVisitor = (address: ShownAddress, values: ShownValues) => void;

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
	let found: DownloadColumns | undefined;
	let values: RowValues | undefined;
	let address: CellAddress | undefined;
	let headers: readonly string[] = [];
	let records = 0;
	const options: ReadOptions = {
		names: 'any',
		onHeader: (names) => (headers = names),
		onEnd: (read) => (records = read),
	};
	try {
		for await (const { table } of readDelimitedFile(bytes, options)) {
			visitRows(table);
			await onPage();
		}
	} catch (error) {
		throw error instanceof FileProblem ? unreadable(error) : error;
	}
	if (found === undefined && !mayHeadContacts(headers)) throw noEmailColumn();
	return { count: records - 1, hidesKinds: found?.hidesKinds ?? false };

	/** A plain function: the engine optimizes its loop sooner than one with an await in it. */
	function visitRows(table: TableRows): void {
		if (table.size === 0) return;
		found ??= columnsIn(table);
		values ??= new RowValues(found.readers, table);
		address ??= new CellAddress(table);
		values.table = table;
		for (let index = 0; index < table.size; index++) {
			values.index = index;
			for (const place of found.emails) if (address.moveTo(table, index, place)) visit(address, values);
		}
	}

	function columnsIn(table: TableRows): DownloadColumns {
		const cells = headers.map((_name, place) => table.textOf(0, place));
		const inFile = findColumns(headers, cells, columns, untoldKinds);
		if (inFile === undefined) throw noEmailColumn();
		return inFile;
	}
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
