import { readDay, readMoment, readMonthDay } from '../../values/dates';
import { lettersAndDigits } from '../../values/names';
import type { ContactField } from '../contactFields';

/** Reads a value from the row whose cells begin at `start`. */
export type CellReader = (cells: readonly string[], start: number) => string;

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
	readonly readers: ReadonlyArray<CellReader | undefined>;
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

/** How a field is called: in the guide's "export contacts", and in headers by their letters and digits. */
interface Spelling {
	/** What to ask for. */
	readonly asked: string;
	readonly headers: readonly string[];
	/** Headers of a file that does not tell the kinds of phones and addresses apart. */
	readonly untold?: readonly string[];
	/** Whether it is stored in the same place as what is sent without a kind. */
	readonly isWithoutKind?: boolean;
	/** A second column whose text is put behind the first one's. */
	readonly continued?: string;
}

const plain: Readonly<Record<string, Spelling>> = {
	first_name: { asked: 'first_name', headers: ['firstname'] },
	last_name: { asked: 'last_name', headers: ['lastname'] },
	job_title: { asked: 'job_title', headers: ['jobtitle'] },
	company_name: { asked: 'company_name', headers: ['companyname', 'company'] },
	birthday: { asked: 'birthday', headers: ['birthday'] },
	anniversary: { asked: 'anniversary', headers: ['anniversary'] },
	sms_number: { asked: 'sms_number', headers: ['smsnumber'] },
	sms_consent_date: { asked: 'sms_consent_date', headers: ['smsconsentdate'] },
};

const addressParts: Readonly<Record<string, readonly string[]>> = {
	street: ['streetaddressline1', 'streetaddress', 'street'],
	city: ['city'],
	state: ['stateprovince', 'state'],
	zip: ['zippostalcode', 'zipcode', 'postalcode', 'zip'],
	country: ['country'],
};

/** [documented] definition JsonImportContact: a phone without its kind is stored as `other`, an address as `home`. */
function spellingOf(id: string): Spelling | undefined {
	if (Object.hasOwn(plain, id)) return plain[id];
	const phone = /^(?:(home|work|mobile|other)_)?phone$/.exec(id);
	if (phone) {
		const kind = phone[1] ?? 'other';
		return {
			asked: 'phone_number',
			headers: [`phone${kind}`],
			untold: ['phonenumber', 'phone'],
			isWithoutKind: kind === 'other',
		};
	}
	const address = /^(?:(home|work|other)_)?(street|city|state|zip|country)2?$/.exec(id);
	if (!address) return undefined;
	const [, kind = 'home', part] = address;
	const names = addressParts[part];
	return {
		asked: part,
		headers: names.map((name) => `${name}${kind}`),
		untold: names,
		isWithoutKind: kind === 'home',
		continued: part === 'street' ? `streetaddressline2${kind}` : undefined,
	};
}

const typedHeader =
	/^(?:phone(?:home|work|mobile|other|fax)|(?:street|city|state|zip|postal|country)\w*(?:home|work|other))$/;

/** What else exports show: a custom field of such a label cannot be told apart from it. */
const otherHeaders = new Set(
	`emailaddress email emaillists emailstatus emailpermissionstatus emailupdatesource emailaddresshome emailaddressother
	emailaddresswork socialprofiles website notes tags birthdayday birthdaymonth sourcename createdat updatedat`.split(
		/\s+/,
	),
);
const standardHeaders = new Set([
	...otherHeaders,
	...Object.values(plain).flatMap(({ headers }) => headers),
	...Object.values(addressParts).flat(),
	'phone',
	'phonenumber',
]);

/** Only a column that is the field's beyond doubt. */
function readerOf(
	field: ContactField,
	names: readonly string[],
	isHeadedByLabels: boolean,
	readsUntold: boolean,
): CellReader | undefined {
	const spelling = field.isCustom ? undefined : spellingOf(field.id);
	const wanted = field.isCustom
		? customHeaders(field, isHeadedByLabels)
		: [...(spelling?.headers ?? []), ...(readsUntold && spelling?.isWithoutKind ? (spelling.untold ?? []) : [])];
	const found = wanted.find((name) => names.includes(name));
	if (found === undefined || names.indexOf(found) !== names.lastIndexOf(found)) return undefined;
	const place = names.indexOf(found);
	const second = spelling?.continued === undefined ? -1 : names.indexOf(spelling.continued);
	if (second < 0) return (cells, start) => writtenLikeOurs(field, cells[start + place].trim());
	return (cells, start) => `${cells[start + place].trim()} ${cells[start + second].trim()}`.trim();
}

/**
 * A label may be changed, so one field's name can be another one's label: where columns are headed by labels, a name
 * is none of them.
 */
function customHeaders(field: ContactField, isHeadedByLabels: boolean): string[] {
	const names = isHeadedByLabels ? [field.label] : [field.id.slice('cf:'.length), field.label];
	return names.map(lettersAndDigits).filter((name) => !standardHeaders.has(name) && !typedHeader.test(name));
}

/** Dates come in the account's own format. */
export function writtenLikeOurs(field: ContactField, value: string): string {
	if (field.kind === 'date') return readDay(value) ?? value;
	if (field.kind === 'monthDay') return readMonthDay(value) ?? value;
	return field.kind === 'dateTime' ? (readMoment(value) ?? value) : value;
}

/**
 * What an export is asked for so that these fields can be compared: names of the API guide's "export contacts", or
 * undefined for everything it has, which is the only way to be shown custom fields.
 */
export function downloadFieldsFor(fields: readonly ContactField[]): string[] | undefined {
	if (fields.some(({ isCustom }) => isCustom)) return undefined;
	return [...new Set(['email_address', ...fields.flatMap(({ id }) => spellingOf(id)?.asked ?? [])])];
}
