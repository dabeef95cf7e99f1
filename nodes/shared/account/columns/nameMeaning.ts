import { lettersAndDigits } from '../../values/names';
import type { AddressType } from './fieldSpellings';
import { besideOthers, faintSpellings, nameWords, qualifiers, spellings } from './fieldSpellings';

/** What a column's name says that it holds. */
export interface Meaning {
	/**
	 * A field id, or `full_name`, `name_word`, `surname_prefix`, `birth_month`, `birth_day`, `house_number`,
	 * `house_addition`.
	 */
	readonly field: string;
	/** How sure the meaning is: smaller is surer. */
	readonly rank: number;
	/** Counts only where no surer column means the field. */
	readonly isFaint: boolean;
	/** The word that columns of one address share: `billing`. */
	readonly group: string;
}

/**
 * A column's name without what one spelling of it has and another has not: `Straße (privat)` and `strasse privat` are
 * one.
 */
export function spellingKey(name: string): string {
	return lettersAndDigits(name.normalize('NFKD').replace(/\p{M}/gu, ''))
		.replaceAll('ß', 'ss')
		.replaceAll('ł', 'l')
		.replaceAll('ø', 'o')
		.replaceAll('æ', 'ae');
}

const qualifiedRank = 100;
const faintRank = 1_000;

const meanings = new Map<string, Meaning>();
const addMeanings = (field: string, names: readonly string[], isFaint: boolean): void =>
	names.forEach((name, index) => {
		const key = spellingKey(name);
		if (!meanings.has(key)) meanings.set(key, { field, rank: index + (isFaint ? faintRank : 0), isFaint, group: '' });
	});
for (const [field, names] of Object.entries(spellings)) addMeanings(field, [field, ...names], false);
for (const [field, names] of Object.entries(faintSpellings)) addMeanings(field, names, true);
addMeanings('name_word', nameWords, true);

const types = new Map<string, AddressType>();
for (const [type, words] of Object.entries(qualifiers) as Array<[AddressType, readonly string[]]>)
	for (const word of words) if (!types.has(spellingKey(word))) types.set(spellingKey(word), type);

const addressParts = new Set([
	...['street', 'street2', 'city', 'state', 'zip', 'country'],
	...['house_number', 'house_addition'],
]);
/** Besides the parts of addresses and phones, what the main one of several words may stand before. */
const mainFields = new Set(['email', 'first_name', 'last_name', 'full_name', 'company_name', 'job_title', 'birthday']);

/** Whether a field is a part of an address, of whatever type: `city`, `home_city`. */
export const isAddressPart = (field: string): boolean => addressParts.has(field.replace(/^(home|work|other)_/, ''));

/** What a label beside a value says: `* Home` in Google's `Phone 1 - Label`. Undefined for a fax and the like. */
export function typeOfLabel(label: unknown): AddressType | undefined {
	const key = typeof label === 'string' ? spellingKey(label.slice(0, 100)) : '';
	return /fax|pager/.test(key) ? undefined : (types.get(key) ?? 'main');
}

/** `mobile_phone`, `other_city`. */
const isTyped = (field: string): boolean => /_phone$/.test(field) || (isAddressPart(field) && !addressParts.has(field));

/** The field that a part of a type is: `home_city`; undefined where there is none. */
export function typedField(part: string, type: AddressType): string | undefined {
	if (part === 'email') return type === 'other' || type === 'mobile' ? undefined : 'email';
	if (part === 'phone') return type === 'main' ? 'phone' : `${type}_phone`;
	if (type === 'mobile') return undefined;
	if (addressParts.has(part)) return type === 'main' ? part : `${type}_${part}`;
	return type === 'main' && (mainFields.has(part) || isTyped(part)) ? part : undefined;
}

/**
 * What a column of this name holds, if it is called as usual.
 * @param others keys of the spellings of all columns, which tell the language
 */
export function meaningOf(name: string, others: ReadonlySet<string> = new Set()): Meaning | undefined {
	if (name.length > maxNameCharacters) return undefined;
	const key = spellingKey(name);
	const found = languageMeanings.find(
		(word) =>
			word.name === key &&
			word.others.some((other) => others.has(other)) &&
			(word.and === undefined || others.has(word.and)),
	);
	return found?.meaning ?? meanings.get(key) ?? qualifiedMeaning(key) ?? askedMeaning(name, others) ?? cutMeaning(name);
}

const languageMeanings = besideOthers.map(({ name, others, and, field }) => ({
	name: spellingKey(name),
	others: others.map(spellingKey),
	and: and && spellingKey(and),
	meaning: { field, rank: qualifiedRank, isFaint: false, group: '' } satisfies Meaning,
}));

/** A longer text is a question of a form that tells much more than a name. */
const maxNameCharacters = 100;

