/** A count as messages write it: 12,345. */
export const number = (count: number): string => count.toLocaleString('en-US');

/** A count with its noun: "1 profile", "12,345 profiles". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${number(count)} ${count === 1 ? one : many}`;

/** Names in a message, at most. */
export const mostNames = 10;

/** Names for a message: up to ten, and how many more there are. */
export function quoted(names: readonly string[]): string {
	const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
	return `${names
		.slice(0, mostNames)
		.map((name) => `'${name}'`)
		.join(', ')}${more}`;
}

const maxColumnCharacters = 60;

/** Names of columns for a message. */
export function columnsListed(names: readonly string[]): string {
	return quoted(names.map((name) => name.slice(0, maxColumnCharacters).toWellFormed()));
}
