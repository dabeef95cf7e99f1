import { visible } from './invisible';
import { isMoment, plainOf } from './plainData';

/** Control characters that no contact's field can show; line breaks and tabs stay. */
const controlCharacters = /[^\P{Cc}\t\n\r]/gu;

/**
 * Those that stand for a line break or a tab where lines and tabs end something else: FileMaker, Access and Word write
 * a vertical tab within a text, FileMaker a group separator between repetitions, and VisiData, in tab files, a record
 * and a unit separator (https://www.visidata.org/docs/loaders/, `tsv_safe_newline`, `tsv_safe_tab`).
 */
const meantBy = new Map([
	...['\v', '\f', '\x1c', '\x1d', '\x1e', '\x85'].map((sign) => [sign, '\n'] as const),
	['\x1f', '\t'],
]);

/** Control characters, invisible ones, halves of characters. Texts without any need only be trimmed. */
export const mayNeedCleaning = /[\p{Cc}\p{Cf}\p{Cs}\u2800\u3164\uffa0]/u;

/**
 * The text of a value, trimmed: lists of values joined by commas, other objects as JSON, as n8n itself turns them into
 * text.
 */
export function asText(value: unknown): string {
	if (typeof value === 'string') return trimmed(value);
	return value === undefined || value === null ? '' : cleanText(textOfOther(value));
}

/**
 * Every value of every profile passes here, and nearly all begin and end with a visible character: those are not
 * touched.
 */
export function trimmed(value: string): string {
	return isBlankOrOdd(value.charCodeAt(0)) || isBlankOrOdd(value.charCodeAt(value.length - 1))
		? cleanText(value)
		: value;
}

/**
 * A text without control characters, what nobody sees, halves of characters and blanks around. What stays inside a text
 * is cleaned when it is written.
 */
export function cleanText(value: string): string {
	const plain = value.replace(controlCharacters, (sign) => meantBy.get(sign) ?? '');
	return visible(plain).toWellFormed().trim();
}

/**
 * Control characters, and where Unicode's blanks, what nobody sees and halves of characters lie; what else lies there
 * merely takes the long way.
 */
function isBlankOrOdd(unit: number): boolean {
	return (
		unit <= 0x20 ||
		(unit >= 0x7f && unit <= 0xad) ||
		unit === 0x61c ||
		unit === 0x1680 ||
		unit === 0x180e ||
		(unit >= 0x2000 && unit <= 0x3000) ||
		unit === 0x3164 ||
		(unit >= 0xd800 && unit < 0xe000) ||
		unit >= 0xfeff
	);
}

/** `b'Ann'`, as Python writes bytes that nobody turned into a text, as `Ann`. */
export function withoutBytesMark(text: string): string {
	return text.charCodeAt(0) === 0x62 ? (/^b(['"])([^]*)\1$/.exec(text)?.[2] ?? text) : text;
}

/** What no field could show (functions, objects in circles or too deep) is empty. */
function textOfOther(given: NonNullable<unknown>): string {
	const value = plainOf(given);
	if (typeof value !== 'object')
		return typeof value === 'symbol' || typeof value === 'function' ? '' : String(value ?? '');
	if (value === null) return '';
	if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object' || entry === null))
		return value
			.filter((entry) => !['undefined', 'symbol', 'function'].includes(typeof entry) && entry !== null)
			.join(', ');
	// A Date and luxon's DateTime say themselves how they are written, null if they are no date.
	const written: unknown = isMoment(value) ? value.toJSON() : undefined;
	return typeof written === 'string' ? written : written === null ? '' : jsonOf(given);
}

/** A value as JSON; empty where it cannot be written. Never throws, whatever the value. */
export function jsonOf(value: unknown): string {
	try {
		return isTooDeep(value) ? '' : (JSON.stringify(value, withoutBigInts) ?? '');
	} catch {
		return '';
	}
}

const maxDepth = 50;

/** Values may come nested thousands deep or in circles, which would exhaust the stack. */
function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > maxDepth) return true;
		level = [...new Set(level)].flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return false;
}

const withoutBigInts = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
