import { DateTime, FixedOffsetZone } from 'luxon';
import { mayMeanNothing, meansNothing } from '../emptyWords';
import { saysItself } from '../nested';
import { cleanText } from '../texts';
import type { DayOrder, WrittenDate } from './writtenDates';
import { parseDate, parseNumeric } from './writtenDates';
import type { WrittenTime } from './writtenTimes';
import { calendarDay, dayInZone, isStartOfDay, processDay, utcDay } from './zones';

/**
 * Reads one column of dates in whatever way it is written. Each function gives the text to send, '' where the value
 * says that there is no date, and undefined where it is none that can be read.
 *
 * A day is a day, whatever the zone. What databases' drivers hand over for a day is a Date at midnight of the
 * process's zone, or at midnight of UTC; once it has become a text, it is a time in UTC that is midnight elsewhere. So:
 * - A Date is the process's day if it is exactly that day's start, else UTC's if it is UTC's midnight, else the day in
 *   the workflow's zone.
 * - A text in UTC that is not UTC's midnight is the day in the workflow's or the process's zone if it is exactly that
 *   day's start; else the day that is written.
 * - Any other text is the day that is written.
 */
export interface DateReader {
	/** `YYYY-MM-DD` */
	day(value: unknown): string | undefined;
	/** `M/D`, whether the value tells a year or not */
	monthDay(value: unknown): string | undefined;
	/** ISO 8601 with the zone; a bare day stays one */
	moment(value: unknown): string | undefined;
	/** What the column's values showed so far. */
	readonly shown: Readonly<ShownDays>;
}

/** How many values showed what, and how many could be both. */
export interface ShownDays {
	dayFirst: number;
	monthFirst: number;
	either: number;
	/** Numbers that can only be thousandths of seconds since 1970. */
	milliseconds: number;
	/** Numbers that can be seconds of any year, and thousandths within some months of 1970. */
	shortNumbers: number;
}

/** How a column writes what could be read in two ways. */
export interface DayWriting {
	/** Of texts that could be both; `unclear`: those cannot be read. */
	readonly order: DayOrder | 'unclear';
	/** Whether short numbers are thousandths of seconds as well. */
	readonly countsMilliseconds?: boolean;
}

export interface DateReading extends DayWriting {
	/** The workflow's, as in the IANA's database. */
	readonly timeZone: string;
}

/** How Constant Contact's own texts are read. */
const plain: DateReading = { timeZone: 'UTC', order: 'monthFirst' };

