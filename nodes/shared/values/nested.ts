import { isBytes, isEmpty, isMoment, plainOf, saysItself } from './plainData';
import { asText } from './texts';
import { listWrittenIn } from './writtenLists';

/**
 * The keys under which an object holds one value and nothing else: MongoDB's Extended JSON (mongoexport, jsonFormat
 * canonical: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/), DynamoDB's exports and answers
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html), Firestore's
 * (https://firebase.google.com/docs/firestore/reference/rest/v1/Value), Avro's JSON, which names the type of whatever may
 * be null (https://avro.apache.org/docs/1.12.0/specification/#json-encoding), and the Data API of Amazon's RDS
 * (https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html). Days keep theirs, which says what
 * they count; so does Avro's `int`, which may count days.
 */
const loneKeys = new Set([
	...['$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$oid', 'S', 'N', 'BOOL'],
	...['stringValue', 'integerValue', 'doubleValue', 'booleanValue', 'timestampValue', 'nullValue'],
	...['string', 'long', 'float', 'double', 'boolean', 'longValue'],
]);

/**
 * Under which readers of XML put an element's text where it has attributes as well: xml2js and n8n's XML node,
 * fast-xml-parser, xml-js, x2js and Google's GData.
 */
const textKeys = ['_', '#text', '_text', '__text', '$t'];

/**
 * The only key where there is no value: of Airtable's formulas
 * (https://airtable.com/developers/web/api/field-model#formula) and in Amazon's RDS.
 */
const noValueKeys = new Set(['error', 'specialValue', 'isNull']);

/** What stands beside the one value in Notion's properties. */
const besideNotion = new Set(['id', 'type', 'name']);

/**
 * What is meant by an object that a program puts around one value, such as a text with its fonts; any other value as it
 * is. Besides those above: exceljs's cells (https://github.com/exceljs/exceljs#value-types), Notion's properties and texts
 * (https://developers.notion.com/reference/property-value-object), HubSpot's values with their earlier versions,
 * elements of XML with attributes, values beside what tells about them, lists and objects that are texts, as in CSV,
 * and whatever says itself how it is written (MongoDB's Decimal128). What is returned is plain data, whatever came in.
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
	const fields = value as Readonly<Record<string, unknown>>;
	const runs = joined(fields.richText, 'text');
	if (runs !== undefined) return runs;
	const [only, ...others] = Object.keys(fields);
	if (others.length === 0 && noValueKeys.has(only)) return '';
	const key = keyOfOne(fields);
	return key === undefined ? (phoneIn(fields) ?? value) : shown(fields[key], depth + 1);
}

/**
 * The parts of a phone where they stand apart: in Jotform's area and phone, with the country's code in Xero, and that
 * code alone in Twenty.
 */
const phoneParts = [
	['PhoneCountryCode', 'primaryPhoneCallingCode'],
	['area', 'PhoneAreaCode'],
	['phone', 'PhoneNumber', 'primaryPhoneNumber'],
];

function phoneIn(fields: Readonly<Record<string, unknown>>): string | undefined {
	const own = Object.keys(fields).filter((name) => !tellsAbout.has(name));
	const names = phoneParts.map((spellings) => spellings.find((name) => own.includes(name)) ?? '');
	if (names.filter((name) => name !== '').length < 2 || names[2] === '') return undefined;
	if (own.some((name) => !names.includes(name))) return undefined;
	const [country, area, number] = names.map((name) => asText(fields[name]));
	const parts = [country.replace(/^(?=\d)/, '+'), area, number];
	return number === '' ? '' : parts.filter((part) => part !== '').join(' ');
}

const mostWrappings = 4;

function keyOfOne(fields: Readonly<Record<string, unknown>>): string | undefined {
	const keys = Object.keys(fields);
	if (keys.length === 1 && loneKeys.has(keys[0])) return keys[0];
	const has = (name: string) => Object.hasOwn(fields, name);
	if (has('result') && (has('formula') || has('sharedFormula'))) return 'result';
	if (has('value') && Array.isArray(fields.versions)) return 'value';
	const text = textKeys.find((name) => has(name) && !isNested(fields[name]));
	if (text !== undefined) return text;
	const { type } = fields;
	const isProperty =
		typeof type === 'string' && has(type) && keys.every((key) => key === type || besideNotion.has(key));
	if (isProperty && type !== 'type') return type;
	return keyBeside(fields, valueKeys);
}

