import { lettersAndDigits } from '../values/names';
import type { ContactField } from './contactFields';
import { Problem } from '../problem';
import { readDelimitedFile } from '../files/delimitedFile';
import type { ReadOptions } from '../files/fileProblem';
import { readDay, readMoment, readMonthDay } from '../values/dates';
import type { TableRows } from '../files/pages';

/**
 * One contact of a bulk export: the address, and a value for each mapped column, undefined where the export does not
 * show it.
 */
export type DownloadedContactVisitor = (email: string, values: ReadonlyArray<string | undefined>) => void;

/**
 * Reads a bulk export's CSV. How its columns are headed is not documented: some accounts show field names, some labels
 * ("First name", "Email address"), so a header is matched by its letters.
 * @param columns mapped fields whose values are wanted
 * @param onPage awaited after some hundred rows, so that others may run
 * @returns how many contacts the file is about, those without an address among them: where nothing but addresses are
 * shown, they are blank lines
 * @throws Problem if no column holds e-mail addresses: an unreadable list must not look like an empty one
 */
export async function readDownloadedContacts(
	bytes: AsyncIterable<Uint8Array>,
	columns: readonly ContactField[],
	visit: DownloadedContactVisitor,
	onPage: () => Promise<void>,
): Promise<number> {
	const values: Array<string | undefined> = new Array(columns.length);
	let emailPlace = -1;
	let readers: ReadonlyArray<CellReader | undefined> = [];
	let headers: readonly string[] = [];
	let records = 0;
	// Names that a custom field shares with another column are left out: nobody could tell them apart.
	const options: ReadOptions = {
		doubledNames: 'leftOut',
		onHeader: (names) => (headers = names),
		onEnd: (found) => (records = found),
	};
	for await (const { table } of readDelimitedFile(bytes, options)) {
		if (table.size > 0 && emailPlace < 0) {
			emailPlace = emailColumnOf(headers, table.cells);
			if (emailPlace < 0) throw noEmailColumn();
			readers = columns.map((field) => readerOf(field, headers));
		}
		visitRows(table);
		await onPage();
	}
	// Without a row there is no address to know the column by; an answer that is no export at all must not pass for an
	// empty one.
	if (emailPlace < 0 && !headers.some((name) => /mail/.test(lettersAndDigits(name)) && !/[<{]/.test(name)))
		throw noEmailColumn();
	return records - 1;

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitRows({ size, cells, columns: names }: TableRows): void {
		for (let row = 0, start = 0; row < size; row++, start += names.length) {
			const email = inSmallLetters(cells[start + emailPlace].trim());
			if (email === '') continue;
			for (let column = 0; column < readers.length; column++) values[column] = readers[column]?.(cells, start);
			visit(email, values);
		}
	}
}

/** Reads a value from the row whose cells begin at `start`. */
type CellReader = (cells: readonly string[], start: number) => string;

/**
 * What an export is asked for so that these columns can be compared: names of the API guide's "export contacts", or
 * undefined for everything it has, which is the only way to be shown custom fields.
 */
export function downloadFieldsFor(columns: readonly ContactField[]): string[] | undefined {
	if (columns.some(({ isCustom }) => isCustom)) return undefined;
	const names = columns.flatMap(({ id }) => (Object.hasOwn(exportNames, id) ? exportNames[id].slice(0, 1) : []));
	return ['email_address', ...names.filter((name) => name !== 'email_address')];
}

/**
 * How exports name what can be compared, the first name being the guide's. Typed phones and addresses are not shown
 * apart, so `home_`, `work_` and `other_` columns cannot be compared and count as changed.
 */
const exportNames: Readonly<Record<string, readonly string[]>> = {
	first_name: ['first_name'],
	last_name: ['last_name'],
	job_title: ['job_title'],
	company_name: ['company_name', 'company'],
	birthday: ['birthday'],
	anniversary: ['anniversary'],
	phone: ['phone_number', 'phone'],
	street: ['street', 'street_address'],
	city: ['city'],
	state: ['state', 'state_province'],
	zip: ['zip', 'zip_code', 'zip_postal_code', 'postal_code'],
	country: ['country'],
	sms_number: ['sms_number'],
	sms_consent_date: ['sms_consent_date'],
};

/** Names of the guide's "export contacts" that nothing is compared with: a custom field may be called the same. */
const otherExportNames = [
	'email_address',
	'email',
	'email_lists',
	'social_profiles',
	'website',
	'notes',
	'birthday_day',
	'birthday_month',
	'source_name',
	'created_at',
	'updated_at',
];
const standardNames = new Set([...Object.values(exportNames).flat(), ...otherExportNames].map(lettersAndDigits));

/**
 * Only a column that is the field's beyond doubt: a custom field may be called like another column, and then either may
 * be meant.
 */
function readerOf(field: ContactField, headers: readonly string[]): CellReader | undefined {
	const names = field.isCustom
		? [field.id.slice('cf:'.length), field.label]
		: Object.hasOwn(exportNames, field.id)
			? exportNames[field.id]
			: [];
	for (const letters of names.map(lettersAndDigits)) {
		const [header, ...others] = headers.filter((candidate) => lettersAndDigits(candidate) === letters);
		if (header === undefined) continue;
		if (others.length > 0 || (field.isCustom && standardNames.has(letters))) return undefined;
		const place = headers.indexOf(header);
		return (cells, start) => writtenLikeOurs(field, cells[start + place].trim());
	}
	return undefined;
}

/** Dates come in the account's own format. */
function writtenLikeOurs(field: ContactField, value: string): string {
	if (field.kind === 'date') return readDay(value) ?? value;
	if (field.kind === 'monthDay') return readMonthDay(value) ?? value;
	return field.kind === 'dateTime' ? (readMoment(value) ?? value) : value;
}

/** Which column holds the addresses, or -1. @param cells of the first row */
function emailColumnOf(names: readonly string[], cells: readonly string[]): number {
	const signs: ReadonlyArray<(name: string, place: number) => boolean> = [
		(name) => lettersAndDigits(name) === 'emailaddress',
		(name) => lettersAndDigits(name) === 'email',
		(name) => lettersAndDigits(name).startsWith('emailaddress'),
		(_name, place) => /^\S+@\S+$/.test(cells[place].trim()),
	];
	for (const sign of signs) {
		const place = names.findIndex(sign);
		if (place >= 0) return place;
	}
	return -1;
}

/** People compares the letters of ASCII without regard to case; others are rare. */
function inSmallLetters(email: string): string {
	return /[^ -~]/.test(email) ? email.toLowerCase() : email;
}

function noEmailColumn(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: "Constant Contact's export of contacts shows no email addresses, so nothing was compared or changed",
		advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
	});
}
