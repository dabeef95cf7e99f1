import { mayMeanNothing, meansNothing } from '../../values/emptyWords';
import { asText } from '../../values/texts';
import type { NameParts } from './fullName';
import { isTitle, maxNameCharacters } from './fullName';
import { spellingKey } from './nameMeaning';

/**
 * Whether two names may be one person's: `Ann` and `Ann Marie`, `A.` and `Ann`, `Jürgen` and `Juergen`, `Mc Donald` and
 * `McDonald`, `Wei Li` and `Li Wei`. Undefined where there is no part that both have. A nickname is another name: `Dan`
 * may be Daniel, or the husband of Daniela.
 */
export function isSameName(one: NameParts, other: NameParts): boolean | undefined {
	const told = (['first', 'last'] as const).flatMap((part) => {
		const words = wordsOf(one[part]);
		const others = one[part] === other[part] ? words : wordsOf(other[part]);
		return words.length === 0 || others.length === 0 ? [] : [areAlike(words, others)];
	});
	return told.length === 0 ? undefined : told.every((is) => is) || isInOtherOrder(one, other);
}

/** Whether two names are the same to the last word, of which each has a first and a last one. */
export function isSameWholeName(one: NameParts, other: NameParts): boolean {
	const [words, others] = [one, other].map(wordsOfWhole);
	return words.length > 1 && words.sort().join(' ') === others.sort().join(' ');
}

/** `Li Wei`, and a Spanish name of which only one has the second last name. */
function isInOtherOrder(one: NameParts, other: NameParts): boolean {
	const [few, many] = [one, other].map(wordsOfWhole).sort((a, b) => a.length - b.length);
	return few.length > 1 && few.every((word) => many.includes(word));
}

/** None where one of the two is missing: a single word may be anybody's. */
function wordsOfWhole({ first, last }: NameParts): string[] {
	const [before, behind] = [first, last].map(wordsOf);
	return before.length === 0 || behind.length === 0 ? [] : [...before, ...behind];
}

function wordsOf(part: unknown): string[] {
	const text = asText(part).trim();
	if (text.length > maxNameCharacters || meansNothing(text) || mayMeanNothing(text)) return [];
	return text
		.split(/[\s-]+/)
		.filter((word) => !isTitle(word))
		.map((word) => withoutUmlauts(plainWord.test(word) ? word.toLowerCase() : spellingKey(word)))
		.filter((word) => word !== '');
}

/** Most words are such, whose spelling takes a while to look into. */
const plainWord = /^[a-z]+$/i;

/** `Müller` may be written `Mueller` or `Muller`, `Ågård` `Aagaard`. */
const withoutUmlauts = (key: string): string => key.replace(/([aou])e|aa/g, (_both, vowel = 'a') => vowel as string);

function areAlike(words: readonly string[], others: readonly string[]): boolean {
	if (words.join('') === others.join('')) return true;
	const [few, many] = words.length <= others.length ? [words, others] : [others, words];
	return few.every((word) =>
		many.some(
			(each) =>
				each === word || (word.length === 1 && each.startsWith(word)) || (each.length === 1 && word.startsWith(each)),
		),
	);
}
