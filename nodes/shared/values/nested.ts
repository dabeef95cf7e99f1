/**
 * The keys under which an object holds one value and nothing else: MongoDB's Extended JSON (mongoexport, jsonFormat
 * canonical: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/), DynamoDB's exports and answers
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html), Firestore's
 * (https://firebase.google.com/docs/firestore/reference/rest/v1/Value). Days keep theirs, which says what they count.
 */
const loneKeys = new Set([
	...['$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$oid', 'S', 'N', 'BOOL'],
	...['stringValue', 'integerValue', 'doubleValue', 'booleanValue', 'timestampValue', 'nullValue'],
]);

/** What stands beside the one value in Notion's properties. */
const besideNotion = new Set(['id', 'type', 'name']);

/**
 * What is meant by an object that a program puts around one value, such as a text with its fonts; any other value as it
 * is. Besides those above: exceljs's cells, also as the JSON that it writes into CSV
 * (https://github.com/exceljs/exceljs#value-types), Notion's properties and texts
 * (https://developers.notion.com/reference/property-value-object), HubSpot's values with their earlier versions, and
 * elements of XML with attributes, as n8n's XML node gives them.
 */
export function shownOf(value: unknown, depth = 0): unknown {
	if (typeof value === 'string') return value.startsWith('{"richText":[') ? shownText(value) : value;
	if (typeof value !== 'object' || value === null || depth > mostWrappings || ArrayBuffer.isView(value)) return value;
	if (Array.isArray(value)) return joined(value, 'plain_text') ?? value;
	const fields = value as Readonly<Record<string, unknown>>;
	const runs = joined(fields.richText, 'text');
	if (runs !== undefined) return runs;
	const key = keyOfOne(fields);
	return key === undefined ? value : shownOf(fields[key], depth + 1);
}

const mostWrappings = 4;

function keyOfOne(fields: Readonly<Record<string, unknown>>): string | undefined {
	const keys = Object.keys(fields);
	if (keys.length === 1) return loneKeys.has(keys[0]) ? keys[0] : undefined;
	const has = (name: string) => Object.hasOwn(fields, name);
	if (has('result') && (has('formula') || has('sharedFormula'))) return 'result';
	if (has('value') && Array.isArray(fields.versions)) return 'value';
	if (keys.length === 2 && has('_') && has('$')) return '_';
	const { type } = fields;
	const isProperty =
		typeof type === 'string' && has(type) && keys.every((key) => key === type || besideNotion.has(key));
	return isProperty && type !== 'type' ? type : undefined;
}

/** The text of stretches that each have it under this key; undefined where the value is no list of such. */
function joined(stretches: unknown, key: string): string | undefined {
	if (!Array.isArray(stretches) || stretches.length === 0) return undefined;
	const texts = stretches.map((each: unknown) =>
		typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[key] : undefined,
	);
	return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined;
}

function shownText(text: string): unknown {
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

/** Dates and luxon's DateTimes say themselves how they are written; so do bytes, but nobody means that. */
export function saysItself(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function' && !ArrayBuffer.isView(value);
}

/**
 * How a person reaches a single value in a nested one: `.city`, `[0].value`. Empty where none is near. The names are
 * those of fields; what looks like anything else could be somebody's data.
 */
export function pathToSingle(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 2) return '';
	for (const [name, entry] of Object.entries(value).slice(0, 20)) {
		const step = Array.isArray(value) ? `[${name}]` : /^[A-Za-z_]\w{0,30}$/.test(name) ? `.${name}` : '';
		if (step === '' || entry === null || entry === '') continue;
		if (!isNested(entry)) return step;
		const rest = pathToSingle(entry, depth + 1);
		if (rest !== '') return step + rest;
	}
	return '';
}
