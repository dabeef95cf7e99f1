import { shownOf } from '../../values/nested';

/** A whole name as the first and the last name. */
export interface NameParts {
	readonly first?: string;
	readonly last?: string;
}

/** `Lee, Jr.`: what follows the comma belongs to the last name. */
const suffix = /^(jr|sr|ii|iii|iv|md|phd|esq|cpa|dds|rn)\.?$/i;
const maxCharacters = 300;

/**
 * The last word is the last name, `Ray, Bob` is last, first, and one word is the first name. What is no name (an
 * address, a number, an object) has no parts.
 */
export function splitName(given: unknown): NameParts {
	const shown = shownOf(given);
	const value: unknown = Array.isArray(shown) && shown.length === 1 ? shown[0] : shown;
	if (typeof value !== 'string' || value.length > maxCharacters || value.includes('@')) return {};
	const [before, ...behind] = value.split(',').map((part) => part.trim().replace(/\s+/g, ' '));
	const after = behind.filter((part) => part !== '' && !suffix.test(part)).join(' ');
	if (after !== '' && before !== '') return { last: before, first: after };
	const words = (before || after).split(' ').filter((word) => word !== '');
	if (words.length < 2) return { first: words[0] };
	return { first: words.slice(0, -1).join(' '), last: words.at(-1) };
}
