import { spellingKey } from '../../../../../shared/account/columns/nameMeaning';
import type { Column } from './columnCells';
import { isPersonObject } from './parties';

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
export const isHeld = (column: Column, outer: string): boolean =>
	column.isHeld === true || isHolder(outer) || (column.path.length === 1 && isTable(outer));
/** What a link to another record is shown by: Zoho's `Account_Name: { name, id }`. */
export const nameOfRecord = /^(name|value|label|display_value|display_name)$/i;
/** What CiviCRM's API puts behind a field for which it gives words: `country_id:label`. */
const inWords = /:(label|abbr)$/;

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

/** The name by which a column may be a field's own: that of a field within an object that merely holds it. */
export function ownNameOf(column: Column): string {
	const [outer, inner] = pathOf(column).slice(-2);
	const own = inner !== undefined && isHeld(column, outer) ? inner : column.name;
	return own.replace(solutionPrefix, '');
}
