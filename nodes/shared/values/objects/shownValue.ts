import { parsedWithLongNumbers } from '../../json';
import { isBytes, isEmpty, isMoment, plainOf, saysItself } from '../plainData';
import { asText } from '../texts';
import { isNested, tellsAbout } from './nested';
import type { Fields } from './wrappings';
import { keyOfEntry, keyOfOne } from './wrappings';
import { listWrittenIn } from './writtenLists';

/**
 * What is meant by an object that a program puts around one value, such as a text with its fonts; any other value as it
 * is. Besides those of wrappings.ts: exceljs's texts (https://github.com/exceljs/exceljs#value-types), Notion's texts,
 * bits, phones in parts, lists of one thing, lists and objects that are texts, as in CSV, and whatever says itself how
 * it is written (MongoDB's Decimal128). What is returned is plain data, whatever came in.
 */
export function shownOf(value: unknown): unknown {
	return shown(plainOf(value), 0);
}

function shown(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return shownText(value);
	if (typeof value !== 'object' || value === null || depth > mostWrappings) return value;
	if (isBytes(value)) return bitIn(value);
	if (Array.isArray(value)) return joined(value, 'plain_text') ?? oneOf(value, depth);
	if (isMoment(value)) return value;
	const fields = value as Fields;
	const runs = joined(fields.richText, 'text');
	if (runs !== undefined) return runs;
	const [only, ...others] = Object.keys(fields);
	if (others.length === 0 && noValueKeys.has(only)) return '';
	const key = keyOfOne(fields);
	return key === undefined ? (phoneIn(fields) ?? value) : shown(fields[key], depth + 1);
}

const mostWrappings = 4;

/**
 * The only key where there is no value: of Airtable's formulas
 * (https://airtable.com/developers/web/api/field-model#formula) and in Amazon's RDS.
 */
const noValueKeys = new Set(['error', 'specialValue', 'isNull']);

/**
 * The parts of a phone where they stand apart: in Jotform's area and phone, with the country's code in Xero, and that
 * code alone in Twenty.
 */
const phoneParts = [
	['PhoneCountryCode', 'primaryPhoneCallingCode'],
	['area', 'PhoneAreaCode'],
	['phone', 'PhoneNumber', 'primaryPhoneNumber'],
];

function phoneIn(fields: Fields): string | undefined {
	const own = Object.keys(fields).filter((name) => !tellsAbout(name));
	const names = phoneParts.map((spellings) => spellings.find((name) => own.includes(name)) ?? '');
	if (names.filter((name) => name !== '').length < 2 || names[2] === '') return undefined;
	if (own.some((name) => !names.includes(name))) return undefined;
	const [country, area, number] = names.map((name) => asText(fields[name]));
	const parts = [country.replace(/^(?=\d)/, '+'), area, number];
	return number === '' ? '' : parts.filter((part) => part !== '').join(' ');
}

/**
 * The one thing that a list means: Odoo's `[3, "Acme"]` for a link to another record, and what `meantBy` finds. A list
 * of objects stays one, so that whoever is told of it finds the way to a value.
 */
function oneOf(list: readonly unknown[], depth: number): unknown {
	if (list.length === 2 && Number.isInteger(list[0]) && typeof list[1] === 'string') return list[1];
	// One text or number in a list is read as itself by whoever reads it.
	if (list.length === 1 && !isRecord(list[0])) return list;
	const one = meantBy(list, depth);
	return one === undefined || isRecord(one) ? list : one;
}

/** Under which a phone stands beside its country and how it is to be shown, as in Close's answers. */
const phoneKeys = ['phone', 'phone_number', 'number', 'value'];

/** Phones, or other digits that are no number, of a list: each as what it means. */
export function digitsIn(list: readonly unknown[]): unknown[] {
	return list.slice(0, mostEntries).map((entry) => {
		const plain = plainOf(entry);
		if (!isRecord(plain)) return shown(plain, 1);
		const value = shownEntry(plain, 1);
		const key = isRecord(value) ? phoneKeys.find((each) => !isEmpty(value[each]) && !isNested(value[each])) : undefined;
		return key === undefined ? value : plain[key];
	});
}

