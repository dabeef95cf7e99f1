import type { ContactField } from '../../constantContact/contactFields';
import { Problem } from '../../constantContact/problem';
import { readDelimitedFile } from '../sources/delimitedFile';
import { readDay, readMoment, readMonthDay } from './dates';

/** One contact of a bulk export: the address, and a value for each mapped column, undefined where the export does not show it. */
export type ExportedContactVisitor = (email: string, values: ReadonlyArray<string | undefined>) => void;

/**
 * Reads a bulk export's CSV. How its columns are headed is not documented: some accounts show field names, some labels
 * ("First name", "Email address"), so a header is matched by its letters.
 * @param columns mapped fields whose values are wanted
 * @param onPage awaited after some hundred rows, so that others may run
 * @throws Problem if no column holds e-mail addresses: an unreadable list must not look like an empty one
 */
export async function readExportTable(bytes: AsyncIterable<Uint8Array>, columns: readonly ContactField[], visit: ExportedContactVisitor, onPage: () => Promise<void>): Promise<void> {
	const values: Array<string | undefined> = new Array(columns.length);
	let emailName: string | undefined;
	let readers: ReadonlyArray<ColumnReader | undefined> = [];
	let headers: readonly string[] = [];
	// Names that a custom field shares with another column are left out: nobody could tell them apart.
	for await (const { rows } of readDelimitedFile(bytes, { doubledNames: 'leftOut', onHeader: (names) => (headers = names) })) {
		for (const row of rows) {
			if (emailName === undefined) {
				emailName = emailColumnOf(row);
				if (emailName === undefined) throw noEmailColumn();
				readers = columns.map((field) => readerOf(field, Object.keys(row)));
			}
			const email = inSmallLetters(textOf(row[emailName]));
			if (email === '') continue;
			for (let column = 0; column < readers.length; column++) values[column] = readers[column]?.(row);
			visit(email, values);
		}
		await onPage();
	}
	// Without a row there is no address to know the column by; an answer that is no export at all must not pass for an empty one.
	if (emailName === undefined && !headers.some((name) => /mail/.test(lettersOf(name)) && !/[<{]/.test(name))) throw noEmailColumn();
}

type Row = Readonly<Record<string, unknown>>;
type ColumnReader = (row: Row) => string;

/**
 * What an export is asked for so that these columns can be compared: names of the API guide's "export contacts", or undefined for
 * everything it has, which is the only way to be shown custom fields.
 */
export function exportFieldsFor(columns: readonly ContactField[]): string[] | undefined {
	if (columns.some(({ isCustom }) => isCustom)) return undefined;
	const names = columns.flatMap(({ id }) => (Object.hasOwn(exportNames, id) ? exportNames[id].slice(0, 1) : []));
	return ['email_address', ...names.filter((name) => name !== 'email_address')];
}

/**
 * How exports name what can be compared, the first name being the guide's. Typed phones and addresses are not shown apart,
 * so `home_`, `work_` and `other_` columns cannot be compared and count as changed.
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
const otherExportNames = ['email_address', 'email', 'email_lists', 'social_profiles', 'website', 'notes', 'birthday_day', 'birthday_month', 'source_name', 'created_at', 'updated_at'];
const standardNames = new Set([...Object.values(exportNames).flat(), ...otherExportNames].map(lettersOf));

/** Only a column that is the field's beyond doubt: a custom field may be called like another column, and then either may be meant. */
function readerOf(field: ContactField, headers: readonly string[]): ColumnReader | undefined {
	const names = field.isCustom ? [field.id.slice('cf:'.length), field.label] : Object.hasOwn(exportNames, field.id) ? exportNames[field.id] : [];
	for (const letters of names.map(lettersOf)) {
		const [header, ...others] = headers.filter((candidate) => lettersOf(candidate) === letters);
		if (header === undefined) continue;
		if (others.length > 0 || (field.isCustom && standardNames.has(letters))) return undefined;
		return (row) => writtenLikeOurs(field, textOf(row[header]));
	}
	return undefined;
}

/** Dates come in the account's own format. */
function writtenLikeOurs(field: ContactField, value: string): string {
	if (field.kind === 'date') return readDay(value) ?? value;
	if (field.kind === 'monthDay') return readMonthDay(value) ?? value;
	return field.kind === 'dateTime' ? readMoment(value) ?? value : value;
}

function emailColumnOf(row: Row): string | undefined {
	const names = Object.keys(row);
	return names.find((name) => lettersOf(name) === 'emailaddress')
		?? names.find((name) => lettersOf(name) === 'email')
		?? names.find((name) => lettersOf(name).startsWith('emailaddress'))
		?? names.find((name) => /^\S+@\S+$/.test(textOf(row[name])));
}

function lettersOf(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** People compares the letters of ASCII without regard to case; others are rare. */
function inSmallLetters(email: string): string {
	return /[^ -~]/.test(email) ? email.toLowerCase() : email;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

function noEmailColumn(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: "Constant Contact's export of contacts shows no email addresses, so nothing was compared or changed",
		advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
	});
}
