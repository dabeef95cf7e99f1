import { textsIn } from '../../shared/n8n/givenValues';

/** Names as users give them: a list, a list as JSON, or separated by commas; each once. */
export function givenNames(value: unknown): string[] {
	return textsIn(typeof value === 'string' ? listIn(value) : value);
}

function listIn(text: string): unknown[] {
	if (text.trimStart().startsWith('[')) {
		try {
			const list: unknown = JSON.parse(text);
			if (Array.isArray(list)) return list;
		} catch {
			return text.split(',');
		}
	}
	return text.split(',');
}
