import { maxEmailCharacters } from '../../../../shared/account/contract';
import { parsedJson } from '../../../../shared/json';
import { mayMeanNothing, meansNothing } from '../../../../shared/values/emptyWords';
import { isNested, pathToSingle } from '../../../../shared/values/objects/nested';
import { shownOf } from '../../../../shared/values/objects/shownValue';
import { isBytes, plainOf, saysItself } from '../../../../shared/values/plainData';
import { trimmed, withoutBytesMark } from '../../../../shared/values/texts';
import type { Rejection } from '../../run/rejection';
import { findAddresses, possibleAddresses } from './addressesInText';
import { mostCharactersRead } from './decodedText';

/**
 * The one address that a value means, as it is sent, whatever is around it: marks that nobody sees, quotation marks,
 * brackets with a name before them, `mailto:`, a dot behind it, an object in which it stands. What may mean two is no
 * address, and the reason says what is there instead.
 */
export function readEmailAddress(value: unknown): string | Rejection {
	const plain = plainAddress(value);
	if (plain !== undefined) return plain;
	const texts = textsIn(shownOf(inside(value)));
	const found = texts.map(findAddresses);
	const addresses = new Map(found.flatMap((each) => each.addresses).map((address) => [address.toLowerCase(), address]));
	const [address] = addresses.values();
	if (addresses.size > 1) return invalid(`The email field holds ${addresses.size} addresses. Keep one of them.`);
	if (address === undefined) return noAddress(value, texts);
	if (found.every((each) => each.addresses.length === 0 || each.hasOtherWords)) return invalid(otherWords);
	if (isMailable(address)) return address;
	return address.length > maxEmailCharacters ? tooLong(address.length) : invalid(notMailable(address));
}

/**
 * Every address that a value may mean, in small letters, whether it can be exported or not. Generous on purpose: a
 * person who is meant, however untidily, must not be thrown off a list.
 */
export function whoMayBeMeant(value: unknown): string[] {
	const plain = plainAddress(value);
	if (plain !== undefined) return [plain.toLowerCase()];
	const whole = inside(value);
	// Of several addresses of which one is marked as the first, all may be meant.
	const texts = new Set([...textsIn(shownOf(whole)), ...textsIn(whole)]);
	return [...new Set([...texts].flatMap(possibleAddresses))];
}

/** Nearly all values are an address and nothing else. */
function plainAddress(value: unknown): string | undefined {
	const text = typeof value === 'string' ? trimmed(value) : '';
	return isMailable(text) && !text.startsWith("'") ? text : undefined;
}

/** One @, no blanks, commas, brackets or quotes, a full domain. */
const mailable =
	/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/** Length first: the pattern never meets a text of any size. */
function isMailable(text: string): boolean {
	return text.length <= maxEmailCharacters && mailable.test(text);
}

const mostTexts = 50;
const mostEntries = 500;
const deepest = 5;

/** The texts in a value: itself, or those of the objects and lists in it. */
function textsIn(value: unknown): string[] {
	const texts: string[] = [];
	let entries = 0;
	collect(value, 0);
	return texts;

	function collect(part: unknown, depth: number): void {
		if (typeof part === 'string') texts.push(part);
		else if (typeof part === 'number' || typeof part === 'boolean' || typeof part === 'bigint')
			texts.push(String(part));
		if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || depth >= deepest) return;
		if (saysItself(part)) return collect(part.toJSON(), depth + 1);
		for (const entry of Object.values(part)) {
			if (texts.length >= mostTexts || entries++ >= mostEntries) return;
			collect(entry, depth + 1);
		}
	}
}

/** What a text is the JSON of, or Python's writing of bytes; any other value as plain data. */
function inside(given: unknown): unknown {
	if (typeof given !== 'string') return plainOf(given);
	const text = withoutBytesMark(given);
	if (text.length > mostCharactersRead || !/^\s*[[{][^@]*"/.test(text)) return text;
	return parsedJson(text) ?? text;
}

function noAddress(value: unknown, texts: readonly string[]): Rejection {
	const shown = shownOf(value);
	if (isNested(shown)) return invalid(objectInstead(shown));
	const words = texts.map((text) => trimmed(text));
	// Odoo gives false for an empty field.
	if (value === false || words.every((word) => word === '' || meansNothing(word) || mayMeanNothing(word)))
		return { code: 'email_missing', field: 'Email', reason: 'The profile has no email address.' };
	const longest = Math.max(...words.map(({ length }) => length));
	return longest > mostCharactersRead
		? tooLong(longest)
		: invalid(notMailable(words.find((word) => word !== '') ?? ''));
}

/** What may keep mail from an address, the plainest fault first. The last one is what the others leave. */
const faults: ReadonlyArray<readonly [found: RegExp, fault: string]> = [
	[/^[^@]*$/, 'has no @'],
	[/@[^@]*@/, 'has more than one @'],
	[/^@/, 'has nothing before its @'],
	[/@$/, 'has nothing behind its @'],
	[/\s/, 'holds a blank'],
	[/[^\0-\x7f]/, 'holds letters with accents or of another script'],
	[/@(?!(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*$)/, 'has no full domain, such as example.com, behind its @'],
	[/^\.|\.\.|\.@/, 'has a dot too many before its @'],
	[/^/, 'holds a sign that no address has'],
];

/** @param text that is not mailable */
function notMailable(text: string): string {
	const fault = faults.find(([found]) => found.test(text))?.[1];
	return `The email address ${fault}. It needs the form name@example.com.`;
}

const otherWords =
	'The email field holds other words beside the address. Keep the address alone, or write it like Ann Lee <ann@example.com>.';

function objectInstead(value: object): string {
	if (isBytes(value)) return 'The email field holds bytes: let the query give a text, such as by CAST(… AS CHAR).';
	const path = pathToSingle(value);
	return `The email field holds an object: map one of its fields${path === '' ? '' : `, such as ${path}`}.`;
}

function invalid(reason: string): Rejection {
	return { code: 'email_invalid', field: 'Email', reason };
}

function tooLong(characters: number): Rejection {
	return {
		code: 'email_too_long',
		field: 'Email',
		reason: `The email address has ${characters} characters; Constant Contact takes ${maxEmailCharacters}.`,
	};
}
