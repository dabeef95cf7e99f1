import type { Column } from './dataverse';

/** The columns that hold the address and the name, as far as they can be recognized. */
export interface EmailAndNames {
	readonly email?: Column;
	/** First and last name; failing these, the full name. */
	readonly names: readonly Column[];
}

/**
 * Tells the columns by their names: a unification may call them as it likes, and these are the usual ones of its
 * sources (the Common Data Model's contact, and Customer Insights' own contacts of business accounts).
 */
export function findEmailAndNames(columns: readonly Column[]): EmailAndNames {
	const texts = columns.filter(({ type }) => type === 'String' || type === 'Memo');
	const byKey = (...keys: readonly string[]) =>
		keys
			.map((key) => texts.find(({ name }) => keyOf(name) === key) ?? texts.find(({ label }) => keyOf(label) === key))
			.find((column) => column !== undefined);
	const email = byKey('email', 'emailaddress1', 'emailaddress', 'primaryemail', 'email1', 'mail') ?? likeEmail(texts);
	const first = byKey('firstname', 'givenname', 'forename');
	const last = byKey('lastname', 'surname', 'familyname');
	const full = first || last ? undefined : byKey('fullname', 'name', 'displayname');
	return { email, names: [first, last, full].filter((column) => column !== undefined) };
}

const keyOf = (name: string) =>
	name
		.toLowerCase()
		.replace(/^msdynci_/, '')
		.replace(/[^a-z0-9]/g, '');

/** A column named after the email address itself, and not after something about it. */
function likeEmail(columns: readonly Column[]): Column | undefined {
	return columns
		.filter(({ name, label }) => /e-?mail/i.test(`${name} ${label}`))
		.filter(({ name, label }) => !aboutEmail.test(`${name} ${label}`))
		.sort((a, b) => a.name.length - b.name.length)[0];
}

const aboutEmail = /hash|opt|consent|verif|valid|date|type|domain|count|allow|preference|status|alternate|secondary/i;