/** The one of these keys that holds a single value, if all others merely tell about it. */
function keyBeside(fields: Readonly<Record<string, unknown>>, wanted: ReadonlySet<string>): string | undefined {
	const [own, ...others] = Object.keys(fields).filter((key) => !tellsAbout.has(key));
	return own !== undefined && others.length === 0 && wanted.has(own) && !isNested(fields[own]) ? own : undefined;
}

/**
 * Under which a value stands, in an object of its own and in one of a list, and what tells about it beside: choices and
 * links of Baserow and Airtable, phones and addresses of Pipedrive, Google, Copper and Keap, QuickBooks, Jotform.
 */
const valueKeys = new Set(['value', 'full', 'FreeFormNumber']);
const listedKeys = new Set([...valueKeys, 'email', 'address', 'number', 'phone']);
const tellsAbout = new Set([
	...['id', 'ids', 'order', 'color', 'type', 'label', 'category', 'kind', 'field'],
	...['primary', 'isPrimary', 'is_primary', 'metadata', 'formattedType', 'canonicalForm'],
	...['extension', 'state', 'isStale', 'status', 'verified', 'number_e164'],
	...['number_type', 'address_type', 'AddressType', 'PhoneType', 'primaryPhoneCountryCode', 'additionalPhones'],
]);

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

/**
 * The entry that a list of objects means, as plain data: the only one that is filled in, or the one that is marked as
 * the first. Undefined where it is none.
 */
export function objectIn(list: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
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

function shownEntry(entry: Readonly<Record<string, unknown>>, depth: number): unknown {
	const key = keyBeside(entry, listedKeys);
	if (key !== undefined) return shown(entry[key] ?? '', depth);
	const names = Object.keys(entry);
	const isBlank = names.length > 0 && names.every((name) => tellsAbout.has(name) || isEmpty(entry[name]));
	return isBlank ? '' : shown(entry, depth);
}

/** Whether two values are one: the same text or number, or Dates of the same moment. */
function isSame(value: unknown, other: unknown): boolean {
	return !isNested(value) && !Array.isArray(value) && writtenOf(value) === writtenOf(other);
}

const writtenOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && saysItself(value) ? value.toJSON() : value;

const mostEntries = 50;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
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
	try {
		return shownOf(JSON.parse(text));
	} catch {
		return text;
	}
}

/** Whether a value is made of others: an object, a list with objects in it, bytes. A Date is one value. */
export function isNested(value: unknown): value is object {
	if (typeof value !== 'object' || value === null || saysItself(value)) return false;
	return (
		!Array.isArray(value) ||
		value.some((entry: unknown) => typeof entry === 'object' && entry !== null && !saysItself(entry))
	);
}

/**
 * How a person reaches a single value in a nested one: `.city`, `[1].value`. Empty where none is near. The names are
 * those of fields; what looks like anything else could be somebody's data.
 */
export function pathToSingle(value: unknown): string {
	const ways: Way[] = [];
	for (const way of waysToSingles(value, { path: '', name: '' }, 0)) if (ways.push(way) >= mostWays) break;
	const tells = ({ name }: Way) => tellsAbout.has(name) || /(?:^|_)id$|[a-z]I[dD]$/.test(name);
	const best = ways.find(({ name }) => valueKeys.has(name)) ?? ways.find((way) => !tells(way)) ?? ways[0];
	return best?.path ?? '';
}

interface Way {
	readonly path: string;
	/** Of the last field on the way. */
	readonly name: string;
}

const mostWays = 50;

function* waysToSingles(value: unknown, { path, name }: Way, depth: number): Generator<Way> {
	if (typeof value !== 'object' || value === null || isBytes(value) || depth > 2) return;
	for (const [key, entry] of Object.entries(value).slice(0, 20)) {
		const isIndex = Array.isArray(value);
		if ((!isIndex && !/^[A-Za-z_]\w{0,30}$/.test(key)) || isEmpty(entry)) continue;
		const way = isIndex ? { path: `${path}[${key}]`, name } : { path: `${path}.${key}`, name: key };
		if (isNested(entry)) yield* waysToSingles(entry, way, depth + 1);
		else yield way;
	}
}
