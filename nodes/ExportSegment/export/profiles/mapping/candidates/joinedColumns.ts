import { mayMeanNothing, meansNothing } from '../../../../../shared/values/emptyWords';
import { withoutEmptyDecimals } from '../../../../../shared/values/numbers';
import { isEmpty } from '../../../../../shared/values/plainData';
import type { Column } from '../columns/columnCells';
import { holderOf } from '../columns/columnCells';
import type { Candidate } from './candidate';
import { wordsIn } from './candidate';

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
 * The candidates, with what stands in columns of its own put where it belongs: a prefix before its last name (`de
 * Jong`), and the number of a house to its street, before it where its column stands before, as whoever made the table
 * meant them to be read.
 * @param columns all new ones, in their order
 */
export function withJoinedColumns(candidates: readonly Candidate[], columns: readonly Column[]): Candidate[] {
	const placeOf = ({ columns: [column] }: Candidate) => columns.indexOf(column);
	return candidates.map((candidate) => {
		const holder = holderOf(candidate.columns[0]);
		const beside = (field: string) =>
			candidates.find((each) => each.field === field && holderOf(each.columns[0]) === holder);
		if (candidate.field === 'last_name') {
			const prefix = beside('surname_prefix');
			return prefix === undefined ? candidate : joined(candidate, prefix, undefined, withPrefix);
		}
		const partOfAddress = (part: string) => beside(candidate.field.replace(/street$/, part));
		const number = /(?:^|_)street$/.test(candidate.field) ? partOfAddress('house_number') : undefined;
		if (number === undefined) return candidate;
		const isBefore = placeOf(number) < placeOf(candidate);
		const withNumber = (street: string, house: string) => (isBefore ? `${house} ${street}` : `${street} ${house}`);
		return joined(candidate, number, partOfAddress('house_addition'), (street, house, addition) =>
			isNumberOf(street, house) ? withNumber(street, addition === '' ? house : `${house} ${addition}`) : undefined,
		);
	});
}

/**
 * A candidate with what stands beside its values put to them, where both are there.
 * @param join undefined where a value stays as it is
 */
function joined(
	candidate: Candidate,
	part: Candidate,
	addition: Candidate | undefined,
	join: (text: string, beside: string, more: string) => string | undefined,
): Candidate {
	return {
		...candidate,
		columns: [candidate, part, ...(addition ? [addition] : [])].flatMap((each) => each.columns),
		bind(cellOf) {
			const [cell, partCell, additionCell] = [candidate.bind(cellOf), part.bind(cellOf), addition?.bind(cellOf)];
			return (index) => {
				const value = cell(index);
				const text = textIn(value);
				const beside = text === '' ? '' : textIn(partCell(index));
				if (beside === '') return value;
				return join(text, beside, additionCell === undefined ? '' : textIn(additionCell(index))) ?? value;
			};
		},
	};
}

/** The words of a cell; none where they say that there is nothing: put together they would say so no longer. */
function textIn(value: unknown): string {
	const text = withoutEmptyDecimals(wordsIn(value));
	return meansNothing(text) || mayMeanNothing(text) ? '' : text;
}

const withPrefix = (last: string, prefix: string): string | undefined =>
	`${last} `.toLowerCase().startsWith(`${prefix} `.toLowerCase()) ? undefined : `${prefix} ${last}`;

/** A database's 0 is no house, what has no digit no number of one, and it may stand in the street already. */
const isNumberOf = (street: string, house: string): boolean => /[1-9]/.test(house) && !hasNumber(street, house);

/** Whether the street already begins or ends with the number: `12`, `12a`, `12-14`. */
function hasNumber(text: string, house: string): boolean {
	const words = text.toLowerCase().split(/[\s,]+/);
	return [words[0], words[words.length - 1]].some((word) => {
		const rest = word.startsWith(house.toLowerCase()) ? word.slice(house.length) : undefined;
		return rest !== undefined && /^[a-z]?(?:[-/]\w+)?$/.test(rest);
	});
}
