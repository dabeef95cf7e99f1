import { isCompanyName } from '../../../../shared/account/columns/fullName';
import { addressTypes } from '../../../../shared/account/columns/fieldSpellings';
import type { Meaning } from '../../../../shared/account/columns/nameMeaning';
import {
	isEmailName,
	meaningOf,
	spellingKey,
	typedField,
	typeOfLabel,
} from '../../../../shared/account/columns/nameMeaning';
import { isEmpty } from '../../../../shared/values/plainData';
import type { Cell, CellOf, Column } from './columnCells';
import { saysCompany, tellsCompanies } from './companies';
import { isPersonObject } from './parties';

/** One way in which a contact field can get its value. */
export interface Candidate extends Meaning {
	/** Where the value stands. */
	readonly columns: readonly Column[];
	/** Whether it depends on a label in the same row. */
	readonly isLabelled?: boolean;
	/** Which of the people of a row it is about (otherPeople.ts). */
	readonly about?: string;
	bind(cellOf: CellOf): Cell;
}

/** The candidate whose value is what one column holds. */
export function plainly(column: Column, meaning: Meaning): Candidate {
	return { ...meaning, columns: [column], bind: (cellOf) => cellOf(column) };
}

/** Google Contacts: `Phone 1 - Value` beside `Phone 1 - Label`, `Address 1 - City` beside `Address 1 - Label`. */
const labelledName = /^(phone|address) (\d) - (.+)$/i;
/** What Google Contacts puts between several values in one cell. */
const between = ' ::: ';

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
		const kind = field === 'full_name' ? kindOfCustomer(column, columns) : undefined;
		if (kind !== undefined) return byKind(candidate, kind, employersAmong(columns));
		if (field === 'full_name') return [candidate, companyIn(candidate)];
		if (spellingKey(ownNameOf(column)) === 'address')
			return [candidate, plainly(column, { ...meaning, field: 'email' })];
		return [/ - value$/i.test(column.name) ? firstOfSeveral(candidate) : candidate];
	};
}

/** The column that tells whether a name is a company's, if there is one. */
function kindOfCustomer({ path }: Column, columns: readonly Column[]): Column | undefined {
	const isBeside = (other: Column) => other.path.slice(0, -1).join('.') === path.slice(0, -1).join('.');
	return columns.find((other) => isBeside(other) && tellsCompanies(ownNameOf(other)));
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

/** Objects that merely hold a profile's fields, besides those that are called after whom they are about. */
const holders = new Set(
	[
		...['properties', 'fields', 'attributes', 'data', 'record', 'profile', 'people'],
		...['body', 'json', 'merge_fields', 'merges', 'custom_fields'],
		// Elasticsearch, DynamoDB, Google's People, Google Workspace.
		...['_source', 'item', 'names', 'name'],
		// Calendly and other webhooks, Segment (a track event has `context.traits`), Supabase, groups of questions.
		...['payload', 'traits', 'context', 'user_metadata', 'raw_user_meta_data'],
		// Events and checkouts of Stripe, entries of Webflow and Storyblok.
		...['object', 'billing_details', 'fieldData', 'content'],
		// n8n's AI nodes, GraphQL, Coda, E-goi, Mautic, Iterable, Help Scout.
		...['output', 'message', 'result', 'response', 'node', 'values', 'base', 'all', 'dataFields', '_embedded'],
		// Zendesk's and Bubble's people, PayPal's buyers, OpenAI's answers, the person of Pipedrive's deals.
		...['user_fields', 'authentication', 'resource', 'text', 'person_id'],
		// Jotform, Wufoo, Cal.com, SurveyMonkey, Typeform; addresses by their kind (Eventbrite), or the one of a list.
		...['rawRequest', 'entries', 'responses', 'questions', 'form_response'],
		...['addresses', 'postal_addresses'],
		// CiviCRM's main ones, listmonk.
		...['email_primary', 'phone_primary', 'address_primary', 'attribs'],
		// Wix, Wild Apricot.
		...['primaryInfo', 'info', 'FieldValues'],
		// Dotdigital, Omnisend, Clover and GraphQL, Little Green Light.
		...['identifiers', 'elements', 'nodes', 'street_addresses', 'mailing_addresses'],
	].map(spellingKey),
);
/** Whether an object of this name merely holds a profile's fields. */
export function isHolder(name: string): boolean {
	const key = spellingKey(name);
	return holders.has(key) || unnamedGroup.test(name) || isPersonObject(key);
}
/** A group of questions that nobody gave a name: n8n's KoBoToolbox node hands over `group_ab1/Email`. */
const unnamedGroup = /^group_\w+$/;
/**
 * A table, or a letter for it, before the name of a column: `people.email` as Hive and SQLite write it where they are
 * set so, `c.email` as Access does where two tables have an `email`.
 */
const isTable = (name: string): boolean => /^[a-z]$/i.test(name) || isHolder(name.replace(/s$/i, ''));
/** Whether what stands before a field's name merely holds the field. */
const isHeld = (column: Column, outer: string): boolean =>
	column.isHeld === true || isHolder(outer) || (column.path.length === 1 && isTable(outer));
/** What a link to another record is shown by: Zoho's `Account_Name: { name, id }`. */
const nameOfRecord = /^(name|value|label|display_value|display_name)$/i;
/** What CiviCRM's API puts behind a field for which it gives words: `country_id:label`. */
const inWords = /:(label|abbr)$/;
export const nestedRank = 200;

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

/**
 * The way to a field that stands in an object. A name may be a way, too, that a program has made of it:
 * `properties.email` in pandas' tables, `data__email` in those of dlt, `data[merges][FNAME]` and `fields[email][value]`
 * in forms, whose fields n8n's webhooks hand over under such names.
 */
export function pathOf(column: Column): readonly string[] {
	const { path } = column;
	const steps = path[path.length - 1]
		.replace(inWords, '')
		.split(/[./[\]]|__/)
		.filter((step) => step !== '');
	if (steps.length < 2) return path;
	const around = steps.slice(0, nameOfRecord.test(steps[steps.length - 1]) ? -2 : -1);
	// A single step that is held is the way to an answer of a form, through its groups of questions.
	const isAnswer = column.isHeld === true && path.length === 1;
	const isWay = isAnswer || around.every((step) => isHolder(step) || isTable(step));
	return isWay ? [...path.slice(0, -1), ...steps] : path;
}

/**
 * Those columns of which no other table has one of the same name: nobody can know whose address counts, where two have
 * an `email`.
 */
export function ofOneTable(columns: readonly Column[]): Column[] {
	const counts = new Map<string, number>();
	const keyOf = (column: Column) => spellingKey(ownNameOf(column));
	for (const key of columns.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
	return columns.filter((column) => {
		const [outer, inner] = pathOf(column).slice(-2);
		const isOfTable = column.path.length === 1 && inner !== undefined && !isHolder(outer);
		return !isOfTable || counts.get(keyOf(column)) === 1;
	});
}

/** Before every column that Customer Insights has made in Dataverse; it says nothing about what the column holds. */
const solutionPrefix = /^msdynci_/;
/** Before every property that n8n's Notion node hands over; elsewhere it may be a house. */
const notionPrefix = /^property_/;

/** The name by which a column may be a field's own: that of a field within an object that merely holds it. */
export function ownNameOf(column: Column): string {
	const [outer, inner] = pathOf(column).slice(-2);
	const own = inner !== undefined && isHeld(column, outer) ? inner : column.name;
	return own.replace(solutionPrefix, '');
}
