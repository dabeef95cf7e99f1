import type { ContactField } from '../../../shared/account/contactFields';
import { maxEmailCharacters } from '../../../shared/account/contract';
import type { TableRows } from '../../../shared/files/tableRows';
import { holdsUnit } from '../../../shared/files/tableRows';
import type { CellPlaces } from '../run/run';
import type { CheckedContact } from '../profiles/contactCheck';

const atSign = 0x40;

/** As the first pass writes them: they leave as two numbers, and not as a text. */
const monthAndDay = /^(?:[1-9]|1[0-2])\/(?:[1-9]|[12]\d|3[01])$/;
/** A day or a moment of ISO 8601, which has no limit of its own. */
const maxDayCharacters = 40;

const longestIn = ({ maxCharacters }: ContactField) =>
	maxCharacters === Number.POSITIVE_INFINITY ? maxDayCharacters : maxCharacters;

/**
 * Fills a contact with the values of a profile that the first pass found to be sent just as they come: what checking
 * them once more would give, for a third of the time.
 * @returns false where they are no texts or there is no address: the profile has changed, and must be checked
 */
type ContactFill = (values: readonly unknown[], contact: CheckedContact) => boolean;

/** The same of the cells of a row that stand in the file's text: whether they still are what such a profile has. */
type CellsTest = (table: TableRows, index: number, cells: CellPlaces) => boolean;

export function createContactFill(columns: readonly ContactField[]): ContactFill {
	const emailColumn = columns.findIndex((field) => field.kind === 'email');
	const longest = columns.map(longestIn);
	const isMonthDay = columns.map(({ kind }) => kind === 'monthDay');
	return (values, contact) => {
		const email = values[emailColumn];
		if (typeof email !== 'string' || email.length > maxEmailCharacters || !email.includes('@')) return false;
		contact.email = email;
		for (let column = 0; column < columns.length; column++) {
			const value = column === emailColumn ? undefined : (values[column] ?? undefined);
			if (value !== undefined && typeof value !== 'string') return false;
			if (value !== undefined && value.length > longest[column]) return false;
			if (isMonthDay[column] && value && !monthAndDay.test(value)) return false;
			contact.values[column] = value === '' ? undefined : value;
		}
		return true;
	};
}

export function createCellsTest(columns: readonly ContactField[]): CellsTest {
	const longest = columns.map(longestIn);
	const isMonthDay = columns.map(({ kind }) => kind === 'monthDay');
	return (table, index, { email, others }) => {
		for (const { column, place } of others) {
			const length = table.endOf(index, place) - table.startOf(index, place);
			if (length > longest[column]) return false;
			if (isMonthDay[column] && length > 0 && !monthAndDay.test(table.textOf(index, place))) return false;
		}
		const start = table.startOf(index, email);
		const end = table.endOf(index, email);
		return end - start <= maxEmailCharacters && holdsUnit(table.units, start, end, atSign);
	};
}
