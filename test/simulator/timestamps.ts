export type TimestampStyle = 'seconds' | 'milliseconds' | 'offset';

/** `…Z` without milliseconds by default; the other two are seen in guides and examples. */
export function timestamp(ms: number, style: TimestampStyle): string {
	if (style === 'milliseconds') return new Date(ms).toISOString();
	if (style === 'seconds') return inSeconds(Math.floor(ms / 1_000));
	return `${new Date(ms - 4 * 3_600_000).toISOString().slice(0, 19)}-04:00`;
}

const known = new Map<number, string>();

/** A page of activities has thousands of them, the same in each answer. */
function inSeconds(seconds: number): string {
	const text = known.get(seconds) ?? `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
	if (known.size > 10_000) known.clear();
	known.set(seconds, text);
	return text;
}

export function isIsoDate(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(Date.parse(text));
}

const yearFirst = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;

/**
 * The eight formats of definitions/JsonImportContact `anniversary`, as YYYY-MM-DD; undefined if it is none or no such
 * day exists.
 */
export function calendarDate(text: string): string | undefined {
	const first = yearFirst.exec(text);
	const last = first ? null : yearLast.exec(text);
	if (!first && !last) return undefined;
	const [year, month, day] = first ? [first[1], first[3], first[4]] : [last![4], last![1], last![3]];
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${iso}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
