import { parsedJson } from '../../shared/json';

/** What JSON as text says, also where it was encoded as JSON once more; undefined for a text that is none. */
export function decodedTwice(value: unknown): unknown {
	const once = typeof value === 'string' ? parsedJson(value) : value;
	return typeof once === 'string' ? parsedJson(once) : once;
}