export function createDateReader({ timeZone, order, countsMilliseconds }: DateReading = plain): DateReader {
	const workflowDay = dayInZone(timeZone);
	const isDayFirst = order === 'dayFirst';
	const shown: ShownDays = { dayFirst: 0, monthFirst: 0, either: 0, milliseconds: 0, shortNumbers: 0 };

	function read(value: unknown, depth = 0): Stamp | undefined {
		if (typeof value === 'string') return ofText(value);
		if (typeof value === 'number' || typeof value === 'bigint') return ofNumber(Number(value));
		if (value instanceof Date) return ofDate(value.getTime());
		if (value === null || value === undefined) return none;
		return typeof value === 'object' && depth < deepest ? ofObject(value, depth + 1) : undefined;
	}

	function ofText(given: string): Stamp | undefined {
		// Most dates are as plain as that; the days on which programs begin to count are not.
		const plain = inNumbers.test(given) ? parseNumeric(given, isDayFirst) : undefined;
		if (plain?.year !== undefined && plain.year >= 1900) return ofWritten(plain);
		if (given.length > maxCharacters) return undefined;
		const text = withoutQuotes(cleanText(given)).replace(noYear, '');
		if (meansNoDate(text)) return none;
		const number = /^-?\d+(?:\.\d+)?$/.test(text) ? ofNumber(Number(text)) : undefined;
		if (number !== undefined) return number;
		const instant = /^\/?(?:new )?Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/?$/.exec(text.replaceAll('\\', ''));
		return instant === null ? ofWritten(parseDate(text, isDayFirst)) : ofUnix(Number(instant[1]));
	}

	function ofWritten(written: WrittenDate | undefined): Stamp | undefined {
		if (written?.order !== undefined) shown[written.order]++;
		if (written === undefined || (order === 'unclear' && written.order === 'either')) return undefined;
		const { year, month, day, time } = written;
		if (time === undefined || year === undefined) return { year, month, day };
		const moment = () => momentOf(written, time, timeZone);
		if (time.offset !== 0) return { year, month, day, moment };
		const ms = Date.UTC(year, month - 1, day, time.hour, time.minute, time.second, time.millisecond);
		const dayIn = isStartOfDay(ms, utcDay)
			? utcDay
			: ([workflowDay, processDay].find((zone) => isStartOfDay(ms, zone)) ?? utcDay);
		return { ...calendarDay(dayIn(ms)), moment };
	}

	/**
	 * A spreadsheet's number of a day, `YYYYMMDD`, or the time since 1970 in seconds, thousandths of them and so on: told
	 * apart by their size.
	 */
	function ofNumber(number: number): Stamp | undefined {
		if (number === 0 || !Number.isFinite(number)) return none;
		if (number >= firstSerial && number < lastSerial + 1) return ofSerial(number);
		const size = Math.abs(number);
		if (size > maxUnix || size < minUnixBefore1970) return undefined;
		const digits = String(number);
		const dense = /^\d{8}$|^\d{14}$/.test(digits) ? ofWritten(parseDate(digits)) : undefined;
		if (dense !== undefined) return dense;
		if (size < maxSeconds) shown.shortNumbers++;
		else if (size < maxSeconds * 1_000) shown.milliseconds++;
		if (size < maxSeconds && countsMilliseconds) return ofUnix(number);
		if (number > 0 && number < minUnix) return undefined;
		let seconds = number;
		while (Math.abs(seconds) >= maxSeconds) seconds /= 1_000;
		return ofUnix(seconds * 1_000);
	}

	function ofSerial(serial: number): Stamp {
		const ms = Math.round(((serial - serialOf1970) * dayMs) / 1_000) * 1_000;
		if (Number.isInteger(serial)) return calendarDay(utcDay(ms));
		const date = new Date(ms);
		const time = {
			hour: date.getUTCHours(),
			minute: date.getUTCMinutes(),
			second: date.getUTCSeconds(),
			millisecond: 0,
			offset: undefined,
		};
		const day = calendarDay(utcDay(ms));
		return { ...day, moment: () => momentOf(day, time, timeZone) };
	}

	function ofUnix(ms: number): Stamp | undefined {
		if (!Number.isFinite(new Date(ms).getTime())) return undefined;
		const zone = [utcDay, workflowDay, processDay].find((dayIn) => isStartOfDay(ms, dayIn));
		return zone === undefined ? ofInstant(ms) : calendarDay(zone(ms));
	}

	function ofDate(ms: number): Stamp | undefined {
		if (Number.isNaN(ms)) return none;
		const zone = [processDay, utcDay].find((dayIn) => isStartOfDay(ms, dayIn));
		if (zone === undefined) return ofInstant(ms);
		const day = calendarDay(zone(ms));
		return meansNoDate(textOf(day)) ? none : day;
	}

	function ofInstant(ms: number): Stamp {
		const moment = () => isoOf(DateTime.fromMillis(ms, { zone: timeZone }));
		return { ...calendarDay(workflowDay(ms)), moment };
	}

	/** Objects by which programs tell a date: Notion, MongoDB, PHP, Parse, BigQuery, Firestore, Google, luxon. */
	function ofObject(value: object, depth: number): Stamp | undefined {
		if (Array.isArray(value)) return value.length === 1 ? read(value[0], depth) : undefined;
		// n8n may hand over a DateTime of another copy of luxon.
		if ('isLuxonDateTime' in value && 'toISO' in value && typeof value.toISO === 'function')
			return read(value.toISO(), depth);
		if (saysItself(value)) return read(value.toJSON(), depth);
		const fields = value as Readonly<Record<string, unknown>>;
		const seconds = fields._seconds ?? fields.seconds;
		if (typeof seconds === 'number') return ofUnix(seconds * 1_000);
		const key = ['$date', '$numberLong', 'start', 'date', 'iso', 'value'].find((name) => Object.hasOwn(fields, name));
		if (key !== undefined) return read(fields[key], depth);
		const { year, month, day } = fields;
		return typeof month === 'number' && typeof day === 'number'
			? ofWritten(parseDate(`${String(year ?? '').padStart(4, '0')}-${month}-${day}`))
			: undefined;
	}

	return {
		shown,
		day(value) {
			if (typeof value === 'string' && plainDay.test(value)) return value;
			const stamp = read(value);
			if (stamp === none) return '';
			return stamp && isWritten(stamp.year) ? textOf(stamp) : undefined;
		},
		monthDay(value) {
			const stamp = read(value);
			if (stamp === none) return '';
			return stamp && `${stamp.month}/${stamp.day}`;
		},
		moment(value) {
			const stamp = read(value);
			if (stamp === none) return '';
			if (stamp === undefined || !isWritten(stamp.year)) return undefined;
			return stamp.moment === undefined ? textOf(stamp) : stamp.moment();
		},
	};
}

