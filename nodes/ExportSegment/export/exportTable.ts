import { Problem } from '../../constantContact/problem';
import { readDelimitedFile } from '../sources/delimitedFile';

/**
 * The e-mail addresses in a bulk export's CSV, page by page. How the columns are headed is not documented: some accounts show
 * field names, some labels ("Email address - other"), so the header is matched by its letters.
 * @throws Problem if no column holds e-mail addresses: an unreadable list must not look like an empty one
 */
export async function* readExportedEmails(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
	let column: string | undefined;
	for await (const page of readDelimitedFile(bytes)) {
		for (const row of page.rows) column ??= emailColumnOf(row);
		if (page.rows.length > 0 && column === undefined) throw noEmailColumn();
		const name = column ?? '';
		yield page.rows.map((row) => String(row[name] ?? '').trim()).filter((email) => email !== '');
	}
}

function emailColumnOf(row: Readonly<Record<string, unknown>>): string | undefined {
	const names = Object.keys(row);
	const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
	return names.find((name) => letters(name) === 'emailaddress')
		?? names.find((name) => letters(name) === 'email')
		?? names.find((name) => letters(name).startsWith('emailaddress'))
		?? names.find((name) => /^\S+@\S+$/.test(String(row[name])));
}

function noEmailColumn(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: "Constant Contact's export of the list shows no email addresses",
		advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
	});
}
