/**
 * A value as plain data, whose reading runs nobody's code: items may bring whatever a program makes, such as objects
 * that throw when they are read or written as JSON, proxies, circles and thousands of levels. What says itself how it
 * is written stands as that; days and moments stay such. What cannot be read is an empty object, which nobody takes for
 * a value; what lies deeper than 50 levels is, too, and no more than 10,000 entries are taken.
 */
export function plainOf(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? plainObject(value, 0, { entries: 0 }) : value;
}

/** The own field of an object; undefined where it has none, and an empty object where it cannot be read. */
export function fieldOf(holder: unknown, name: string): unknown {
	if (typeof holder !== 'object' || holder === null) return undefined;
	try {
		return Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;
	} catch {
		return unreadable;
	}
}

/** Whether an object has an own field of this name, even if it holds `undefined`; false where it does not tell. */
export function hasField(holder: object, name: string): boolean {
	try {
		return Object.hasOwn(holder, name);
	} catch {
		return false;
	}
}

/** The names of an object's own fields; none where it does not tell. */
export function namesOf(holder: object): string[] {
	try {
		return Object.keys(holder);
	} catch {
		return [];
	}
}

/** All own fields of an object, each as it can be read. */
export function fieldsOf(holder: object): Record<string, unknown> {
	return Object.fromEntries(namesOf(holder).map((name) => [name, fieldOf(holder, name)]));
}

/** Nothing, or a text of blanks. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** A moment that is no text yet: a Date, or luxon's DateTime, which n8n may hand over from another copy of luxon. */
export function isMoment(value: unknown): value is Date | LuxonMoment {
	return value instanceof Date || (typeof value === 'object' && value !== null && isLuxonMoment(value));
}

export interface LuxonMoment {
	toISO(): string | null;
	toJSON(): string | null;
}

export function isLuxonMoment(value: object): value is LuxonMoment {
	return 'isLuxonDateTime' in value && 'toISO' in value && typeof value.toISO === 'function';
}

/** Bytes, also as n8n's JSON has them. */
export function isBytes(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const { type, data } = value as Readonly<Record<string, unknown>>;
	return ArrayBuffer.isView(value) || (type === 'Buffer' && Array.isArray(data));
}

/** Dates and luxon's DateTimes say themselves how they are written; so do bytes, but nobody means that. */
export function saysItself(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function' && !isBytes(value);
}

const unreadable: Readonly<Record<string, unknown>> = Object.freeze({});
const mostLevels = 50;
const mostEntries = 10_000;

function plainObject(value: object, level: number, taken: { entries: number }): unknown {
	if (level > mostLevels) return unreadable;
	try {
		if (ArrayBuffer.isView(value)) return value;
		const moment = plainMoment(value);
		if (moment !== undefined) return moment;
		if (saysItself(value)) return plainPart(value.toJSON(), level, taken);
		const most = Math.max(0, mostEntries - taken.entries);
		if (Array.isArray(value)) {
			const length = Math.min(value.length, most);
			return Array.from({ length }, (_, index) => plainPart(fieldOf(value, String(index)), level, taken));
		}
		const names = Object.keys(value).slice(0, most);
		return Object.fromEntries(names.map((name) => [name, plainPart(fieldOf(value, name), level, taken)]));
	} catch {
		return unreadable;
	}
}

function plainPart(part: unknown, level: number, taken: { entries: number }): unknown {
	taken.entries++;
	return typeof part === 'object' && part !== null ? plainObject(part, level + 1, taken) : part;
}

function plainMoment(value: object): object | undefined {
	if (value instanceof Date) return new Date(Date.prototype.getTime.call(value));
	if (!isLuxonMoment(value)) return undefined;
	const [written, ms] = [value.toISO(), Number(value)];
	const toISO = () => written;
	return { isLuxonDateTime: true, toISO, toJSON: toISO, valueOf: () => ms };
}
