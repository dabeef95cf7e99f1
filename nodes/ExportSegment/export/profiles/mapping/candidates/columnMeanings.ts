import { addressTypes } from '../../../../../shared/account/columns/fieldSpellings';
import type { Meaning } from '../../../../../shared/account/columns/nameMeaning';
import {
	isEmailName,
	meaningOf,
	spellingKey,
	typedField,
	typeOfLabel,
} from '../../../../../shared/account/columns/nameMeaning';
import type { CellOf, Column } from '../columns/columnCells';
import { isHeld, isHolder, nameOfRecord, ownNameOf, pathOf } from '../columns/columnWays';
import type { Candidate } from './candidate';
import { nestedRank, plainly } from './candidate';
import { personsAndCompanies } from './companies';

/** Google Contacts: `Phone 1 - Value` beside `Phone 1 - Label`, `Address 1 - City` beside `Address 1 - Label`. */
const labelledName = /^(phone|address) (\d) - (.+)$/i;
/** What Google Contacts puts between several values in one cell. */
const between = ' ::: ';
/** Before every property that n8n's Notion node hands over; elsewhere it may be a house. */
const notionPrefix = /^property_/;

/** What tells of each of these columns what it may hold, by their names alone. */
export function meaningsAmong(columns: readonly Column[]): (column: Column) => Candidate[] {
	const keys = new Set(columns.flatMap(({ name, path }) => [name, ...path.slice(1)]).map(spellingKey));
	const isNotion = columns.some(({ name }) => notionPrefix.test(name) && isEmailName(name.replace(notionPrefix, '')));
	const hasMonth = columns.some(({ name }) => meaningOf(name)?.field === 'birth_month');
	return (column) => {
		const labelled = labelledMeanings(column, columns);
		if (labelled.length > 0) return labelled;
		const meaning =
			nestedMeaning(column, keys) ?? (isNotion ? meaningOf(column.name.replace(notionPrefix, ''), keys) : undefined);
		if (meaning === undefined) return [];
		const field = hasMonth && spellingKey(column.name) === 'birthday' ? 'birth_day' : meaning.field;
		const candidate = plainly(column, { ...meaning, field });
		if (field === 'full_name') return personsAndCompanies(candidate, column, columns);
		if (spellingKey(ownNameOf(column)) === 'address')
			return [candidate, plainly(column, { ...meaning, field: 'email' })];
		return [/ - value$/i.test(column.name) ? firstOfSeveral(candidate) : candidate];
	};
}

function firstOfSeveral(candidate: Candidate): Candidate {
	return {
		...candidate,
		bind(cellOf) {
			const cell = candidate.bind(cellOf);
			return (index) => {
				const value = cell(index);
				return typeof value === 'string' && value.includes(between) ? value.slice(0, value.indexOf(between)) : value;
			};
		},
	};
}

/** A column whose label in the same row tells which field it is: one candidate for each type. */
function labelledMeanings(column: Column, columns: readonly Column[]): Candidate[] {
	const [, kind, number, what] = labelledName.exec(column.name) ?? [];
	if (kind === undefined) return [];
	const isLabel = new RegExp(`^${kind} ${number} - (label|type)$`, 'i');
	const label = columns.find(({ name }) => isLabel.test(name));
	const part = kind.toLowerCase() === 'phone' ? (/^value$/i.test(what) ? 'phone' : '') : meaningOf(what)?.field;
	if (label === undefined || !part) return [];
	return addressTypes.flatMap((type) => {
		const field = typedField(part, type);
		if (field === undefined) return [];
		const group = `${kind} ${number}`;
		const value = firstOfSeveral(plainly(column, { field, rank: Number(number), isFaint: false, group }));
		return [
			{
				...value,
				isLabelled: true,
				bind(cellOf: CellOf) {
					const [cell, labelOf] = [value.bind(cellOf), cellOf(label)];
					return (index: number) => (typeOfLabel(labelOf(index)) === type ? cell(index) : undefined);
				},
			},
		];
	});
}

function nestedMeaning(column: Column, keys: ReadonlySet<string>): Meaning | undefined {
	const known = column.path.length > 1 ? undefined : meaningOf(column.name, keys);
	const path = pathOf(column);
	if (known !== undefined || path.length < 2) return known;
	const meaning = meaningWithin(path, keys, isHeld(column, path[path.length - 2]));
	return meaning && { ...meaning, rank: meaning.rank + nestedRank * Math.max(1, column.path.length - 1) };
}

/** What the last field of a way means, by the object that it stands in. */
function meaningWithin(path: readonly string[], keys: ReadonlySet<string>, isInHolder = false): Meaning | undefined {
	const [outer, inner] = path.slice(-2);
	if (inner === undefined) return meaningOf(outer, keys);
	const isName = meaningOf(outer)?.field === 'full_name';
	const held = isInHolder || isName || isHolder(outer) ? meaningOf(inner, keys) : undefined;
	// The title of a name is no job.
	if (isName && held?.field === 'job_title') return undefined;
	const wrapped = held ?? (isWrapped(outer, inner) ? meaningWithin(path.slice(0, -1), keys) : undefined);
	// The street of `streetAddress: { address1, city }` belongs to the city beside it.
	const isInAddress = /address$/i.test(outer) && /street$/.test(wrapped?.field ?? '');
	if (wrapped !== undefined && held === undefined && !wrapped.isFaint && !isInAddress) return wrapped;
	const meaning = held ?? meaningOf(`${outer} ${inner}`) ?? houseNumberIn(outer, inner);
	return meaning === undefined ? wrapped : { ...meaning, group: outer };
}

/** `address.number`; elsewhere a number is that of a customer, or a phone. */
function houseNumberIn(outer: string, inner: string): Meaning | undefined {
	const isIn = /^(?:number|nr|no)$/i.test(inner) && /addr|adres|anschrift|endere|direcc|indirizz/i.test(outer);
	return isIn ? meaningOf(`${outer} house number`) : undefined;
}

/** `country.name`, `email.email`, `region.region`: the object is about one thing, and this field is its value. */
function isWrapped(outer: string, inner: string): boolean {
	const field = meaningOf(outer)?.field;
	return field !== undefined && (nameOfRecord.test(inner) || meaningOf(inner)?.field === field);
}
