import { dayMs } from '../../clock';
import { isLuxonMoment, saysItself } from '../plainData';
import type { WrittenDate } from './writtenDates';
import { parseDate } from './writtenDates';

/** What an object tells: a date in parts, a time in milliseconds since 1970, or a value to be read in its place. */
export type ToldDate =
	| { readonly written: WrittenDate | undefined }
	| { readonly ms: number }
	| { readonly inside: unknown };

/** Where MongoDB, Notion, PHP, Google People, Parse and BigQuery put a date. */
const keys = ['$date', '$numberLong', 'start', 'date', 'iso', 'value'];

/**
 * Finds the date in an object by which a program tells it: those of `keys`, Firestore and luxon, the days since 1970 of
 * Avro (https://avro.apache.org/docs/1.12.0/specification/#date), the lists of numbers that Jackson makes of Java's days
 * (https://github.com/FasterXML/jackson-modules-java8/tree/2.19/datetime), and a list of one.
 * @returns undefined if it is no such object
 */
export function dateInObject(value: object): ToldDate | undefined {
	if (Array.isArray(value)) return value.length === 1 ? { inside: value[0] } : dayInList(value);
	if (isLuxonMoment(value)) return { inside: value.toISO() };
	if (saysItself(value)) return { inside: value.toJSON() };
	const fields = value as Readonly<Record<string, unknown>>;
	const seconds = fields._seconds ?? fields.seconds;
	if (typeof seconds === 'number') return { ms: seconds * 1_000 };
	// Protocol Buffers write a number of 64 bits as a text (https://protobuf.dev/programming-guides/json/).
	if (typeof seconds === 'string' && /^-?\d{1,12}$/.test(seconds) && 'nanos' in fields)
		return { ms: Number(seconds) * 1_000 };
	if (typeof fields.int === 'number') return { ms: fields.int * dayMs };
	const key = keys.find((name) => Object.hasOwn(fields, name));
	if (key !== undefined) return { inside: fields[key] };
	// Raiser's Edge has one letter for each.
	const { y, m, d, year = y, month = m, day = d } = fields;
	if ([year, month, day].every((part) => part === '')) return { inside: '' };
	return isPart(month) && isPart(day)
		? { written: parseDate(`${String(year ?? '').padStart(4, '0')}-${month}-${day}`) }
		: undefined;
}

/** `[1990, 5, 17]`, and `[1990, 5, 17, 10, 30]` with the time. */
function dayInList(list: readonly unknown[]): ToldDate | undefined {
	if (list.length < 3 || list.length > 7 || !list.every(Number.isInteger)) return undefined;
	const [year, month, day, hour, minute = 0, second = 0] = list.map(String);
	if (year.length !== 4) return undefined;
	const time =
		hour === undefined ? '' : ` ${hour}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
	return { written: parseDate(`${year}-${month}-${day}${time}`) };
}

/** Of a day, as a number or, as Jotform has it, a text. */
function isPart(part: unknown): boolean {
	return typeof part === 'number' || (typeof part === 'string' && /^\d{1,2}$/.test(part));
}
