import type { NameParts } from '../../../../../shared/account/columns/fullName';
import { isTitle, splitName } from '../../../../../shared/account/columns/fullName';
import { spellingKey } from '../../../../../shared/account/columns/nameMeaning';
import { ownNameOf } from '../columns/columnWays';
import type { Candidate } from './candidate';
import { wordsIn } from './candidate';

/**
 * The first or the last name out of a whole one. Several whole names may be several people's, as of who comes and who
 * paid: a later one completes an earlier one only where they do not differ.
 * @param wholes all whole names, in the order in which they are looked into; it may grow
 */
export function partOfName(
	candidate: Candidate,
	field: string,
	part: 'first' | 'last',
	wholes: readonly Candidate[],
): Candidate {
	return {
		...candidate,
		field,
		bind(cellOf) {
			const cell = candidate.bind(cellOf);
			const before = wholes.slice(0, wholes.indexOf(candidate)).map((each) => each.bind(cellOf));
			return (index) => {
				const parts = splitName(cell(index));
				return before.every((each) => agree(splitName(each(index)), parts)) ? parts[part] : undefined;
			};
		},
	};
}

/** Whether all that is known of the one is so in the other. */
const agree = (one: NameParts, other: NameParts): boolean =>
	(one.first === undefined || one.first === other.first) && (one.last === undefined || one.last === other.last);

/**
 * The one of the two names that has no column of its own, out of a whole name beside the other: `Ann` of `Ann Lee`
 * where the last name is `Lee`. A single word in a column that is called `Name` is the first name, as Demio has it, if
 * nearly all are single: in a column with `Acme Ltd` it may be a company.
 * @param samples of the whole names
 */
export function otherPartOfName(
	whole: Candidate,
	known: Candidate,
	missing: 'first_name' | 'last_name',
	samples: readonly unknown[],
): Candidate {
	const isWord = (text: string) => !/[\s\d]/.test(text);
	const mayBeFirst =
		whole.columns.every((column) => spellingKey(ownNameOf(column)) === 'name') &&
		samples.filter((sample) => !isWord(wordsIn(sample))).length <= samples.length / 10;
	return {
		...whole,
		field: missing,
		bind(cellOf) {
			const [wholeCell, knownCell] = [whole.bind(cellOf), known.bind(cellOf)];
			return (index) => {
				const [text, beside] = [wordsIn(wholeCell(index)), wordsIn(knownCell(index))];
				if (text.includes('@')) return undefined;
				if (missing === 'last_name') return unlessTitle(without(text, `${beside} `, `, ${beside}`));
				if (mayBeFirst && isWord(text)) return isSame(text, beside) ? undefined : unlessTitle(text);
				return unlessTitle(without(text, `${beside}, `, ` ${beside}`));
			};
		},
	};
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const unlessTitle = (name: string | undefined): string | undefined =>
	name !== undefined && isTitle(name) ? undefined : name;

/** What is left of a text that begins or ends like this, whatever its capitals; undefined where it does neither. */
function without(text: string, beginning: string, end: string): string | undefined {
	const small = text.toLowerCase();
	if (small.startsWith(beginning.toLowerCase())) return text.slice(beginning.length);
	return small.endsWith(end.toLowerCase()) ? text.slice(0, -end.length) : undefined;
}
