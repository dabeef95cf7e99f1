import { cleanText } from '../texts';
import { meansNoDate } from './absentDates';
import { dateInObject } from './dateObjects';
import type { DayWriting, ShownDays } from './dayWriting';
import { countedDays, countedTime, dateOfNumber } from './numberedDates';
import type { Stamp } from './stamps';
import { createStamps } from './stamps';
import type { WrittenDate } from './writtenDates';
import { parseDate, parseNumeric } from './writtenDates';

/**
 * Reads one column of dates in whatever way it is written. Each function gives the text to send, '' where the value
 * says that there is no date, and undefined where it is none that can be read.
 */
export interface DateReader {
	/** `YYYY-MM-DD` */
	day(value: unknown): string | undefined;
	/** `M/D`, also where the value tells a year */
	monthDay(value: unknown): string | undefined;
	/** ISO 8601 with the zone; a bare day stays one */
	moment(value: unknown): string | undefined;
	/** What the column's values showed so far. */
	readonly shown: Readonly<ShownDays>;
}

/** How a column is read. */
export interface DateReading extends DayWriting {
	/** The workflow's, as in the IANA's database. */
	readonly timeZone: string;
}

/** Nothing of the column has been read yet. */
export function createDateReader({ timeZone, order, counts }: DateReading): DateReader {
	const stamps = createStamps(timeZone);
	const isDayFirst = order === 'dayFirst';
	const shown: ShownDays = {
		...{ dayFirst: 0, monthFirst: 0, either: 0 },
		...{ milliseconds: 0, shortNumbers: 0, since1582: 0, daysSince1970: 0, serials: 0 },
	};

	function read(value: unknown, depth = 0): Stamp | undefined {
		if (typeof value === 'string') return ofText(value);
		if (typeof value === 'number' || typeof value === 'bigint') return ofNumber(Number(value));
		if (value instanceof Date) return ofDate(value.getTime());
		if (value === null || value === undefined) return none;
		return typeof value === 'object' && depth < deepest ? ofObject(value, depth + 1) : undefined;
	}

	function ofText(given: string): Stamp | undefined {
		// Most dates are that plain. Years before 1900 go on: they may be a program's zero, which means no date.
		const plain = inNumbers.test(given) ? parseNumeric(given, isDayFirst) : undefined;
		if (plain?.year !== undefined && plain.year >= 1900) return ofWritten(plain);
		if (given.length > maxCharacters) return undefined;
		const text = withoutQuotes(cleanText(given)).replace(noYear, '');
		if (meansNoDate(text)) return none;
		// BigQuery tells moments as 1.580724E9; a spreadsheet puts a plus behind the E, and has cut the digits.
		const number = /^-?\d+(?:\.\d+)?(?:E\d{1,2})?$/.test(text) ? ofNumber(Number(text)) : undefined;
		if (number !== undefined) return number;
		const instant = /^\/?(?:new )?Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/?$/.exec(text.replaceAll('\\', ''));
		return instant === null ? ofWritten(parseDate(text, isDayFirst)) : stamps.ofMilliseconds(Number(instant[1]));
	}

	function ofWritten(written: WrittenDate | undefined): Stamp | undefined {
		if (written?.order !== undefined) shown[written.order]++;
		if (written === undefined || (order === 'unclear' && written.order === 'either')) return undefined;
		return stamps.ofText(written);
	}

	function ofNumber(number: number): Stamp | undefined {
		if (number === 0 || !Number.isFinite(number) || Math.abs(number) === never) return none;
		const days = countedDays(number);
		if (days !== undefined) shown[days]++;
		const date = dateOfNumber(number, counts);
		if (date !== undefined) return stamps.ofText(date);
		const time = countedTime(number, counts);
		if (time?.shows !== undefined) shown[time.shows]++;
		return time?.ms === undefined ? undefined : stamps.ofMilliseconds(time.ms);
	}

	function ofDate(ms: number): Stamp | undefined {
		if (Number.isNaN(ms)) return none;
		const stamp = stamps.ofDate(ms);
		return meansNoDate(textOf(stamp)) ? none : stamp;
	}

	function ofObject(value: object, depth: number): Stamp | undefined {
		const told = dateInObject(value);
		if (told === undefined) return undefined;
		if ('inside' in told) return read(told.inside, depth);
		return 'ms' in told ? stamps.ofMilliseconds(told.ms) : ofWritten(told.written);
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
			// Nobody tells the hour of a birthday.
			const birthday = stamp?.dayInUtc ?? stamp;
			return birthday && `${birthday.month}/${birthday.day}`;
		},
		moment(value) {
			const stamp = read(value);
			if (stamp === none) return '';
			if (stamp === undefined || !isWritten(stamp.year)) return undefined;
			return stamp.moment === undefined ? textOf(stamp) : stamp.moment();
		},
	};
}

/** The value says that there is no date. */
const none: Stamp = { year: undefined, month: 0, day: 0 };

const inNumbers = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$/;

/**
 * The largest number of 64 bits: never, in Active Directory
 * (https://learn.microsoft.com/en-us/windows/win32/adschema/a-accountexpires) and Java. The smallest is pandas' NaT.
 */
const never = 2 ** 63;

/** A longer text is no date; it is not looked at. */
const maxCharacters = 120;
/** How deep objects and lists in one another are looked into. */
const deepest = 3;

/** What n8n's Google Contacts node puts where a birthday has no year (findings/n8n-google-contacts-undefined.sh). */
const noYear = /\/undefined$/;

/** A text in quotation marks, behind an apostrophe or as a formula that is a text, as itself. */
function withoutQuotes(text: string): string {
	return /^=?(["'])(.*)\1$/.exec(text)?.[2].trim() ?? text.replace(/^'/, '');
}

/** `YYYY-MM-DD`, as nearly all dates come: it is sent as it is. Days from the 29th on need a calendar. */
const plainDay = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** Whether a year has four digits: the shapes that Constant Contact takes have room for no other. */
function isWritten(year = 0): boolean {
	return year >= 1000 && year <= 9999;
}

function textOf({ year, month, day }: Stamp): string {
	return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

/** Constant Contact's own texts. */
const constantContacts = createDateReader({ timeZone: 'UTC', order: 'monthFirst' });

export const readDay = constantContacts.day;
export const readMonthDay = constantContacts.monthDay;
export const readMoment = constantContacts.moment;
