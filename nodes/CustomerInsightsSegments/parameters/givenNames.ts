import { parsedJson } from '../../shared/json';
import { textsIn } from '../../shared/n8n/givenValues';

/** Names as users give them: a list, a list as JSON, or separated by commas; each once. */
export function givenNames(value: unknown): string[] {
	return textsIn(typeof value === 'string' ? listIn(value) : value);
}

function listIn(text: string): unknown[] {
	const list = text.trimStart().startsWith('[') ? parsedJson(text) : undefined;
	return Array.isArray(list) ? list : text.split(',');
}
