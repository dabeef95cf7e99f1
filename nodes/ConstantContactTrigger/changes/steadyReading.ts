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
	/** Of those found before only the ones to report are kept: each reading finds nearly all of them again. */
	const readOn = async (before: readonly Event[]) => {
		const { found, pages } = await read();
		return { ...advanceWindow(window, [...before, ...found], now, rules), isOnePage: pages <= 1 };
	};
	let last = await readOn([]);
	for (let reading = 1; reading < mostReadings; reading++) {
		if (last.isOnePage || last.window.after === window.after) break;
		const count = last.fresh.length;
		last = await readOn(last.fresh);
		if (last.fresh.length === count) break;
	}
	return last;
}
