import { DateTime } from 'luxon';
import { typeOfLabel } from '../../../shared/account/columns/nameMeaning';
import type { ContactField } from '../../../shared/account/contactFields';
import { readBoolean } from '../../../shared/values/booleans';
import { createChoiceReader, withoutGristMark } from '../../../shared/values/choices';
import type { DateReader } from '../../../shared/values/dates/dateReader';
import { createDateReader } from '../../../shared/values/dates/dateReader';
import type { DayWriting } from '../../../shared/values/dates/dayWriting';
import { mayMeanNothing, meansNothing } from '../../../shared/values/emptyWords';
import { withoutEntities } from '../../../shared/values/htmlEntities';
import { isNested, pathToSingle } from '../../../shared/values/objects/nested';
import { digitsIn } from '../../../shared/values/objects/shownValue';
import { hasLostDigits, readNumber, withoutEmptyDecimals, withoutExponent } from '../../../shared/values/numbers';
import { isBytes, isMoment } from '../../../shared/values/plainData';
import { withoutTags } from '../../../shared/values/htmlTags';
import { asText, trimmed, withoutBytesMark } from '../../../shared/values/texts';
import type { ExportPolicy } from '../run/run';

/** Why a field cannot hold a value. */
export interface Unreadable {
	readonly code: 'date_invalid' | 'value_invalid';
	/** A sentence for a marketer, without the value. */
	readonly reason: string;
}

/** Reads the values of one mapped column as the texts that are sent. */
export interface FieldReader {
	/** @returns '' where the value says that there is none */
	read(value: unknown): string | Unreadable;
	/** How the dates read so far are written; only for dates. */
	readonly shown?: DateReader['shown'];
	/** How many values came as numbers although they are none, so that zeros at their beginning are lost. */
	readonly cameAsNumbers?: number;
	/** How many ZIP codes have fewer digits than those of the United States, which may have lost zeros before. */
	readonly shortZips?: number;
}

/** What the reading depends on. */
export type ReadingPolicy = Pick<ExportPolicy, 'dateOrder' | 'timeZone'>;

/** @param days how the column writes them */
export function fieldReader(field: ContactField, { timeZone }: ReadingPolicy, days: DayWriting): FieldReader {
	if (field.kind === 'date' || field.kind === 'monthDay' || field.kind === 'dateTime')
		return dateField(field, createDateReader({ timeZone, ...days }), days.order);
	if (field.kind === 'phone' || field.kind === 'zip') return digitsField(field.kind);
	if (field.kind === 'smsNumber') return smsField();
	if (field.kind === 'number') return unlessEmpty(readNumber, notNumber);
	if (field.kind === 'boolean') return unlessEmpty(readBoolean, notBoolean);
	const isChoice = field.kind === 'choice' || field.kind === 'choices';
	if (isChoice && field.choices !== undefined && field.choices.length > 0)
		return choiceField(createChoiceReader(field.choices), field.kind === 'choices');
	return textField(createDateReader({ timeZone, ...days }), field.isCustom);
}

/** A day that the field can hold. */
function dateField({ id, kind }: ContactField, dates: DateReader, order: DayWriting['order']): FieldReader {
	const read = kind === 'monthDay' ? dates.monthDay : kind === 'dateTime' ? dates.moment : dates.day;
	const isKept = id === 'anniversary' ? anniversaryKept() : () => true;
	return {
		shown: dates.shown,
		read(value) {
			const either = dates.shown.either;
			const text = read(value);
			if (text === undefined) return order === 'unclear' && dates.shown.either > either ? eitherOrder : notDate;
			return text === '' || isKept(text) ? text : tooFar;
		},
	};
}

/**
 * Constant Contact's V2 guide, "contacts": an anniversary lies after 1900 and at most ten years ahead. Another one
 * would cost the whole row.
 */
function anniversaryKept(): (day: string) => boolean {
	const latest = DateTime.utc().plus({ years: 10 }).toISODate();
	return (day) => day >= '1901' && day <= latest;
}