const asking = ["what['’]?s", 'what is', 'when is', 'enter(?= (?:your|the))', 'provide(?= (?:your|the))'];
/**
 * What forms put before the name of what they ask for: `2. What's your email?`, `q4_email`, `Please enter your first
 * name`; and n8n's Summarize node before that of what it took from several items: `max_first_name`. Freshworks and
 * Dataverse put a mark before each column that somebody has added (`cf_`, by default `cr8f3_`).
 */
const beforeName = new RegExp(
	`^(?:(?:max|min|appended|cf|cr[0-9a-f]{3,5})_|(?:Q?\\d{1,3}[.:)_] *)?(?:(?:and|please) )*(?:(?:${asking.join('|')}) )?(?:(?:your|the) )?)`,
	'i',
);

/**
 * What forms put behind it: `Last Name (required)`, `Birthday (MM/DD)`, `city-1`; and Salesforce behind each column
 * that somebody has added (`Email__c`). Not how days are written that are not read so where they leave it open.
 */
const behindName =
	/\s*\((?:m{1,2}[/. -]d{1,2}(?:[/. -]y{2,4})?|y{4}[/. -]m{2}[/. -]d{2}|required|optional|mandatory|pflichtfeld|obligatoire|obligatorio|obbligatorio|verplicht)\)$|__p?c$|[-_ ]1$/i;

/** What SQL calls a column that a query has worked on (`lower(c.email)`), and GNU datamash (`GroupBy(email)`). */
const workedOn =
	/^(?:(?:max|min|first|last|any|any_value|lower|upper|[lrb]?trim|initcap|coalesce|ifnull|isnull|nvl|groupby|unique)\( *)+(?:\w+\.)?(["`]?)([^(),"`]+)\1(?:,[^()]*)?\)+$/i;

/** What SheetJS, and so n8n, calls the second of two columns of one name: nobody can know whom it is about. */
const secondOfTwo = /[-_ ]1$/;

function askedMeaning(name: string, others: ReadonlySet<string>): Meaning | undefined {
	const plain = name.trim().replace(behindName, '');
	if (secondOfTwo.test(name.trim()) && others.has(spellingKey(plain))) return undefined;
	const asked = spellingKey((workedOn.exec(plain)?.[2] ?? plain).replace(beforeName, ''));
	const meaning = meanings.get(asked) ?? qualifiedMeaning(asked);
	return meaning && { ...meaning, rank: meaning.rank + qualifiedRank };
}

/** dBase tables, shapefiles among them, have no room for more (https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm). */
const dBaseCharacters = 10;

/** `EMAILADDRE`: a name that dBase has cut, where all that it may be the beginning of mean one field. */
function cutMeaning(name: string): Meaning | undefined {
	if (name.length !== dBaseCharacters || !/^\w+$/.test(name)) return undefined;
	const key = spellingKey(name);
	const whole = [...meanings].filter(([spelling, { isFaint }]) => spelling.startsWith(key) && !isFaint);
	const [[shortest, meaning] = []] = whole.sort(([a], [b]) => a.length - b.length);
	if (shortest === undefined || meaning === undefined) return undefined;
	const isOne = whole.every(([spelling, { field }]) => field === meaning.field || spelling.startsWith(shortest));
	return isOne ? { ...meaning, rank: meaning.rank + qualifiedRank } : undefined;
}

const addressWord = /^(?:address(?:es)?|adresse?)/;
/** Another contact is somebody else. */
const addressOrPerson = new RegExp(`${addressWord.source}|^(?:person|contact|customer)`);

function qualifiedMeaning(key: string): Meaning | undefined {
	let faint: Meaning | undefined;
	for (const [word, type] of types) {
		for (const rest of [
			key.startsWith(word) && key.slice(word.length),
			key.endsWith(word) && key.slice(0, -word.length),
		]) {
			if (!rest) continue;
			const part =
				meanings.get(rest) ??
				meanings.get(rest.replace(type === 'other' ? addressWord : addressOrPerson, '')) ??
				(word === 'person' ? qualifiedMeaning(rest) : undefined);
			const field = part && typedField(part.field, type);
			if (part === undefined || field === undefined) continue;
			// Somebody's work address and home address may equally well be the one that is meant.
			if (field === 'email' && type !== 'main') return { field, rank: faintRank, isFaint: true, group: word };
			const meaning = { field, rank: part.rank + qualifiedRank, isFaint: part.isFaint, group: part.group || word };
			// `Address postal` is a postal code of an address, and no postal address.
			if (!part.isFaint) return meaning;
			faint ??= meaning;
		}
	}
	return faint;
}

/** Whether a column of this name may hold email addresses. */
export function isEmailName(name: string): boolean {
	return meaningOf(name)?.field === 'email';
}
