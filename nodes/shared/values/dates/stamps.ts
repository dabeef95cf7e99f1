import { DateTime, FixedOffsetZone } from 'luxon';
import type { WrittenDate } from './writtenDates';
import type { WrittenTime } from './writtenTimes';
import type { DayIn } from './zones';
import { calendarDay, dayInZone, isStartOfDay, processDay, utcDay } from './zones';

/** A day, and the moment where the value tells one. */
export interface Stamp extends Omit<WrittenDate, 'time' | 'order'> {
	/** In ISO 8601 with its zone, or undefined where nobody knows the zone; not there where the value is a bare day. */
	readonly moment?: () => string | undefined;
	/**
	 * Another day that may be meant: that of UTC, where the moment is UTC's midnight told by another zone. It comes so
	 * where a day became a moment on its way (n8n's Date & Time node, luxon), and where something begins at that hour.
	 */
	readonly dayInUtc?: Pick<WrittenDate, 'month' | 'day'>;
}

/**
 * Tells which day is meant.
 *
 * A day is a day, whatever the zone. What databases' drivers hand over for a day is a Date at midnight of the
 * process's zone, or at midnight of UTC; once it has become a text, it is a time in UTC that is midnight elsewhere. So:
 * - A Date is the process's day if it is exactly that day's start, else UTC's if it is UTC's midnight, else the day in
 *   the workflow's zone.
 * - A text in UTC that is not UTC's midnight is the day in the workflow's or the process's zone if it is exactly that
 *   day's start; else the day that is written.
 * - Any other text is the day that is written.
 * - Milliseconds since 1970 are the day that begins at exactly that moment in UTC, for the workflow or for the process;
 *   else the day in the workflow's zone.
 */
export interface Stamps {
	ofText(written: WrittenDate): Stamp;
	ofDate(ms: number): Stamp;
	/** @returns undefined where JavaScript has no such time */
	ofMilliseconds(ms: number): Stamp | undefined;
}

/** @param timeZone the workflow's, as in the IANA's database */
export function createStamps(timeZone: string): Stamps {
	const workflowDay = dayInZone(timeZone);
	const utcFirst = [utcDay, workflowDay, processDay];
	const processFirst = [processDay, utcDay];

	function ofInstant(ms: number, zones: readonly DayIn[]): Stamp {
		const dayIn = beginning(ms, zones);
		if (dayIn !== undefined) return calendarDay(dayIn(ms));
		const moment = () => isoOf(DateTime.fromMillis(ms, { zone: timeZone }));
		return { ...calendarDay(workflowDay(ms)), moment };
	}

	return {
		ofText(written) {
			const { year, month, day, time } = written;
			if (time === undefined || year === undefined) return { year, month, day };
			const moment = () => momentOf(written, time, timeZone);
			const { hour, minute, second, millisecond, offset = Number.NaN } = time;
			const ms = Date.UTC(year, month - 1, day, hour, minute - offset, second, millisecond);
			if (offset !== 0) {
				const isUtcs = !Number.isNaN(ms) && isStartOfDay(ms, utcDay);
				return { year, month, day, moment, ...(isUtcs && { dayInUtc: calendarDay(utcDay(ms)) }) };
			}
			const dayIn = beginning(ms, utcFirst) ?? utcDay;
			return { ...calendarDay(dayIn(ms)), moment };
		},
		ofDate(ms) {
			return ofInstant(ms, processFirst);
		},
		ofMilliseconds(ms) {
			return Number.isNaN(new Date(ms).getTime()) ? undefined : ofInstant(ms, utcFirst);
		},
	};
}

/** The first of the zones in which a day begins at exactly this moment. */
function beginning(ms: number, zones: readonly DayIn[]): DayIn | undefined {
	return zones.find((dayIn) => isStartOfDay(ms, dayIn));
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
