import { maxEmailCharacters } from '../../../../shared/account/contract';
import { decoded } from './decodedText';

const mostAddresses = 20;
/** The longest part of an address, or word beside one, that is looked at; RFC 5321 ends a whole one at 254. */
const mostPartCharacters = 320;

/** The addresses that a text holds. */
export interface FoundAddresses {
	/** Each as often as it stands there, its domain in ASCII; mail need not be able to reach it. */
	readonly addresses: readonly string[];
	/** Whether words stand beside them that are neither a name before brackets nor a remark in brackets. */
	readonly hasOtherWords: boolean;
}

/**
 * Finds every address in a text, from each @ outwards, so that the time grows with the length of the text alone. Blanks
 * and a second @ beside the @, dots too many in the domain, and a comma before its last part are passed over: nothing
 * else can be meant by them.
 */
export function findAddresses(given: string): FoundAddresses {
	const text = decoded(given);
	const addresses: string[] = [];
	const around: string[] = [];
	let end = 0;
	for (const part of partsAround(text)) {
		if (!isAddress(part)) continue;
		addresses.push(`${part.local}@${inAscii(part.domain)}`);
		around.push(text.slice(end, part.start));
		end = part.end;
	}
	around.push(text.slice(end));
	return { addresses, hasOtherWords: haveWords(around) };
}

/**
 * Every address that may be meant by a text, in small letters: those in it, and those that a blank, a dot or another
 * sign too many hides. Generous on purpose: the person who is meant must not be thrown off a list.
 */
export function possibleAddresses(given: string): string[] {
	const text = decoded(given);
	const found = new Set<string>();
	let end = 0;
	for (const part of partsAround(text)) {
		for (const address of readings(text, part, end)) found.add(address.toLowerCase());
		end = part.end;
	}
	return [...found];
}

/** What stands before and behind an @, and where in the text it begins and ends. */
interface AroundAt {
	readonly start: number;
	readonly end: number;
	readonly local: string;
	readonly domain: string;
}

const isAddress = ({ local, domain }: AroundAt) => local !== '' && domain.includes('.');

function* partsAround(text: string): Generator<AroundAt> {
	let last: AroundAt = { start: 0, end: 0, local: '', domain: '' };
	let at = text.indexOf('@');
	for (let count = 0; at >= 0 && count < mostAddresses; count++) {
		const part = lookAround(text, at, last.end);
		// An @ that follows a domain at once: that one stands for what is before it.
		last = at === last.end ? { ...part, local: last.domain } : part;
		yield last;
		at = text.indexOf('@', last.end);
	}
}

/** @param around the texts before, between and behind the addresses */
function haveWords(around: readonly string[]): boolean {
	const isNamed = around.slice(0, -1).some((text) => /[<([]["' ]*$/.test(text));
	return !isNamed && /[\p{L}\p{N}]/u.test(around.join().replace(/\([^()]*\)/g, ''));
}

function lookAround(text: string, at: number, from: number): AroundAt {
	const localEnd = skip(text, at, -1, isBlankOrQuote, from);
	const start = skip(text, localEnd, -1, isLocalSign, from);
	const domainStart = skip(text, at + 1, 1, isBlankOrAt);
	const domainEnd = skip(text, domainStart, 1, isDomainSign);
	const written = text.slice(domainStart, domainEnd);
	const domain = tidyDomain(written);
	const comma = domain === '' || domain.includes('.') ? '' : commaForDot(text, domainEnd);
	// What directly follows an address is what parts it from the next one.
	const before = start === from && from > 0 ? /^[^\p{L}\p{N}]+/u : /^['`]+/;
	const local = withoutPair(text.slice(start, localEnd), written.at(-1) === '_' ? '_' : text[domainEnd]);
	return {
		start,
		end: domainEnd + comma.length,
		local: before.test(local) ? local.replace(before, '').replace(/['`]+$/, '') : local,
		domain: domain + comma.replace(',', '.'),
	};
}

/** How far from `from` the signs go that fit, forwards or backwards, but not past `until`. */
function skip(text: string, from: number, step: 1 | -1, fits: (unit: number) => boolean, until?: number): number {
	const farthest = from + step * mostPartCharacters;
	let place = from;
	while (place !== until && place !== farthest && fits(text.charCodeAt(place + Math.min(step, 0)))) place += step;
	return place;
}

const signs = (text: string): ReadonlySet<number> => new Set([...text].map((sign) => sign.charCodeAt(0)));
const blanksAndQuotes = signs(' "');
const blanksAndAts = signs(' @');
const lettersAndDigits = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** RFC 5322 `atext`, and the dot between its words. */
const localSigns = signs(`${lettersAndDigits}!#$%&'*+-/=?^_\`{|}~.`);
const domainSigns = signs(`${lettersAndDigits}.-_`);

const isBlankOrQuote = (unit: number) => blanksAndQuotes.has(unit);
const isBlankOrAt = (unit: number) => blanksAndAts.has(unit);
const isLocalSign = (unit: number) => (unit < 0x80 ? localSigns.has(unit) : isOtherLetter(unit));
const isDomainSign = (unit: number) => (unit < 0x80 ? domainSigns.has(unit) : isOtherLetter(unit));
/** Halves of characters past the first 65,536 count as letters, too. */
const isOtherLetter = (unit: number) => /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(String.fromCharCode(unit));

/** `*ann@example.com*`, `{ann@example.com}`: the mark before goes with the one behind. @param behind the next sign */
function withoutPair(local: string, behind: string | undefined): string {
	const mate = local[0] === '{' ? '}' : local[0];
	return behind === mate ? local.slice(1) : local;
}

function tidyDomain(domain: string): string {
	return domain.replace(/\.{2,}/g, '.').replace(/^\.|[._-]+$/g, '');
}

/** `,com` where a domain without a dot ends. */
function commaForDot(text: string, from: number): string {
	const last = /,[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*(?=[\s>)\]"';,.]|$)/iy;
	last.lastIndex = from;
	return last.exec(text)?.[0] ?? '';
}

/** An international domain as mail servers know it; the same where it is none. */
function inAscii(domain: string): string {
	if (!/[^\0-\x7f]/.test(domain)) return domain;
	const address = `http://${domain}`;
	return URL.canParse(address) ? new URL(address).hostname : domain;
}

/** What the address may be if a blank, a dot or another sign has slipped in. */
function* readings(text: string, { start, end, local, domain }: AroundAt, from: number): Generator<string> {
	if (local === '') return;
	const wordBefore = /[\p{L}\p{N}.]+(?=[ ,]+$)/u.exec(text.slice(from, start).slice(-mostPartCharacters));
	const locals = [
		local,
		local.replace(/^\.+|\.+$/g, '').replace(/\.{2,}/g, '.'),
		...(/[\p{L}\p{N}._+-]+$/u.exec(local) ?? []),
		...(wordBefore === null ? [] : ['', '.', '_', '-'].map((sign) => `${wordBefore[0]}${sign}${local}`)),
	];
	const isWhole = domain.includes('.');
	const wordBehind = (isWhole ? /^, ?([\p{L}\p{N}.-]+)/u : /^[ ,.]+([\p{L}\p{N}.-]+)/u).exec(
		text.slice(end, end + mostPartCharacters),
	);
	const domains = [domain, inAscii(domain)];
	if (wordBehind !== null) domains.push(`${domain}.${wordBehind[1]}`, `${domain}${wordBehind[1]}`);
	for (const one of locals)
		for (const other of domains)
			if (other.includes('.') && one.length + other.length < maxEmailCharacters) yield `${one}@${other}`;
}
