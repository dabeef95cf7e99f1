import { isCompanyName } from '../../../../../shared/account/columns/fullName';
import { meaningOf, spellingKey } from '../../../../../shared/account/columns/nameMeaning';
import { readBoolean } from '../../../../../shared/values/booleans';
import { isEmpty } from '../../../../../shared/values/plainData';
import { asText } from '../../../../../shared/values/texts';
import type { Column } from '../columns/columnCells';
import { holderOf } from '../columns/columnCells';
import { ownNameOf } from '../columns/columnWays';
import type { Candidate } from './candidate';
import { nestedRank } from './candidate';

/**
 * What Odoo, ERPNext and others call the column that tells a company from a person, both of which have their name in
 * one column: those that are answered by yes and no, and those that name what it is.
 */
const questions = new Set(['is_company', 'is_business', 'is_organization'].map(spellingKey));
const kinds = new Set(['company_type', 'customer_type'].map(spellingKey));

/** Not `Business`, which may be what somebody is a customer for. */
const companies = new Set(['company', 'organization', 'organisation', 'partnership']);

/** Whether a column of this name may tell companies from persons. */
function tellsCompanies(name: string): boolean {
	const key = spellingKey(name);
	return questions.has(key) || kinds.has(key);
}

/** Whether its value says that it is a company. @param name of the column */
function saysCompany(value: unknown, name: string): boolean {
	if (questions.has(spellingKey(name))) return readBoolean(value) === 'true';
	return typeof value === 'string' && companies.has(asText(value).toLowerCase());
}

/** A column of whole names as those of persons, and as those of companies. @param columns all that were met with it */
export function personsAndCompanies(candidate: Candidate, column: Column, columns: readonly Column[]): Candidate[] {
	const kind = kindOfCustomer(column, columns);
	return kind === undefined ? [candidate, companyIn(candidate)] : byKind(candidate, kind, employersAmong(columns));
}

/** The column that tells whether a name is a company's, if there is one. */
function kindOfCustomer(column: Column, columns: readonly Column[]): Column | undefined {
	return columns.find((other) => holderOf(other) === holderOf(column) && tellsCompanies(ownNameOf(other)));
}

const employersAmong = (columns: readonly Column[]): Column[] =>
	columns.filter(({ name }) => meaningOf(name)?.field === 'company_name');

/**
 * A name that is a company's where the column beside it says so, and a person's elsewhere: also where another column
 * names the company, whose customer this person is.
 */
function byKind(candidate: Candidate, kind: Column, employers: readonly Column[]): Candidate[] {
	const where = (isCompany: boolean): Pick<Candidate, 'bind' | 'isLabelled'> => ({
		isLabelled: true,
		bind(cellOf) {
			const [cell, kindOf, others] = [candidate.bind(cellOf), cellOf(kind), employers.map(cellOf)];
			const namesCompany = (index: number) =>
				saysCompany(kindOf(index), ownNameOf(kind)) && others.every((other) => isNone(other(index)));
			return (index) => (namesCompany(index) === isCompany ? cell(index) : undefined);
		},
	});
	return [
		{ ...candidate, ...where(false) },
		{ ...asCompany(candidate), ...where(true) },
	];
}

/** Odoo gives false for an empty field. */
const isNone = (value: unknown): boolean => isEmpty(value) || value === false;

/** A company's name among those of persons, by its legal form. */
function companyIn(candidate: Candidate): Candidate {
	return {
		...asCompany(candidate),
		isLabelled: true,
		bind(cellOf) {
			const cell = candidate.bind(cellOf);
			return (index) => {
				const name = cell(index);
				return isCompanyName(name) ? name : undefined;
			};
		},
	};
}

const asCompany = (candidate: Candidate): Candidate => ({
	...candidate,
	field: 'company_name',
	rank: candidate.rank + nestedRank,
});
