/** Text that is HTML already; everything else is escaped when it becomes part of a page. */
export class Markup {
	constructor(readonly text: string) {}
}

export type Content = string | number | Markup | readonly Markup[];

/** HTML with values put in: a value is never read as HTML unless it was made by this same function. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
	return new Markup(
		parts.map(withoutIndent).reduce((text, part, index) => `${text}${textOf(values[index - 1])}${part}`),
	);
}

/** The indent of our source code is a third of a page. */
const withoutIndent = (part: string) => part.replace(/\n\s+/g, '\n');

export const nothing = new Markup('');

/** The attributes of a table as wide as its place, without the lines and gaps that mail programs add. */
export const wideTable = new Markup('width="100%" cellpadding="0" cellspacing="0" border="0"');

/** The same where the table only lays out what is in it: a screen reader passes over it. */
export const layoutTable = html`role="presentation" ${wideTable}`;

const joined = (all: readonly Markup[]) => all.map(({ text }) => text).join('');

function textOf(value: Content): string {
	if (value instanceof Markup) return value.text;
	return typeof value === 'object' ? joined(value) : escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}
