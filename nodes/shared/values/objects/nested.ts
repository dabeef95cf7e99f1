import { isBytes, isEmpty, saysItself } from '../plainData';

/** Whether a value is made of others: an object, a list with objects in it, bytes. A Date is one value. */
export function isNested(value: unknown): value is object {
	if (typeof value !== 'object' || value === null || saysItself(value)) return false;
	return (
		!Array.isArray(value) ||
		value.some((entry: unknown) => typeof entry === 'object' && entry !== null && !saysItself(entry))
	);
}

/** Under which the one value of an object stands, with what merely tells about it beside. */
export const valueKeys: ReadonlySet<string> = new Set(['value', 'full', 'FreeFormNumber']);

/** What stands beside a value in an object and merely tells about it. */
const about = new Set([
	...['id', 'ids', 'order', 'color', 'type', 'label', 'category', 'kind', 'field'],
	...['primary', 'isPrimary', 'is_primary', 'metadata', 'formattedType', 'canonicalForm'],
	...['extension', 'state', 'isStale', 'status', 'verified', 'number_e164'],
	...['enum_id', 'enum_code'],
	...['number_type', 'address_type', 'AddressType', 'PhoneType', 'primaryPhoneCountryCode', 'additionalPhones'],
]);

/** Whether a field of this name holds no value of its own but tells about the one beside it. */
export function tellsAbout(name: string): boolean {
	return about.has(name);
}

/**
 * How a person reaches a single value in a nested one: `.city`, `[1].value`. Empty where none is near. The names are
 * those of fields; what looks like anything else could be somebody's data.
 */
export function pathToSingle(value: unknown): string {
	const ways: Way[] = [];
	for (const way of waysToSingles(value, { path: '', name: '' }, 0)) if (ways.push(way) >= mostWays) break;
	const tells = ({ name }: Way) => tellsAbout(name) || /(?:^|_)id$|[a-z]I[dD]$/.test(name);
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
