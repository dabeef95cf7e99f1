import { fingerprintLength, fingerprintOf, fingerprintsIn } from './fingerprint';

/**
 * How far events have been reported. What happened up to `after` is settled for good. What happened later has been
 * reported to just those who are remembered by their fingerprints: others may still come to light, with a date as old
 * as `after`.
 */
export interface ToldWindow {
	/** Milliseconds since 1970, by Constant Contact's clock. */
	readonly after: number;
	/**
	 * By moment (milliseconds since 1970 in base 36): the fingerprints of those whose event at that moment was reported,
	 * one behind the other.
	 */
	readonly told: Readonly<Record<string, string>>;
}

/** Something that happened to one contact at one moment. The same contact at another moment is another event. */
export interface DatedEvent {
	readonly contactId: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** The first of these dates that can be read, in milliseconds since 1970: nobody is lost because one of them cannot. */
export function momentOf(...dates: ReadonlyArray<string | undefined>): number | undefined {
	return dates.map((date) => Date.parse(date ?? '')).find((moment) => !Number.isNaN(moment));
}

/**
 * [our choice] As many as somebody might delete or unsubscribe in one day: what n8n keeps between polls grows to 1.6 MB
 * then, and is small again two days later.
 */
export const mostRemembered = 200_000;

export interface WindowRules {
	/** How long after its date an event may come to light and still be reported, in milliseconds. */
	readonly overlapMs: number;
	/**
	 * People remembered at the most; past that the window closes behind the oldest of them, and events that come to light
	 * there later are missed.
	 */
	readonly mostRemembered: number;
}

/** The window of a trigger that begins now, with everything found so far taken as reported. */
export function openWindow(found: readonly DatedEvent[], now: number, rules: WindowRules): ToldWindow {
	return advanceWindow({ after: now - rules.overlapMs, told: {} }, found, now, rules).window;
}

/**
 * The window, unless it was opened by a clock of n8n's that was ahead and has been put right since: what happens until
 * then would be missed. Only a window without anybody begins by n8n's clock; any other begins by Constant Contact's.
 * @param now milliseconds since 1970
 */
export function unlessAhead<Window extends ToldWindow>(window: Window | undefined, now: number): Window | undefined {
	const isAhead = window !== undefined && window.after > now && Object.keys(window.told).length === 0;
	return isAhead ? undefined : window;
}

/**
 * Which of the events found have not been reported yet, and the window once they have been. Without any the window
 * stays as it is: n8n keeps what a poll remembers only together with its items.
 * @param found in any order, some perhaps twice
 * @param now milliseconds since 1970; a date in the future must not close the window for all that comes before it
 */
export function advanceWindow<Event extends DatedEvent>(
	window: ToldWindow,
	found: readonly Event[],
	now: number,
	rules: WindowRules,
): { fresh: Event[]; window: ToldWindow } {
	const told = new Map(
		Object.entries(window.told).map(([moment, fingerprints]) => [
			Number.parseInt(moment, 36),
			fingerprintsIn(fingerprints),
		]),
	);
	const fresh: Event[] = [];
	for (const event of found) {
		if (!(event.at > window.after)) continue;
		const fingerprint = fingerprintOf(event.contactId);
		const atThatMoment = told.get(event.at) ?? new Set();
		if (atThatMoment.has(fingerprint)) continue;
		told.set(event.at, atThatMoment.add(fingerprint));
		fresh.push(event);
	}
	if (fresh.length === 0) return { fresh, window };
	fresh.sort((a, b) => a.at - b.at);
	return { fresh, window: closed(told, window.after, now, rules) };
}

function closed(
	told: ReadonlyMap<number, ReadonlySet<string>>,
	before: number,
	now: number,
	{ overlapMs, mostRemembered: most }: WindowRules,
): ToldWindow {
	const newestFirst = [...told.keys()].sort((a, b) => b - a);
	const newest = Math.min(newestFirst[0], now);
	let after = Math.max(before, newest - overlapMs);
	const remembered: Record<string, string> = {};
	let count = 0;
	for (const moment of newestFirst) {
		if (moment <= after) break;
		const fingerprints = [...(told.get(moment) ?? [])].join('');
		count += fingerprints.length / fingerprintLength;
		if (count > most) after = moment;
		else remembered[moment.toString(36)] = fingerprints;
	}
	return { after, told: remembered };
}
