import { isNested } from '../../values/objects/nested';
import { shownOf } from '../../values/objects/shownValue';
import { isEmpty } from '../../values/plainData';
import { meaningOf } from './nameMeaning';

/** A whole name as the first and the last name. */
export interface NameParts {
	/** An object in which no name is found stays one, so that whoever reads the first name can tell of it. */
	readonly first?: unknown;
	readonly last?: string;
}

/** `Lee, Jr.`: what follows the comma belongs to the last name. */
const suffix = /^(jr|sr|ii|iii|iv|md|phd|esq|cpa|dds|rn)\.?$/i;
/** Such as behind `Ann Lee (Acme)`. */
const remark = /\s*\([^()]*\)$/;

/** Legal forms of companies that are nobody's last name. */
const legalForm =
	/[\s,](?:inc|incorporated|llc|ltd|limited|corp|corporation|plc|llp|pty|gmbh|sarl|srl|s\.r\.l|s\.p\.a|s\.r\.o|sp\. ?z ?o\. ?o|kft)\.?$/i;

/** `Mr.` of `Mr. Lee`, `Jr.` of `Lee, Jr.` */
const title = /^(?:mrs?|ms|miss|mx|sir|dr|prof|rev|herrn?|frau|jr|sr|i{2,3}|iv|md|phd|esq)\.?$/i;

/** Whether a word stands around a name, and is none itself. */
export const isTitle = (word: string): boolean => title.test(word);

/** A longer text is no name. */
export const maxNameCharacters = 300;
/** Without one it is a number: in Shopify's orders the column `Name` holds `#1001`. */
const letter = /\p{L}/u;
/** The numbers of ERPNext and others: `CUST-0001`, `CRM-LEAD-2026-00001`. */
const numberWithSeries = /^(?:\p{Lu}+-)+[\d-]*\d$/u;

/** Whether a text is a company's name for certain, by its legal form. */
export function isCompanyName(value: unknown): boolean {
	return typeof value === 'string' && value.length <= maxNameCharacters && legalForm.test(value.trim());
}

/**
 * The last word is the last name (`Lee Jr.` are two of them), `Ray, Bob` is last, first, and one word is the first
 * name; an object has its parts under their names. What is no person's name (an address, a number such as `#1001`, a
 * company's) has no parts.
 */
export function splitName(given: unknown): NameParts {
	const shown = shownOf(given);
	const value: unknown = Array.isArray(shown) && shown.length === 1 ? shown[0] : shown;
	if (isNested(value)) return partsOf(value);
	const parts = typeof value === 'string' ? partsInLines(value) : undefined;
	if (parts !== undefined) return partsOf(parts);
	if (typeof value !== 'string' || value.length > maxNameCharacters) return {};
	if (value.includes('@') || !letter.test(value) || isCompanyName(value)) return {};
	if (numberWithSeries.test(value.trim())) return {};
	const named = value.trim().replace(remark, '') || value;
	const [before, ...behind] = named.split(',').map((part) => part.trim().replace(/\s+/g, ' '));
	const after = behind.filter((part) => part !== '' && !suffix.test(part)).join(' ');
	if (after !== '' && before !== '') return { last: before, first: after };
	const words = (before || after).split(' ').filter((word) => word !== '');
	if (words.length < 2) return { first: words[0] };
	const lastWords = words.length > 2 && suffix.test(words[words.length - 1]) ? 2 : 1;
	return { first: words.slice(0, -lastWords).join(' '), last: words.slice(-lastWords).join(' ') };
}

/** The parts of a name in lines of their own, as Formstack writes them: `first = Ann` and below it `last = Lee`. */
function partsInLines(text: string): Readonly<Record<string, string>> | undefined {
	if (!text.includes(' = ') || text.length > maxNameCharacters) return undefined;
	const lines = text.trim().split(/\s*\n\s*/);
	const parts = lines.map((line) => /^(\w+) =(?: (.*))?$/.exec(line));
	const isName = (part: RegExpExecArray | null) =>
		/^(?:first|last)_name$/.test(meaningOf(part?.[1] ?? '')?.field ?? '');
	if (parts.includes(null) || !parts.some(isName)) return undefined;
	return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', part?.[2] ?? '']));
}

/** `{ first: 'Ann', last: 'Lee' }`, `{ formatted: 'Ann Lee', givenName: 'Ann', familyName: 'Lee' }`. */
function partsOf(name: object): NameParts {
	const texts = Object.entries(name).filter(
		(each): each is [string, string] => !isEmpty(each[1]) && typeof each[1] === 'string',
	);
	const named = (field: string) => texts.find(([key]) => meaningOf(key)?.field === field)?.[1];
	const [first, last, whole] = ['first_name', 'last_name', 'full_name'].map(named);
	if (first !== undefined || last !== undefined) return { first, last };
	return whole === undefined ? { first: name } : splitName(whole);
}
