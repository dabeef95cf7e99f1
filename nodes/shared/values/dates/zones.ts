import { IANAZone } from 'luxon';
import { dayMs } from '../../clock';

/** Tells the days of one time zone, as numbers: days since 1970. */
export type DayIn = (ms: number) => number;

/** The days of UTC. */
export const utcDay: DayIn = (ms) => Math.floor(ms / dayMs);

/** The zone of the process, in which databases' drivers make their Dates. */
export const processDay: DayIn = (ms) => {
	const date = new Date(ms);
	// Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
	return utcDay(new Date(0).setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate()));
};

/** @param name as in the IANA's database; for a zone that does not exist, UTC's days are told */
export function dayInZone(name: string): DayIn {
	const zone = IANAZone.create(name);
	return (ms) => utcDay(ms + (zone.isValid ? zone.offset(ms) * 60_000 : 0));
}

/**
 * Since then every zone's days have begun on a full minute (IANA's database; Africa/Monrovia was the last to change).
 */
const fullMinutesSince = Date.UTC(1973, 0);

/** Whether a day begins at exactly this moment; where clocks are put forward at midnight, it begins at one o'clock. */
export function isStartOfDay(ms: number, dayIn: DayIn): boolean {
	// Asking a zone is slow, so the quick look comes first.
	return (ms < fullMinutesSince || ms % 60_000 === 0) && dayIn(ms) !== dayIn(ms - 1);
}

/** The day as year, month from 1, and day of the month. */
export function calendarDay(day: number): { year: number; month: number; day: number } {
	const date = new Date(day * dayMs);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
