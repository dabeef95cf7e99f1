import { dayMs } from '../../clock';
import type { CountedUnit } from './dayWriting';
import type { WrittenDate } from './writtenDates';
import { parseDate } from './writtenDates';
import { calendarDay, utcDay } from './zones';

/** Excel's numbers of days, counted from 1899-12-30. Those from 1927 to 2099 are read: others may be years or times. */
const firstSerial = 10_000;
const lastSerial = 73_050;
const serialOf1970 = 25_569;

/**
 * Days since 1970, from 1900 on to ten years from now: Avro's (https://avro.apache.org/docs/1.12.0/specification/#date),
 * and so Debezium's in Kafka (https://debezium.io/documentation/reference/stable/connectors/postgresql.html) and those of
 * Snowflake's API. Small ones may be a year, an age, or a day and a month; large ones a spreadsheet's.
 */
const firstSince1970 = -25_567;
const lastSince1970 = 25_000;
/** 31 December, written as a number with the day first. */
const lastWrittenSmall = 3_112;

/** What a number shows of the days that its column counts; undefined where it may be either, or counts no days. */
export function countedDays(number: number): 'daysSince1970' | 'serials' | undefined {
	if (!Number.isInteger(number)) return undefined;
	if (number > lastSince1970 && number <= lastSerial) return 'serials';
	const isNoOther = (number >= firstSince1970 && number < 0) || (number > lastWrittenSmall && number < firstSerial);
	return isNoOther ? 'daysSince1970' : undefined;
}

/**
 * The date that a number writes: a spreadsheet's number of a day, `YYYYMMDD` or `YYYYMMDDhhmmss`.
 * @param counts what the column is known to count
 */
export function dateOfNumber(number: number, counts?: CountedUnit): WrittenDate | undefined {
	if (counts === 'daysSince1970' && number >= firstSince1970 && number <= lastSince1970)
		return calendarDay(Math.floor(number));
	if (number >= firstSerial && number < lastSerial + 1) return dateOfSerial(number);
	const digits = String(number);
	return /^\d{8}$|^\d{14}$/.test(digits) ? parseDate(digits) : undefined;
}

/** A whole number is a day; with a fraction it is a time of that day in no zone, to the second. */
function dateOfSerial(serial: number): WrittenDate {
	const ms = Math.round(((serial - serialOf1970) * dayMs) / 1_000) * 1_000;
	const day = calendarDay(utcDay(ms));
	if (Number.isInteger(serial)) return day;
	const date = new Date(ms);
	const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
	return { ...day, time: { hour, minute, second, millisecond: 0, offset: undefined } };
}

/** Seconds since 1970 are read from 1973 on, and before 1970, where they are negative, from twelve days before it. */
const minUnix = 100_000_000;
const minUnixBefore1970 = 1_000_000;
/** Seconds until the year 2286; larger numbers count milliseconds. */
const maxSeconds = 10_000_000_000;
/** The last that is read as nanoseconds, the smallest unit that programs count. */
const maxUnix = 10 ** 19;

/**
 * Active Directory's times of the years 1949 to 2044, as n8n's LDAP node hands them over: tenths of a microsecond since
 * 1601 (https://learn.microsoft.com/en-us/windows/win32/adschema/a-pwdlastset). As nanoseconds since 1970 they would all
 * be days of 1973 and 1974.
 */
const firstOfDirectory = 110_000_000_000_000_000;
const lastOfDirectory = 140_000_000_000_000_000;
const from1601To1970 = 11_644_473_600_000;

/**
 * SPSS counts seconds from 14 October 1582 on
 * (https://www.ibm.com/docs/en/spss-statistics/30.0.0?topic=features-date-time), and programs that read its files hand
 * them on (findings/readstat-days-since-1582.sh). Those from 1900 to 2100 are read.
 */
const secondsTo1970 = 12_219_379_200;
const firstSince1582 = 10_010_390_400;
const lastSince1582 = 16_321_824_000;

/** A number as the time since 1970. */
export interface CountedTime {
	/** Undefined where the number is too small to be seconds. */
	readonly ms: number | undefined;
	/** What it shows of the unit that its column counts; undefined where that is smaller than milliseconds. */
	readonly shows: 'milliseconds' | 'shortNumbers' | 'since1582' | undefined;
}

/**
 * The time since 1970 that a number counts in seconds, milliseconds, microseconds or nanoseconds, or as Active
 * Directory does, told apart by its size.
 * @param counts what the column is known to count
 * @returns undefined if no program counts with numbers of that size
 */
export function countedTime(number: number, counts?: CountedUnit): CountedTime | undefined {
	const size = Math.abs(number);
	if (size > maxUnix || size < minUnixBefore1970) return undefined;
	if (size < maxSeconds) {
		const isTooSmall = number > 0 && number < minUnix;
		const ms = counts === 'milliseconds' ? number : isTooSmall ? undefined : number * 1_000;
		return { ms, shows: 'shortNumbers' };
	}
	if (number >= firstSince1582 && number < lastSince1582) {
		const ms = counts === 'secondsSince1582' ? (number - secondsTo1970) * 1_000 : number;
		return { ms, shows: 'since1582' };
	}
	if (number >= firstOfDirectory && number <= lastOfDirectory)
		return { ms: Math.round(number / 10_000) - from1601To1970, shows: undefined };
	let seconds = number;
	while (Math.abs(seconds) >= maxSeconds) seconds /= 1_000;
	return { ms: seconds * 1_000, shows: size < maxSeconds * 1_000 ? 'milliseconds' : undefined };
}