/**
 * The entry that a list of objects means, as plain data: the only one that is filled in, or the one that is marked as
 * the first. Undefined where it is none.
 */
export function objectIn(list: readonly unknown[]): Fields | undefined {
	const plain = plainOf(list);
	const one = Array.isArray(plain) ? meantBy(plain, 0) : undefined;
	return isRecord(one) ? one : undefined;
}

/**
 * The only entry, the same one several times (SQL Server's driver makes such a list where two columns have one name,
 * Airtable where several links lead to one record), or the one that is marked as the first of several.
 */
function meantBy(list: readonly unknown[], depth: number): unknown {
	if (list.length > mostEntries) return undefined;
	const entries = list.map((entry) => (isRecord(entry) ? shownEntry(entry, depth + 1) : (entry ?? '')));
	const filled = entries.filter((each) => each !== '');
	const primary = entries.filter((each, index) => each !== '' && isPrimary(list[index]));
	if (filled.length < 2) return filled[0] ?? '';
	if (primary.length === 1) return primary[0];
	return filled.every((each) => isSame(each, filled[0])) ? filled[0] : undefined;
}

function shownEntry(entry: Fields, depth: number): unknown {
	const key = keyOfEntry(entry);
	if (key !== undefined) return shown(entry[key] ?? '', depth);
	const names = Object.keys(entry);
	const isBlank = names.length > 0 && names.every((name) => tellsAbout(name) || isEmpty(entry[name]));
	return isBlank ? '' : shown(entry, depth);
}

/** Whether two values are one: the same text or number, or Dates of the same moment. */
function isSame(value: unknown, other: unknown): boolean {
	return !isNested(value) && !Array.isArray(value) && writtenOf(value) === writtenOf(other);
}

const writtenOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && saysItself(value) ? value.toJSON() : value;

const mostEntries = 50;

function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !saysItself(value);
}

/**
 * As Pipedrive, Google Workspace, SCIM, Shopify, Magento and others mark it; the billing address is the one that people
 * are written to. Google People has its mark in another object, Keap has numbered fields.
 */
const primaryMarks = ['primary', 'isPrimary', 'is_primary', 'default', 'isDefault', 'is_default', 'default_billing'];
const primaryKind = /^(?:email1|phone1|billing|primary|default)$/i;

function isPrimary(entry: unknown): boolean {
	if (!isRecord(entry)) return false;
	const { metadata, field, type, address_type, PhoneType } = entry;
	const isMarked = primaryMarks.some((mark) => entry[mark] === true || entry[mark] === 1);
	if (isMarked || (isRecord(metadata) && metadata.primary === true)) return true;
	return [field, type, address_type, PhoneType].some((kind) => typeof kind === 'string' && primaryKind.test(kind));
}

/** MySQL's driver gives one bit as a byte. */
function bitIn(bytes: object): unknown {
	const { length, 0: first } = ('data' in bytes ? bytes.data : bytes) as ArrayLike<unknown>;
	return length === 1 && (first === 0 || first === 1) ? first : bytes;
}

/** The text of stretches that each have it under this key; undefined where the value is no list of such. */
function joined(stretches: unknown, key: string): string | undefined {
	if (!Array.isArray(stretches) || stretches.length === 0) return undefined;
	const texts = stretches.map((each: unknown) =>
		typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[key] : undefined,
	);
	return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined;
}

/** A longer text is no single value. */
const mostCharactersOfJson = 2_000;

function shownText(text: string): unknown {
	if (!text.startsWith('[') && !text.startsWith('{')) return text;
	const list = listWrittenIn(text);
	if (list !== undefined) return oneOf(list, 0);
	if (text.length > mostCharactersOfJson || !/^(?:\{\s*"|\[\s*\{)[^]*[\]}]\s*$/.test(text)) return text;
	const value = parsedWithLongNumbers(text);
	return value === undefined ? text : shownOf(value);
}
