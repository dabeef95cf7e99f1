/** A time of the day as a text tells it. */
export interface WrittenTime {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
	/** Minutes east of UTC; undefined where the text tells no zone, NaN where it tells one that we do not know. */
	readonly offset: number | undefined;
}

const timePattern =
	/^(?:T|:|-| ?,? ?(?:at |um |à |a las )?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,:](\d{1,9}))?)? ?(?:([ap])\.?m\.?)? ?(.*)$/iu;

/**
 * Reads the time of the day behind a date, with the sign or word that joins the two, AM or PM, and the zone.
 * @returns undefined if the text is no time
 */
export function parseTime(text: string): WrittenTime | undefined {
	const parts = timePattern.exec(text.replace(/[\u00a0\u202f]/g, ' '));
	if (parts === null) return undefined;
	const [, hours, minutes, seconds = '0', fraction = '0', half = '', zone] = parts;
	const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	const offset = zone === '' ? undefined : offsetOf(zone);
	if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59 || offset === null) return undefined;
	if (half !== '' && (Number(hours) > 12 || Number(hours) === 0)) return undefined;
	return {
		hour,
		minute: Number(minutes),
		second: Number(seconds),
		millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
		offset,
	};
}

/** RFC 2822, "obs-zone", and UTC's other names. Hours east of UTC. */
const namedZones: Readonly<Record<string, number>> = {
	Z: 0,
	UTC: 0,
	GMT: 0,
	UT: 0,
	EST: -5,
	EDT: -4,
	CST: -6,
	CDT: -5,
	MST: -7,
	MDT: -6,
	PST: -8,
	PDT: -7,
};

/** @returns minutes; NaN for a zone that we do not know; null if the text is none */
function offsetOf(zone: string): number | null {
	const parts =
		/^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?(?::\d{2})?(?: ?(?:\(.*\)|\[.*\]|[A-Z]{1,5}|[+-]\d{2,4}))?$/i.exec(zone);
	if (parts !== null) {
		const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
		return minutes > 18 * 60 ? null : parts[1] === '-' ? -minutes : minutes;
	}
	const name = /^([A-Z]{1,5})(?: ?(?:\(.*\)|\[.*\]))?$/i.exec(zone)?.[1].toUpperCase();
	if (name === undefined) return /^\[.*\]$/.test(zone) ? Number.NaN : null;
	return Object.hasOwn(namedZones, name) ? namedZones[name] * 60 : Number.NaN;
}
