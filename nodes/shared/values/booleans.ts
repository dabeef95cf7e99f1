/**
 * How programs and people write yes and no, in the languages of their spreadsheets; at the end a bit, as MySQL's client
 * writes it.
 */
const words = {
	true: 'true|t|yes|y|1|on|x|✓|checked|wahr|ja|j|vrai|oui|verdadero|sí|si|vero|sì|verdadeiro|sim|prawda|tak|sant|sand|pravda|ano|waar|\x01',
	false:
		'false|f|no|n|0|off|unchecked|falsch|nein|faux|non|falso|não|nao|fałsz|nie|falskt|falsk|nej|nei|nepravda|ne|onwaar|nee|\0',
};
const meanings = new Map(
	Object.entries(words).flatMap(([meaning, texts]) => texts.split('|').map((text) => [text, meaning] as const)),
);

/** `true` or `false`; undefined where the value means neither for certain. */
export function readBoolean(value: unknown): string | undefined {
	if (typeof value === 'boolean') return String(value);
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.length <= 20
		? meanings.get(
				text
					.trim()
					.normalize('NFC')
					.toLowerCase()
					.replace(/^([01])\.0+$/, '$1'),
			)
		: undefined;
}
