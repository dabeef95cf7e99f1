import { splitName } from '../../../../shared/account/columns/fullName';
import { withoutEmptyDecimals } from '../../../../shared/values/numbers';
import { isEmpty } from '../../../../shared/values/plainData';
import type { Candidate } from './columnMeanings';

/** The first or the last name out of a whole one. */
export function partOfName(candidate: Candidate, field: string, part: 'first' | 'last'): Candidate {
	return {
		...candidate,
		field,
		bind(cellOf) {
			const cell = candidate.bind(cellOf);
			return (index) => splitName(cell(index))[part];
		},
	};
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
