import { dayMs } from '../clock';
import type { ProblemKind } from '../problem';

/**
 * What Constant Contact's V3 API promises and limits, each number with its source.
 * [documented] in the API guide or the specification, [observed] in shipping code or by its staff, [assumed] by us.
 */

/** Host and base path of the specification. Links in answers are relative to the host. */
export const apiOrigin = 'https://api.cc.email';
export const apiBase = `${apiOrigin}/v3`;

/** [documented] API guide "rate limits": per API key, whatever the number of tokens. */
export const requestsPerSecond = 4;
/** [documented] API guide "rate limits"; starts again at 00:00 UTC. */
export const requestsPerDay = 10_000;

/** [documented] specification, contacts_json_import: contacts past this number are dropped without a word. */
export const maxImportRows = 40_000;
/**
 * [documented] "4 MB" in the specification, and what lies beyond is dropped without a word.
 * [assumed] to mean 4,000,000 bytes of UTF-8, the smaller of the two readings.
 */
export const maxImportBytes = 4_000_000;

/** [observed] Constant Contact's support names 80 as the system's limit; the import definition prints 50. */
export const maxEmailCharacters = 80;
/** [documented] definition CustomFieldInput `value`. */
export const maxCustomFieldCharacters = 255;
/**
 * [contradictory] Definition ContactResource `custom_fields` says 25, shipping integrations use 50 (and so does the
 * definition of the sign-up form). Numbers between the two are sent; a contact that Constant Contact refuses for it is
 * reported.
 */
export const maxCustomFieldsPerContact = 50;

/** [documented] specification, contacts_json_import. A row with more is refused as a whole [assumed]. */
export const maxPhonesPerContact = 3;

/** [documented] API guide, "lists overview". */
export const maxLists = 1_000;
/** [documented] definition ListInput `name`. */
export const maxListNameCharacters = 255;

/** [documented] largest pages: contact_lists 1,000, contact_custom_fields 100, activities, tags and contacts 500. */
export const listsPerPage = 1_000;
export const customFieldsPerPage = 100;
export const activitiesPerPage = 500;
export const tagsPerPage = 500;
export const contactsPerPage = 500;
/** Half of a day's requests: more deleted contacts than that cannot be read page by page. */
export const mostContactPages = requestsPerDay / 2;
/** [observed] Where an account gives no pages of contacts, or some that prove nothing: a bulk export stands in. */
export const pagesNotGiven: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
	'invalid',
	'forbidden',
	'notFound',
	'unexpected',
]);

/**
 * Milliseconds. [observed] jobs take seconds to minutes, up to an hour for a million contacts. What has not ended after
 * a day never will [assumed], and must not keep others from their work.
 */
export const longestJobMs = dayMs;

/** [documented] definition ActivityImport `state`. */
export const endStates = ['completed', 'cancelled', 'failed', 'timed_out'] as const;

/** A list's ID is a UUID; anybody may paste it alone or inside the address of the list's page. */
export const uuidPattern = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** Milliseconds since 1970 of the next 00:00 UTC (API guide, "rate limits"). */
export function quotaResetsAt(now: number): number {
	return (Math.floor(now / dayMs) + 1) * dayMs;
}
