import { readDay, readMoment, readMonthDay } from '../../values/dates/dateReader';
import { lettersAndDigits } from '../../values/names';
import type { TableRows } from '../../files/tableRows';
import type { ContactField } from '../contactFields';
import { customHeaders, spellingOf, typedHeader } from './downloadSpellings';

/** Reads a value from a row of a table. */
export interface ValueReader {
	/** The cell whose text, without the blanks around it, is the value; undefined where it takes more to read it. */
	readonly place?: number;
	read(table: TableRows, index: number): string;
}

/**
 * Which column of a bulk export's file is which field. How columns are headed is not documented. Files of the live API
 * and of Constant Contact's own pages are headed by labels: `Email address`, `Phone - home`, `Street address line 1 -
 * Work`, a custom field by its own label, and only those columns that somebody in the file fills. Files headed by the
 * names of the API guide's "export contacts" (`email_address`, `phone_number`) are read as well. A header is matched by
 * its letters and digits.
 */
export interface DownloadColumns {
	/** Where the addresses stand. Accounts of old have a column each for home, other and work. */
	readonly emails: readonly number[];
	/** What reads each of the wanted fields; undefined for one that the file does not show beyond doubt. */
	readonly readers: ReadonlyArray<ValueReader | undefined>;
	/** Whether it shows one of a contact's phones or addresses, and not of which kind, where a kind is wanted. */
	readonly hidesKinds: boolean;
}

/**
 * Phones and addresses whose kind a file does not tell count as not shown, or as those that are sent without a kind.
 */
export type UntoldKinds = 'notShown' | 'asSentWithoutKind';

/**
 * @param headers of all columns, in their order
 * @param firstCells of the first row: where no name tells, a column that holds an address there is the addresses'
 * @returns undefined if no column holds addresses
 */
export function findColumns(
	headers: readonly string[],
	firstCells: readonly string[],
	fields: readonly ContactField[],
	untoldKinds: UntoldKinds,
): DownloadColumns | undefined {
	const names = headers.map(lettersAndDigits);
	const emails = emailColumnsOf(names, firstCells);
	if (emails.length === 0) return undefined;
	const isHeadedByLabels = !headers[emails[0]].includes('_');
	const tellsKinds = names.some((name) => typedHeader.test(name));
	const readsUntold = !tellsKinds && untoldKinds === 'asSentWithoutKind';
	return {
		emails,
		readers: fields.map((field) => readerOf(field, names, isHeadedByLabels, readsUntold)),
		hidesKinds: !tellsKinds && fields.some(({ id }) => spellingOf(id)?.untold?.some((name) => names.includes(name))),
	};
}

/** Whether a header alone, without a row, can be that of contacts: an answer that is no file must not pass for one. */
export function mayHeadContacts(headers: readonly string[]): boolean {
	return headers.some((name) => lettersAndDigits(name).includes('mail') && !/[<{]/.test(name));
}

const emailKinds = ['emailaddresshome', 'emailaddressother', 'emailaddresswork'];

/**
 * The address is among the first columns, before any custom field, which may have the same label. So the first of its
 * names counts, and what the cells hold is only looked at where there is none.
 */
function emailColumnsOf(names: readonly string[], firstCells: readonly string[]): number[] {
	const first = names.findIndex((name) => name === 'emailaddress' || emailKinds.includes(name));
	if (first >= 0) {
		if (!emailKinds.includes(names[first])) return [first];
		return emailKinds.map((kind) => names.indexOf(kind)).filter((place) => place >= 0);
	}
	const signs: ReadonlyArray<(name: string, place: number) => boolean> = [
		(name) => name === 'email',
		(name) => name.startsWith('emailaddress'),
		(_name, place) => /^\S+@\S+$/.test(firstCells[place].trim()),
	];
	for (const sign of signs) {
		const place = names.findIndex(sign);
		if (place >= 0) return [place];
	}
	return [];
}

/** Only a column that is the field's beyond doubt. */
function readerOf(
	field: ContactField,
	names: readonly string[],
	isHeadedByLabels: boolean,
	readsUntold: boolean,
): ValueReader | undefined {
	const spelling = field.isCustom ? undefined : spellingOf(field.id);
	const wanted = field.isCustom
		? customHeaders(field, isHeadedByLabels)
		: [...(spelling?.headers ?? []), ...(readsUntold && spelling?.isWithoutKind ? (spelling.untold ?? []) : [])];
	const found = wanted.find((name) => names.includes(name));
	if (found === undefined || names.indexOf(found) !== names.lastIndexOf(found)) return undefined;
	const place = names.indexOf(found);
	const second = spelling?.continued === undefined ? -1 : names.indexOf(spelling.continued);
	const read: ValueReader['read'] = (table, index) => table.textOf(index, place).trim();
	if (second >= 0)
		return { read: (table, index) => `${read(table, index)} ${table.textOf(index, second).trim()}`.trim() };
	if (isDay(field)) return { read: (table, index) => writtenLikeOurs(field, read(table, index)) };
	return { place, read };
}

const isDay = ({ kind }: ContactField) => kind === 'date' || kind === 'monthDay' || kind === 'dateTime';

/** Dates come in the account's own format. */
export function writtenLikeOurs(field: ContactField, value: string): string {
	if (field.kind === 'date') return readDay(value) ?? value;
	if (field.kind === 'monthDay') return readMonthDay(value) ?? value;
	return field.kind === 'dateTime' ? (readMoment(value) ?? value) : value;
}
