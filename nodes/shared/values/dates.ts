import { DateTime } from 'luxon';

/**
 * Dates as people's systems write them. The shapes are those of definition JsonImportContact `anniversary`; with the
 * year last, the month comes first, as Constant Contact reads them. The day counts that is written, whatever time and
 * zone follow.
 */
interface Day {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/;
const noYear = /^(?:(\d{1,2})[-/](\d{1,2})|--(\d{2})-?(\d{2}))$/;
/** A leap year, so that a birthday on 29 February exists. */
const anyYear = 2024;
/** What is longer is no date and is not parsed at all. */
const maxDateCharacters = 40;

/** A calendar day as `YYYY-MM-DD`; undefined if the value is none. */
export function readDay(value: unknown): string | undefined {
	const day = parseDay(value);
	return day && `${day.year}-${twoDigits(day.month)}-${twoDigits(day.day)}`;
}

/** A day of any year as `M/D`, whether the value tells the year or not; undefined if it is none. */
export function readMonthDay(value: unknown): string | undefined {
	const parts = noYear.exec(dateText(value));
	const day = parts ? existing(anyYear, Number(parts[1] ?? parts[3]), Number(parts[2] ?? parts[4])) : parseDay(value);
	return day && `${day.month}/${day.day}`;
}

/** A moment in ISO 8601; a bare day stays a day; undefined if the value is neither. */
export function readMoment(value: unknown): string | undefined {
	return readShapes(dateText(value))
		? readDay(value)
		: (parseMoment(value)?.toISO({ suppressMilliseconds: true }) ?? undefined);
}

function parseDay(value: unknown): Day | undefined {
	const day = readShapes(dateText(value));
	if (day !== undefined) return day;
	const moment = parseMoment(value);
	return moment && existing(moment.year, moment.month, moment.day);
}

function readShapes(text: string): Day | undefined {
	const first = yearFirst.exec(text);
	if (first) return existing(Number(first[1]), Number(first[3]), Number(first[4]));
	const last = yearLast.exec(text);
	return last ? existing(Number(last[4]), Number(last[1]), Number(last[3])) : undefined;
}

function parseMoment(value: unknown): DateTime | undefined {
	if (value instanceof Date) return valid(DateTime.fromJSDate(value));
	const text = isLuxonLike(value) ? String(value.toISO()) : dateText(value);
	if (!/^\d{4}-?\d/.test(text) || !/[T :]/.test(text)) return undefined;
	return valid(DateTime.fromISO(text, { setZone: true })) ?? valid(DateTime.fromSQL(text, { setZone: true }));
}

function existing(year: number, month: number, day: number): Day | undefined {
	const date = new Date(Date.UTC(year, month - 1, day));
	return isWritten(year) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
		? { year, month, day }
		: undefined;
}

function valid(moment: DateTime): DateTime | undefined {
	return moment.isValid && isWritten(moment.year) ? moment : undefined;
}

/** Years of four digits: a Date may hold others, and no shape that Constant Contact takes has room for them. */
function isWritten(year: number): boolean {
	return year >= 1000 && year <= 9999;
}

function dateText(value: unknown): string {
	return typeof value === 'string' && value.length <= maxDateCharacters ? value.trim() : '';
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

/** n8n may hand over a DateTime of another copy of luxon. */
function isLuxonLike(value: unknown): value is { toISO(): unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'isLuxonDateTime' in value &&
		'toISO' in value &&
		typeof value.toISO === 'function'
	);
}