interface Stamp extends Omit<WrittenDate, 'time' | 'order'> {
	/** The moment as it is sent; not there where the value is a bare day. */
	readonly moment?: () => string | undefined;
}

/** The value says that there is no date. */
const none: Stamp = { year: undefined, month: 0, day: 0 };

const inNumbers = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$/;

/** What is longer is no date and is not looked at. */
const maxCharacters = 120;
const deepest = 3;
const dayMs = 24 * 60 * 60 * 1_000;

/** Days of Excel, counted from 1899-12-30: from 1927 to 2099, so that they are no years and no times. */
const firstSerial = 10_000;
const lastSerial = 73_050;
const serialOf1970 = 25_569;

/** Seconds: from 1973, and before 1970 from where no other number is that small. */
const minUnix = 100_000_000;
const minUnixBefore1970 = 1_000_000;
/** Until the year 2286: what is larger are thousandths. */
const maxSeconds = 10_000_000_000;
/** Thousand millionths of a second, the smallest that programs count. */
const maxUnix = 10 ** 19;

/** What n8n's Google Contacts node puts where a birthday has no year (findings/n8n-google-contacts-undefined.sh). */
const noYear = /\/undefined$/;

/** What databases and spreadsheets write for no date: their zero, and the day on which they begin to count. */
const noDate =
	/^(?:[-0/.: ]+|0000-00-00T[0:.Z]+|0?1[-/.]0[-/.](?:00|1900)|0?0-jan-(?:19)?00|1900-01-00|0001-01-01.*|0?1[-/.]0?1[-/.]0001.*|1899-(?:11-30|12-3[01]).*|12\/3[01]\/1899.*|3[01]\.12\.1899.*|invalid date(?:time)?|-?infinity|n\/a)$/i;

function meansNoDate(text: string): boolean {
	return text === '' || meansNothing(text) || mayMeanNothing(text) || noDate.test(text);
}

/** A text in quotation marks, behind an apostrophe or as a formula that is a text, as itself. */
function withoutQuotes(text: string): string {
	return /^=?(["'])(.*)\1$/.exec(text)?.[2].trim() ?? text.replace(/^'/, '');
}

/** `YYYY-MM-DD`, as nearly all dates come: nothing to be done. */
const plainDay = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** Years of four digits: no shape that Constant Contact takes has room for others. */
function isWritten(year = 0): boolean {
	return year >= 1000 && year <= 9999;
}

function textOf({ year, month, day }: Pick<Stamp, 'year' | 'month' | 'day'>): string {
	return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

/** @returns undefined where nobody knows the zone that is written: its minutes are NaN, which makes no moment */
function momentOf(
	date: Pick<WrittenDate, 'year' | 'month' | 'day'>,
	time: WrittenTime,
	timeZone: string,
): string | undefined {
	const { hour, minute, second, millisecond, offset } = time;
	const zone = offset === undefined ? timeZone : FixedOffsetZone.instance(offset);
	const { year, month, day } = date;
	return isoOf(DateTime.fromObject({ year, month, day, hour, minute, second, millisecond }, { zone }));
}

function isoOf(moment: DateTime): string | undefined {
	return moment.toISO({ suppressMilliseconds: true }) ?? undefined;
}

const constantContacts = createDateReader();

/** A day as Constant Contact writes it. */
export const readDay = constantContacts.day;
export const readMonthDay = constantContacts.monthDay;
export const readMoment = constantContacts.moment;