/** Phones and ZIP codes: digits that are no number, which many programs take for one. */
function digitsField(kind: 'phone' | 'zip'): FieldReader {
	let cameAsNumbers = 0;
	let shortZips = 0;
	return {
		get cameAsNumbers() {
			return cameAsNumbers;
		},
		get shortZips() {
			return shortZips;
		},
		read(value) {
			const first = Array.isArray(value) ? firstOf(withoutGristMark(value)) : value;
			const text = readText(isNested(first) ? value : first);
			if (typeof text !== 'string') return text;
			const phone = kind === 'phone' ? firstPhone(text) : text;
			if (phone === undefined) return notPhone;
			const written = phone.replace(before[kind], '');
			const digits = withoutEmptyDecimals(written);
			if (digits === '' || mayMeanNothing(digits)) return '';
			if (kind === 'phone' && zeros.test(digits)) return '';
			if (kind === 'phone' && /^[-[{]|^\D+$/.test(digits)) return notPhone;
			if (kind === 'phone' && /\p{L}/u.test(text) && !severalDigits.test(digits)) return notPhone;
			if (digits !== written || typeof value === 'number') cameAsNumbers++;
			else if (kind === 'zip' && /^\d{3,4}$/.test(digits)) shortZips++;
			return digits;
		},
	};
}

/**
 * Ten digits: [documented] definition JsonImportContact, `sms_number`: phones of the United States alone, written
 * 1231231234 or 123-123-1234. Another one would cost the whole row.
 */
function smsField(): FieldReader {
	const phones = digitsField('phone');
	return {
		get cameAsNumbers() {
			return phones.cameAsNumbers;
		},
		read(value) {
			const phone = phones.read(value);
			if (typeof phone !== 'string' || phone === '' || ownWriting.test(phone)) return phone;
			const digits = /^(?:\+|00)?1?(\d{10})$/.exec(phone.replace(/[\s().-]/g, ''))?.[1];
			return digits === undefined || /^\+(?!1)/.test(phone) ? notForSms : digits;
		},
	};
}

const ownWriting = /^\d{3}-?\d{3}-?\d{4}$/;

/** Of several phones the first: address books put the main one there. */
function firstOf(list: readonly unknown[]): unknown {
	return digitsIn(list).find((entry) => !isNothing(entry)) ?? '';
}

/**
 * Of several in one text, with what parts them or a word before each: `555-123-0001 / 555-123-0002`, `Phone: …`.
 * @returns undefined where the word says that it is a fax or the like; a text that is too long for phones as it is
 */
function firstPhone(text: string): string | undefined {
	if (text.length > mostOfPhones) return text;
	const [, label = '', behind] = /^(\p{L}+) ?: ?([^:]*?\d[^:]*?)(?:\s+\p{L}+ ?:.*)?$/su.exec(text) ?? [];
	if (typeOfLabel(label) === undefined) return undefined;
	const labelled = behind ?? text;
	const several = labelled.split(/\s*(?:[/,;|\n]|\bor\b)\s*/);
	return several.length > 1 && several.every(isWhole) ? several[0] : labelled;
}

const mostOfPhones = 200;

/** Seven digits, or more: what follows a slash may be the rest of a number. */
const isWhole = (phone: string) => /^\+?[\d\s().-]+$/.test(phone) && phone.replace(/\D/g, '').length > 6;

/** `0`, `000-000-0000`: where no phone is known and a number or a form must have one. */
const zeros = /^[ ()./+-]*0[0 ()./+-]*$/;
/** With words and fewer digits it is a remark: `call after 5`. */
const severalDigits = /\d\D*\d\D*\d/;

/**
 * What keeps digits from being taken for a number: an apostrophe, and what Facebook puts there in the CSV of its lead
 * ads (`p:+48601234567`, `z:00950`); `tel:` is that of links.
 */
const before = { phone: /^(?:'|p:|tel:)\s*/i, zip: /^(?:'|z:)\s*/i };

function choiceField(choices: ReturnType<typeof createChoiceReader>, takesSeveral: boolean): FieldReader {
	return {
		read(value) {
			const labels = choices(value);
			if (labels === undefined) return isNothing(value) ? '' : notChoice;
			return labels.length > 1 && !takesSeveral ? severalChoices : labels.join(', ');
		},
	};
}

function unlessEmpty(read: (value: unknown) => string | undefined, fault: Unreadable): FieldReader {
	return {
		read: (value) => read(single(value)) ?? (isNothing(value) ? '' : fault),
	};
}

/** A list of one thing is that thing, and a text goes without what programs put around it; a bit is no such text. */
function single(value: unknown): unknown {
	const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	const text = typeof one === 'string' && one !== '\0' && one !== '\x01' ? readText(one) : one;
	return typeof text === 'string' ? text.replace(/^'/, '') : one;
}

function isNothing(value: unknown): boolean {
	const text = isNested(value) ? 'x' : asText(value);
	return text === '' || meansNothing(text) || mayMeanNothing(text);
}

/** A bare day that comes as a Date is that day in a text as well, and not midnight somewhere. */
function textField(dates: DateReader, isCustom: boolean): FieldReader {
	return {
		read(given) {
			const value = Array.isArray(given) && !isCustom ? withoutGristMark(given) : given;
			const day = isMoment(value) ? dates.moment(value) : undefined;
			return day?.length === 'YYYY-MM-DD'.length ? day : readText(value, !isCustom);
		},
	};
}

/**
 * A text as it is meant: without what spreadsheets and programs put around it.
 * @param isMarkedUp whether tags of HTML are no part of it: a custom field may be there to hold such
 */
function readText(value: unknown, isMarkedUp = true): string | Unreadable {
	if (typeof value !== 'string') {
		if (isNested(value)) return anObject(value);
		const isCut = Array.isArray(value) ? value.some(isRounded) : isRounded(value);
		return isCut ? roundedDigits : readText(asText(value), isMarkedUp);
	}
	const plain = withoutEscapes(withoutBytesMark(trimmed(value)));
	const text = trimmed(withoutEntities(isMarkedUp ? withoutTags(plain) : plain));
	if (meansNothing(text)) return '';
	return hasLostDigits(text) ? lostDigits : withoutExponent(text);
}

/** Whether it is a whole number past 2⁵³, which JavaScript, and so n8n, has rounded. */
function isRounded(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/**
 * Without the signs by which programs keep a spreadsheet from taking a text for a number or a formula: `="00950"`, and
 * an apostrophe before `= + - @` (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function withoutEscapes(text: string): string {
	const first = text.charCodeAt(0);
	if (first === 0x27 && /^'[=+\-@]/.test(text)) return text.slice(1);
	if (first !== 0x3d) return text;
	const quoted = /^="((?:[^"]|"")*)"$/.exec(text);
	return quoted === null ? text : trimmed(quoted[1].replaceAll('""', '"'));
}

const unreadable = (reason: string, code: Unreadable['code'] = 'value_invalid'): Unreadable => ({ code, reason });

export const notDate = unreadable('This is no date that can be read.', 'date_invalid');
const eitherOrder = unreadable(
	"Day and month cannot be told apart: other rows write the day first, and others the month. Choose 'Date Order' in the options.",
	'date_invalid',
);
const tooFar = unreadable('This is not between 1901 and ten years from now.', 'date_invalid');
const notPhone = unreadable('This is no phone number.');
const notForSms = unreadable(
	'Constant Contact sends text messages to phones of the United States only: ten digits, such as 617-555-0120.',
);
const lostDigits = unreadable('A spreadsheet has cut the digits of this number. Keep it as a text there.');
const roundedDigits = unreadable(
	'This number is longer than n8n can hold, so its last digits are lost. Let the source give it as a text.',
);
const notNumber = unreadable('This is no number, or it may mean two.');
const notBoolean = unreadable('This is neither yes nor no.');
const notChoice = unreadable("This is none of the field's choices.");
const bytesInstead = unreadable('These are bytes, and no text. Let the query give a text, such as by CAST(… AS CHAR).');
const severalChoices = unreadable('These are several choices, and the field takes one.');

function anObject(value: object): Unreadable {
	if (isBytes(value)) return bytesInstead;
	const path = pathToSingle(value);
	const example = path === '' ? '' : `, such as ${path}`;
	return Array.isArray(value) && value.length > 1
		? unreadable(`These are several, and none is marked as the main one. Map one of them${example}.`)
		: unreadable(`This is an object. Map one of its fields${example}.`);
}
