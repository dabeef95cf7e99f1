import type { NameParts } from '../../../../shared/account/columns/fullName';
import { isTitle, splitName } from '../../../../shared/account/columns/fullName';
import { spellingKey } from '../../../../shared/account/columns/nameMeaning';
import { mayMeanNothing, meansNothing } from '../../../../shared/values/emptyWords';
import { withoutEmptyDecimals } from '../../../../shared/values/numbers';
import { isNested } from '../../../../shared/values/objects/nested';
import { isEmpty } from '../../../../shared/values/plainData';
import { asText } from '../../../../shared/values/texts';
import type { Column } from './columnCells';
import type { Candidate } from './columnMeanings';
import { ownNameOf } from './columnMeanings';

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
		samples.filter((sample) => !isWord(wordsOf(sample))).length <= samples.length / 10;
	return {
		...whole,
		field: missing,
		bind(cellOf) {
			const [wholeCell, knownCell] = [whole.bind(cellOf), known.bind(cellOf)];
			return (index) => {
				const [text, beside] = [wordsOf(wholeCell(index)), wordsOf(knownCell(index))];
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

const wordsOf = (value: unknown): string => (isNested(value) ? '' : asText(value).replace(/\s+/g, ' '));

/** What is left of a text that begins or ends like this, whatever its capitals; undefined where it does neither. */
function without(text: string, beginning: string, end: string): string | undefined {
	const small = text.toLowerCase();
	if (small.startsWith(beginning.toLowerCase())) return text.slice(beginning.length);
	return small.endsWith(end.toLowerCase()) ? text.slice(0, -end.length) : undefined;
}

/** The month and the day that stand in two columns. */
export function birthdayOf(month: Candidate, day: Candidate): Candidate {
	return {
		...day,
		field: 'birthday',
		columns: [...month.columns, ...day.columns],
		bind(cellOf) {
			const [monthCell, dayCell] = [month.bind(cellOf), day.bind(cellOf)];
			return (index) => monthAndDay(monthCell(index), dayCell(index));
		},
	};
}

/**
 * `--05-17`, which cannot be read the other way round, or `17-May` where the month is a word. A part that is zero is
 * missing: Evolution writes `0000` for what it does not know, and other parts with four digits as well.
 */
function monthAndDay(month: unknown, day: unknown): string | undefined {
	if (isEmpty(month) || isEmpty(day)) return undefined;
	const [m, d] = [month, day].map((part) => withoutEmptyDecimals(String(part).trim()).replace(/^0+(?=\d)/, ''));
	if (m === '0' || d === '0') return undefined;
	return /^\d+$/.test(m) ? `--${m.padStart(2, '0')}-${d.padStart(2, '0')}` : `${d}-${m}`;
}

/**
 * The candidates, with the number of a house put to its street where it stands in a column of its own: before the
 * street where its column does, behind it elsewhere, as whoever made the table meant them to be read.
 * @param columns all new ones, in their order
 */
export function withHouseNumbers(candidates: readonly Candidate[], columns: readonly Column[]): Candidate[] {
	const placeOf = ({ columns: [column] }: Candidate) => columns.indexOf(column);
	const partBeside = (street: Candidate, part: string) =>
		candidates.find(
			(each) =>
				each.field === street.field.replace(/street$/, part) && wayTo(each.columns[0]) === wayTo(street.columns[0]),
		);
	return candidates.map((street) => {
		const number = /(?:^|_)street$/.test(street.field) ? partBeside(street, 'house_number') : undefined;
		if (number === undefined) return street;
		const addition = partBeside(street, 'house_addition');
		const isBefore = placeOf(number) < placeOf(street);
		return {
			...street,
			columns: [street, number, ...(addition ? [addition] : [])].flatMap((part) => part.columns),
			bind(cellOf) {
				const [streetCell, numberCell, additionCell] = [street, number, addition].map((part) => part?.bind(cellOf));
				return (index) => {
					const value = streetCell?.(index);
					const [text, house] = [textIn(value), textIn(numberCell?.(index))];
					// A database's 0 is no house, and what has no digit no number of one.
					if (text === '' || !/[1-9]/.test(house) || hasNumber(text, house)) return value;
					const whole = [house, textIn(additionCell?.(index))].filter((part) => part !== '').join(' ');
					return isBefore ? `${whole} ${text}` : `${text} ${whole}`;
				};
			},
		};
	});
}

/** The candidates, with the prefix of a last name put before it where it stands in a column of its own: `de Jong`. */
export function withSurnamePrefixes(candidates: readonly Candidate[]): Candidate[] {
	return candidates.map((name) => {
		const prefix =
			name.field === 'last_name'
				? candidates.find(
						(each) => each.field === 'surname_prefix' && wayTo(each.columns[0]) === wayTo(name.columns[0]),
					)
				: undefined;
		if (prefix === undefined) return name;
		return {
			...name,
			columns: [...name.columns, ...prefix.columns],
			bind(cellOf) {
				const [nameCell, prefixCell] = [name, prefix].map((part) => part.bind(cellOf));
				return (index) => {
					const value = nameCell(index);
					const [last, before] = [textIn(value), textIn(prefixCell(index))];
					const isThere = `${last} `.toLowerCase().startsWith(`${before} `.toLowerCase());
					return last === '' || before === '' || isThere ? value : `${before} ${last}`;
				};
			},
		};
	});
}

/** The words of a cell; none where they say that there is nothing: put together they would say so no longer. */
function textIn(value: unknown): string {
	const text = withoutEmptyDecimals(wordsOf(value));
	return meansNothing(text) || mayMeanNothing(text) ? '' : text;
}

/** Whether the street already begins or ends with the number: `12`, `12a`, `12-14`. */
function hasNumber(text: string, house: string): boolean {
	const words = text.toLowerCase().split(/[\s,]+/);
	return [words[0], words[words.length - 1]].some((word) => {
		const rest = word.startsWith(house.toLowerCase()) ? word.slice(house.length) : undefined;
		return rest !== undefined && /^[a-z]?(?:[-/]\w+)?$/.test(rest);
	});
}

/** The object that a field stands in. */
const wayTo = ({ path }: Column): string => path.slice(0, -1).join('\0');
