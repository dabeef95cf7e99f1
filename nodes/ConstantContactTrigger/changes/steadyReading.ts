import type { DatedEvent, ToldWindow, WindowRules } from './toldWindow';
import { advanceWindow } from './toldWindow';

/** Each finds only who was moved while the one before was under way. */
const mostReadings = 4;

/** What one walk through the pages brought. */
export interface Reading<Event> {
	readonly found: readonly Event[];
	readonly pages: number;
}

/**
 * Which events have not been reported yet, and the window once they have been, from pages that may shift while they are
 * read: Constant Contact's cursors hold a position (recorded: `limit=1&next=2`). Whoever leaves the pages already read,
 * since they subscribed again or were restored, pulls somebody onto them who is then on none of the others; so does a
 * new order. The window must not close behind them. So more than one page is read again before it closes, until a
 * reading brings nobody new.
 * @param read walks through the pages from the window on
 * @param now milliseconds since 1970
 */
export async function readSteadily<Event extends DatedEvent>(
	window: ToldWindow,
	read: () => Promise<Reading<Event>>,
	now: number,
	rules: WindowRules,
): Promise<{ fresh: Event[]; window: ToldWindow }> {
	const met: Event[] = [];
	let count = 0;
	for (let reading = 1; ; reading++) {
		const { found, pages } = await read();
		for (const event of found) met.push(event);
		const advanced = advanceWindow(window, met, now, rules);
		const isSettled = pages <= 1 || advanced.window.after === window.after || advanced.fresh.length === count;
		if (isSettled || reading === mostReadings) return advanced;
		count = advanced.fresh.length;
	}
}
