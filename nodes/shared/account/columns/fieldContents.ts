import { isNested } from '../../values/objects/nested';
import { digitsIn } from '../../values/objects/shownValue';
import { isEmpty } from '../../values/plainData';
import { asText } from '../../values/texts';

/** How many values of a column are looked at, at most, to tell whether it holds what its name says. */
export const sampleValues = 100;

/** With fewer, a phone or a date that nobody can read is reported value by value. */
const tellingValues = 5;

/**
 * Whether a column can be this field: it cannot where most of its values are nothing that the field holds.
 * @param field the field's id, or that of a part of an address
 * @param values some of the column's, none of them empty
 */
export function fits(field: string, values: readonly unknown[]): boolean {
	const part = field.replace(/^(home|work|other|mobile)_/, '');
	const isMisfit = misfitOf(part);
	const areObjects = values.every((value) => isNested(digitsParts.has(part) ? firstOfList(value) : value));
	if (toldByValue.has(part) && values.length < tellingValues && !areObjects) return true;
	return values.filter(isMisfit).length * 2 <= values.length;
}

/** Of which a list means the first. */
const digitsParts = new Set(['phone', 'zip', 'sms_number']);

const firstOfList = (value: unknown): unknown =>
	Array.isArray(value) ? digitsIn(value).find((entry) => !isEmpty(entry)) : value;

const toldByValue = new Set(['phone', 'zip', 'sms_number', 'birthday', 'anniversary', 'sms_consent_date']);

function misfitOf(part: string): (value: unknown) => boolean {
	switch (part) {
		case 'email':
			return (value) => !asText(value).includes('@');
		case 'phone':
		case 'zip':
		case 'sms_number':
			return (value) => {
				const first = firstOfList(value);
				return isNested(first) || typeof first === 'boolean' || !/\d/.test(asText(first));
			};
		case 'birthday':
		case 'anniversary':
		case 'sms_consent_date':
		case 'birth_day':
			return (value) => typeof value === 'boolean' || !/\d/.test(asText(value));
		case 'first_name':
		case 'last_name':
		case 'full_name':
			// A year tells a date in words; other digits may stand in a name.
			return (value) => isNoName(value) || /\b(?:19|20)\d\d\b|@/.test(String(value));
		case 'job_title':
			return (value) => isNoName(value) || salutations.has(wordOf(value)) || accountRoles.has(wordOf(value));
		case 'state':
			return (value) => isNoName(value) || states.has(wordOf(value));
		case 'company_name':
		case 'city':
		case 'country':
			return isNoName;
		case 'street':
		case 'street2':
			return (value) => isOdd(value) || String(value).includes('@');
		case 'house_number':
			return (value) => isOdd(value) || !/^.{0,4}\d.{0,10}$/.test(asText(value));
		case 'house_addition':
			return (value) => isOdd(value) || asText(value).length > 15;
		default:
			return () => false;
	}
}

const wordOf = (value: unknown): string => String(value).trim().replace(/\.$/, '').toLowerCase();

function isPlain(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
}

/**
 * Objects, links to other records (Airtable's `["rec…"]`, UUIDs as of Notion and Dynamics), yes and no, rows of
 * PostgreSQL (`("1 Main St",Rome)`).
 */
function isOdd(value: unknown): boolean {
	if (Array.isArray(value))
		return value.some((entry) => !isPlain(entry) || isOdd(entry) || /^rec\w+$/.test(String(entry)));
	return !isPlain(value) || odd.test(String(value));
}

const odd =
	/^\s*(?:true|false|yes|no|rec[\da-z]{14}|\["rec\w*".*|\([^,]*,.*\)|[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*$/i;

function isNoName(value: unknown): boolean {
	return isOdd(value) || /^\s*[\d\s./:,+-]+(T[\d:.]+Z?)?\s*$/.test(asText(value));
}

/** How people are addressed, in the twelve languages of the spellings. */
const salutations = new Set(
	[
		...'mr|mrs|ms|miss|mx|mister|dr|doctor|prof|professor|sir|madam|rev|herr|frau|hr|fr|m|mme|mlle'.split('|'),
		...'monsieur|madame|mademoiselle|sr|sra|srta|señor|señora|señorita|sig|sig.ra|signor|signora|dott'.split('|'),
		...'dott.ssa|senhor|senhora|dhr|de heer|mevr|mevrouw|mw|pan|pani|fru|fröken|frøken|paní|slečna'.split('|'),
		...'ing|mgr|prof. dr|dr. med'.split('|'),
	].map((word) => word.normalize('NFC')),
);

/** What shops and services call their people under `role`: WooCommerce, Intercom, Zendesk, OpenAI, Supabase. */
const accountRoles = new Set(
	'customer|subscriber|user|member|guest|lead|contact|contributor|end-user|shop_manager|assistant|authenticated'.split(
		'|',
	),
);

/** What else than a part of a country is called a state: Shopify's `enabled`, a subscription's `active`. */
const states = new Set([
	...'enabled|disabled|invited|declined|active|inactive|pending|confirmed|unconfirmed|open|closed|new'.split('|'),
	...'subscribed|unsubscribed|archived|deleted|draft|paid|unpaid|completed|cancelled|canceled|approved'.split('|'),
	...'verified|blocked|on|off|ok|done'.split('|'),
]);

/**
 * Whether texts are whole addresses (`1 Main St, Springfield, IL 62701`) and no streets: two or more parts behind the
 * first, or a postal code behind words.
 */
export function areWholeAddresses(values: readonly unknown[]): boolean {
	const whole = values.filter((value) => {
		const text = String(value).slice(0, 300).trim();
		const postalCode = text.search(/[\s,]\d{4,6}(-\d{3,4})?(\s|$)/);
		return text.split(/[,;\n]|\s{2,}/).length > 2 || (postalCode > 0 && /\p{L}/u.test(text.slice(0, postalCode)));
	});
	return whole.length * 2 > values.length;
}
