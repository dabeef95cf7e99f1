import { isEmailName, meaningOf } from '../../../../../shared/account/columns/nameMeaning';
import { objectIn, shownOf } from '../../../../../shared/values/objects/shownValue';
import type { Fields } from '../../../../../shared/values/objects/wrappings';
import { fieldOf, isBytes, isEmpty, isMoment, namesOf } from '../../../../../shared/values/plainData';

/**
 * One step of the way to a value within a profile, also through a list of named values, or one of which one entry is
 * meant (`addresses`, of which one is the default). Of several objects of which none is, the list itself is the value,
 * so that whoever cannot read it tells of it.
 */
export function createStep(): (holder: unknown, name: string) => unknown {
	// The columns of a row are read one after the other.
	let [list, fields]: [unknown, Fields | undefined] = [undefined, undefined];
	return (holder, name) => {
		if (!isList(holder)) return fieldOf(holder, name);
		if (holder !== list) [list, fields] = [holder, namedValuesIn(holder) ?? recordIn(holder)];
		return fields === undefined && areObjects(holder) ? holder : fieldOf(fields, name);
	};
}

const areObjects = (list: readonly unknown[]): boolean =>
	list.length > 1 && list.every((entry) => typeof entry === 'object' && entry !== null);

/**
 * Under which a list of named values has the names, and under which the values: leads of Facebook and Google Ads, forms
 * of HubSpot, Tally and Paperform, Cognito, Agile CRM, GetResponse, MailerLite, Mailjet, ClickUp, Calendly, WooCommerce
 * and Wild Apricot, Kommo. In monday.com's the names are in another object.
 */
const namesUnder = ['label', 'question', 'column_name', 'fieldname', 'field_name', 'title', 'name', 'key'];
const valuesUnder = ['text', 'value', 'values', 'answer', 'string_value'];
const mostEntries = 500;

/** `[{ name: 'email', value: 'ann@example.com' }, …]` as an object; undefined for any other value. */
export function namedValuesIn(list: unknown): Fields | undefined {
	if (!isList(list) || list.length === 0 || list.length > mostEntries) return undefined;
	const identifiers = identifiersIn(list);
	if (identifiers !== undefined) return identifiers;
	const found = new Map<string, unknown[]>();
	let hasValues = false;
	for (const entry of list) {
		if (typeof entry !== 'object' || entry === null) return undefined;
		const keys = new Map(namesOf(entry).map((key) => [key.toLowerCase(), key]));
		const read = (key: string): unknown => fieldOf(entry, keys.get(key) ?? '');
		const name = [fieldOf(read('column'), 'title'), ...namesUnder.map(read)].find(isName);
		if (name === undefined) return undefined;
		const under = valuesUnder.find((key) => keys.has(key));
		const value = under === undefined ? undefined : only(read(under));
		hasValues ||= under !== undefined;
		if (!isEmpty(value)) found.set(name, [...(found.get(name) ?? []), value]);
	}
	return hasValues ? asFields(found) : undefined;
}

/** What comes once is that value; what comes several times, all of them. */
function asFields(found: ReadonlyMap<string, readonly unknown[]>): Fields {
	return Object.fromEntries([...found].map(([name, values]) => [name, only(values)]));
}

/**
 * Omnisend's `[{ type: 'email', id: 'ann@example.com', channels: { email: { status: 'subscribed' } } }, …]` as an
 * object, with what is known of consent; elsewhere a type and an ID are those of another record.
 */
function identifiersIn(list: readonly unknown[]): Fields | undefined {
	const isAddressed = (entry: unknown) => fieldOf(entry, 'type') === 'email' && isAddress(fieldOf(entry, 'id'));
	if (!list.some(isAddressed)) return undefined;
	const found = new Map<string, unknown[]>();
	const add = (name: string, value: unknown) => found.set(name, [...(found.get(name) ?? []), value]);
	for (const entry of list) {
		const type = fieldOf(entry, 'type');
		if (!isName(type)) continue;
		add(type, fieldOf(entry, 'id'));
		const status = fieldOf(fieldOf(fieldOf(entry, 'channels'), type), 'status');
		if (isName(status)) add(`${type}_status`, status);
	}
	return asFields(found);
}

const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';
const only = (value: unknown): unknown => (isList(value) && value.length === 1 ? value[0] : value);

/**
 * Whether a list is one of people rather than of one person's values: an entry has an address and more than tells about
 * it.
 * @param name of the field that holds the list
 */
export function holdsPeople(list: unknown, name: string): boolean {
	if (!isList(list)) return false;
	const isPerson = (entry: unknown): boolean =>
		typeof entry === 'object' &&
		entry !== null &&
		namesOf(entry).some((key) => isAddress(fieldOf(entry, key)) && isEmailName(key)) &&
		recordIn([entry]) !== undefined;
	return list.slice(0, mostEntries).some(isPerson) && meaningOf(name)?.field !== 'email';
}

const isAddress = (value: unknown): boolean => typeof value === 'string' && value.includes('@');

/** The object that a value means, if it is one. */
export function recordIn(value: unknown): Fields | undefined {
	if (isList(value)) return objectIn(value);
	const shown = shownOf(value);
	return isRecord(shown) ? shown : undefined;
}

/** An object that may hold fields of a profile: no date, no list, and no bytes, of which each would be a field. */
function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoment(value) && !isBytes(value);
}

/** Asked of a proxy that is no longer one, JavaScript throws. */
function isList(value: unknown): value is readonly unknown[] {
	try {
		return Array.isArray(value);
	} catch {
		return false;
	}
}
