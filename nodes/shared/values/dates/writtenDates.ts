import type { DayOrder } from './dayWriting';
import { monthNamed } from './monthNames';
import type { WrittenTime } from './writtenTimes';
import { parseTime } from './writtenTimes';

/** A date as a text tells it. */
export interface WrittenDate {
	/** Undefined where the text tells none. */
	readonly year: number | undefined;
	readonly month: number;
	readonly day: number;
	readonly time?: WrittenTime;
	/** What the text shows of the order of day and month; `either` where it could be both. */
	readonly order?: DayOrder | 'either';
}

/** A longer text is no date. There is room for a time zone's name in words. */
const maxCharacters = 100;

/**
 * Reads the ways in which programs write dates: ISO 8601, SQL, RFC 2822, Go, Java, .NET, SAS, C, spreadsheets of
 * several languages, with or without a time.
 * @param isDayFirst how texts are read that leave the order open
 * @returns undefined if the text is no date of the calendar
 */
export function parseDate(given: string, isDayFirst = false): WrittenDate | undefined {
	if (given.length > maxCharacters) return undefined;
	const text = given.replace(/\. +/g, '.').replace(/\.$/, '').replace(/ {2,}/g, ' ');
	return (
		parseNumeric(text, isDayFirst) ??
		parseNamed(text) ??
		parseNamed(text.replace(weekday, '')) ??
		parseNumeric(text.replace(weekday, ''), isDayFirst)
	);
}

const weekday =
	/^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|mié|jue|vie|sáb|dom|gio|sab|seg|ter|qua|qui|sex|maa|din|woe|don|vri|zat|zon)\p{L}*(?:-feira)?[.,]* ?/iu;

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/;
const eastAsian = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일](.*)$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-])(.*)$/;
const noYear = /^(\d{1,2})([-/.])(\d{1,2})$/;
const noYearVcard = /^--(\d{2})-?(\d{2})$/;

/** The same for a date that is written in numbers, without blanks around it. */
export function parseNumeric(text: string, isDayFirst: boolean): WrittenDate | undefined {
	const first = yearFirst.exec(text);
	if (first !== null) return dateOf(Number(first[1]), Number(first[3]), Number(first[4]), first[5]);
	const last = yearLast.exec(text);
	if (last !== null) return inOrder(Number(last[1]), last[2], Number(last[3]), yearOf(last[4]), last[5], isDayFirst);
	const short = noYear.exec(text);
	if (short !== null) return inOrder(Number(short[1]), short[2], Number(short[3]), undefined, '', isDayFirst);
	const vcard = noYearVcard.exec(text);
	if (vcard !== null) return dateOf(undefined, Number(vcard[1]), Number(vcard[2]), '');
	const dense = compact.exec(text);
	if (dense !== null) {
		const [, year, month, day, hour, minute, second = '00', zone = ''] = dense;
		return dateOf(
			Number(year),
			Number(month),
			Number(day),
			hour === undefined ? '' : ` ${hour}:${minute}:${second}${zone}`,
		);
	}
	const asian = eastAsian.exec(text);
	return asian === null ? undefined : dateOf(Number(asian[1]), Number(asian[2]), Number(asian[3]), asian[4]);
}

/** Nobody writes the month first between dots, unless it can be nothing else. */
function inOrder(
	first: number,
	sign: string,
	second: number,
	year: number | undefined,
	rest: string,
	isDayFirst: boolean,
): WrittenDate | undefined {
	const isEither = first <= 12 && second <= 12;
	const shown = isEither ? 'either' : first > 12 ? 'dayFirst' : 'monthFirst';
	const told = sign === '.' || first === second ? undefined : shown;
	return first > 12 || (isEither && (sign === '.' || isDayFirst))
		? dateOf(year, second, first, rest, told)
		: dateOf(year, first, second, rest, told);
}

const dayThenMonth =
	/^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ /.-]*(?:de |of )?(\p{L}{3,})\.?(?:[ ,/.-]*(?:del? )?'?(\d{4}(?!\d)|\d{2}(?![\d:])))?(.*)$/iu;
const monthThenDay =
	/^(\p{L}{3,})([ /.-]*)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:[ ,/.-]+'?(\d{4}(?!\d)|\d{2}(?![\d:])))?(.*)$/iu;
const yearThenMonth = /^(\d{4})[ /.-](\p{L}{3,})[ /.-](\d{1,2})(?!\d)(.*)$/u;
const timeThenYear = /^(\p{L}{3,} \d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?) (?:([A-Z]{1,5}|[+-]\d{4}) )?(\d{4})$/u;

/** The month by its name: `17 May 1990`, `17-MAY-90`, `May 17, 1990`, `1990-May-17`, `May 17 00:00:00 UTC 1990`. */
function parseNamed(text: string): WrittenDate | undefined {
	if (!/\p{L}{3}/u.test(text)) return undefined;
	const late = timeThenYear.exec(text);
	if (late !== null) return parseNamed(`${late[1]} ${late[4]} ${late[2]} ${late[3] ?? ''}`);
	const day = dayThenMonth.exec(text);
	if (day !== null) return namedDate(day[3], day[2], day[1], day[4]);
	const month = monthThenDay.exec(text);
	// `May-17` is May 2017 to a spreadsheet.
	if (month !== null)
		return month[4] === undefined && month[2] !== ' ' ? undefined : namedDate(month[4], month[1], month[3], month[5]);
	const year = yearThenMonth.exec(text);
	return year === null ? undefined : namedDate(year[1], year[2], year[3], year[4]);
}

function namedDate(year: string | undefined, name: string, day: string, rest: string): WrittenDate | undefined {
	const month = monthNamed(name);
	return month === undefined
		? undefined
		: dateOf(year === undefined ? undefined : yearOf(year), month, Number(day), rest);
}

/** Two digits mean the years from 1930 to 2029, as Excel reads them. */
function yearOf(digits: string): number {
	const year = Number(digits);
	return digits.length > 2 ? year : year + (year < 30 ? 2000 : 1900);
}

/** A leap year, so that a birthday on 29 February exists. */
const anyYear = 2024;

function dateOf(
	year: number | undefined,
	month: number,
	day: number,
	rest: string,
	order?: WrittenDate['order'],
): WrittenDate | undefined {
	const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year ?? anyYear, month);
	if (!isDay) return undefined;
	if (rest === '') return { year, month, day, order };
	const time = parseTime(rest);
	return time && { year, month, day, time, order };
}

function daysIn(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
