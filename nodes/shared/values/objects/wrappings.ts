import { isNested, tellsAbout, valueKeys } from './nested';

/** The fields of a plain object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Under which key of an object its one value stands; undefined where it is not wrapped like that. */
type Wrapping = (fields: Fields, keys: readonly string[]) => string | undefined;

const wrappings: readonly Wrapping[] = [
	loneKey,
	resultOfFormula,
	latestVersion,
	textOfElement,
	propertyOfNotion,
	valueBeside,
];

/** The key of an object that holds the one value that is meant by it; undefined where it is no such object. */
export function keyOfOne(fields: Fields): string | undefined {
	const keys = Object.keys(fields);
	for (const keyIn of wrappings) {
		const key = keyIn(fields, keys);
		if (key !== undefined) return key;
	}
	return undefined;
}

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

function loneKey(_fields: Fields, keys: readonly string[]): string | undefined {
	return keys.length === 1 && loneKeys.has(keys[0]) ? keys[0] : undefined;
}

/** Of a cell of exceljs (https://github.com/exceljs/exceljs#value-types). */
function resultOfFormula(_fields: Fields, keys: readonly string[]): string | undefined {
	return keys.includes('result') && (keys.includes('formula') || keys.includes('sharedFormula')) ? 'result' : undefined;
}

/** Of HubSpot's values with their earlier ones. */
function latestVersion({ versions }: Fields, keys: readonly string[]): string | undefined {
	return keys.includes('value') && Array.isArray(versions) ? 'value' : undefined;
}

/**
 * Under which readers of XML put an element's text where it has attributes as well: xml2js and n8n's XML node,
 * fast-xml-parser, xml-js, x2js and Google's GData.
 */
const textKeys = ['_', '#text', '_text', '__text', '$t'];

function textOfElement(fields: Fields, keys: readonly string[]): string | undefined {
	return textKeys.find((name) => keys.includes(name) && !isNested(fields[name]));
}

/** What stands beside the one value in Notion's properties. */
const besideNotion = new Set(['id', 'type', 'name']);

/** https://developers.notion.com/reference/property-value-object */
function propertyOfNotion({ type }: Fields, keys: readonly string[]): string | undefined {
	const isProperty =
		typeof type === 'string' && keys.includes(type) && keys.every((key) => key === type || besideNotion.has(key));
	return isProperty && type !== 'type' ? type : undefined;
}

/**
 * Choices and links of Baserow and Airtable, phones and addresses of Pipedrive, Google, Copper and Keap, QuickBooks,
 * Jotform.
 */
function valueBeside(fields: Fields, keys: readonly string[]): string | undefined {
	return keyBeside(fields, keys, valueKeys);
}

const listedKeys = new Set([...valueKeys, 'email', 'address', 'number', 'phone']);

/** The same of an object in a list, such as one of several phones. */
export function keyOfEntry(fields: Fields): string | undefined {
	return keyBeside(fields, Object.keys(fields), listedKeys);
}

/** The one of these keys that holds a single value, if all others merely tell about it. */
function keyBeside(fields: Fields, keys: readonly string[], wanted: ReadonlySet<string>): string | undefined {
	const [own, ...others] = keys.filter((key) => !tellsAbout(key));
	return own !== undefined && others.length === 0 && wanted.has(own) && !isNested(fields[own]) ? own : undefined;
}
