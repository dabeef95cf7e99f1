import { isNested } from '../../values/objects/nested';
import { shownOf } from '../../values/objects/shownValue';
import { isEmpty } from '../../values/plainData';
import { meaningOf } from './nameMeaning';

/** A whole name as the first and the last name. */
export interface NameParts {
	/** An object in which no name is found stays one, so that whoever reads the first name can tell of it. */
	readonly first?: unknown;
	readonly last?: string;
}

/** `Lee, Jr.`: what follows the comma belongs to the last name. */
const suffix = /^(jr|sr|ii|iii|iv|md|phd|esq|cpa|dds|rn)\.?$/i;
const maxCharacters = 300;

/**
 * The last word is the last name, `Ray, Bob` is last, first, and one word is the first name; an object has its parts
 * under their names. What is no name (an address, a number) has no parts.
 */
export function splitName(given: unknown): NameParts {
	const shown = shownOf(given);
	const value: unknown = Array.isArray(shown) && shown.length === 1 ? shown[0] : shown;
	if (isNested(value)) return partsOf(value);
	if (typeof value !== 'string' || value.length > maxCharacters || value.includes('@')) return {};
	const [before, ...behind] = value.split(',').map((part) => part.trim().replace(/\s+/g, ' '));
	const after = behind.filter((part) => part !== '' && !suffix.test(part)).join(' ');
	if (after !== '' && before !== '') return { last: before, first: after };
	const words = (before || after).split(' ').filter((word) => word !== '');
	if (words.length < 2) return { first: words[0] };
	return { first: words.slice(0, -1).join(' '), last: words.at(-1) };
}

/** `{ first: 'Ann', last: 'Lee' }`, `{ formatted: 'Ann Lee', givenName: 'Ann', familyName: 'Lee' }`. */
function partsOf(name: object): NameParts {
	const texts = Object.entries(name).filter(
		(each): each is [string, string] => !isEmpty(each[1]) && typeof each[1] === 'string',
	);
	const named = (field: string) => texts.find(([key]) => meaningOf(key)?.field === field)?.[1];
	const [first, last, whole] = ['first_name', 'last_name', 'full_name'].map(named);
	if (first !== undefined || last !== undefined) return { first, last };
	return whole === undefined ? { first: name } : splitName(whole);
}
