import { spellingKey } from '../../../../shared/account/columns/nameMeaning';
import { readBoolean } from '../../../../shared/values/booleans';
import { asText } from '../../../../shared/values/texts';

/**
 * What Odoo, ERPNext and others call the column that tells a company from a person, both of which have their name in
 * one column: those that are answered by yes and no, and those that name what it is.
 */
const questions = new Set(['is_company', 'is_business', 'is_organization'].map(spellingKey));
const kinds = new Set(['company_type', 'customer_type'].map(spellingKey));

/** Not `Business`, which may be what somebody is a customer for. */
const companies = new Set(['company', 'organization', 'organisation', 'partnership']);

/** Whether a column of this name may tell companies from persons. */
export function tellsCompanies(name: string): boolean {
	const key = spellingKey(name);
	return questions.has(key) || kinds.has(key);
}

/** Whether its value says that it is a company. @param name of the column */
export function saysCompany(value: unknown, name: string): boolean {
	if (questions.has(spellingKey(name))) return readBoolean(value) === 'true';
	return typeof value === 'string' && companies.has(asText(value).toLowerCase());
}
