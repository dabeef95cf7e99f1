/** Names as users give them: a list, a list as JSON, or separated by commas; each once. */
export function givenNames(value: unknown): string[] {
	const names = Array.isArray(value) ? value : listIn(String(value ?? ''));
	return [...new Set(names.map((name) => String(name ?? '').trim()).filter((name) => name !== ''))];
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
