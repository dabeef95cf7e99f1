import { advanceWindow, openWindow, unlessAhead } from '../../../nodes/ConstantContactTrigger/changes/toldWindow';
import type { DatedEvent, ToldWindow } from '../../../nodes/ConstantContactTrigger/changes/toldWindow';

const rules = { overlapMs: 1_000, mostRemembered: 3 };
const now = 1_000_000;
const at = (moment: number, ...ids: string[]): DatedEvent[] => ids.map((contactId) => ({ contactId, at: moment }));
const empty: ToldWindow = { after: 0, told: {} };
const ids = (events: readonly DatedEvent[]) => events.map(({ contactId }) => contactId);

it('the same person at another moment is another event', () => {
	const first = advanceWindow(empty, at(5_000, 'ann'), now, rules);
	expect(ids(advanceWindow(first.window, [...at(5_000, 'ann'), ...at(6_000, 'ann')], now, rules).fresh)).toEqual([
		'ann',
	]);
});

it('of several with one moment, those who come to light later are told later', () => {
	const first = advanceWindow(empty, at(5_000, 'ann', 'bo', 'ann'), now, rules);
	expect(ids(first.fresh)).toEqual(['ann', 'bo']);
	expect(ids(advanceWindow(first.window, at(5_000, 'bo', 'cy', 'ann'), now, rules).fresh)).toEqual(['cy']);
});

it('the oldest come first, in whatever order they were found', () => {
	expect(
		ids(advanceWindow(empty, [...at(7_000, 'cy'), ...at(5_000, 'ann'), ...at(6_000, 'bo')], now, rules).fresh),
	).toEqual(['ann', 'bo', 'cy']);
});

it('without anybody new nothing new is to be remembered', () => {
	const { window } = advanceWindow(empty, at(5_000, 'ann'), now, rules);
	expect(advanceWindow(window, at(5_000, 'ann'), now + 60_000, rules).window).toBe(window);
});

it('only who is younger than the overlap is remembered', () => {
	const found = [...at(5_000, 'ann'), ...at(5_500, 'dee'), ...at(5_999, 'bo'), ...at(6_500, 'cy')];
	const { window } = advanceWindow(empty, found, now, rules);
	expect(window.after).toBe(5_500);
	expect(Object.keys(window.told).map((moment) => Number.parseInt(moment, 36))).toEqual([6_500, 5_999]);
});

it('a date in the future does not close the window for those before it', () => {
	const { window } = advanceWindow(empty, at(now * 1_000, 'from the future'), now, rules);
	expect(
		ids(advanceWindow(window, [...at(now * 1_000, 'from the future'), ...at(now, 'ann')], now, rules).fresh),
	).toEqual(['ann']);
});

it('a window never opens again for what is settled', () => {
	const { window } = advanceWindow({ after: 9_000, told: {} }, at(9_100, 'ann'), now, rules);
	expect(window.after).toBe(9_000);
	expect(ids(advanceWindow(window, at(8_999, 'late'), now, rules).fresh)).toEqual([]);
});

it('as many as are to be remembered at the most are all remembered', () => {
	const { window } = advanceWindow(empty, at(5_000, 'a', 'b', 'c'), now, rules);
	expect(window.after).toBe(4_000);
	expect(ids(advanceWindow(window, at(5_000, 'a', 'b', 'c', 'd'), now, rules).fresh)).toEqual(['d']);
});

it('past the most that is remembered, nobody is told twice: the window closes behind the oldest', () => {
	const crowd = [...at(5_000, 'a', 'b'), ...at(5_100, 'c', 'd')];
	const { fresh, window } = advanceWindow(empty, crowd, now, rules);
	expect(fresh).toHaveLength(4);
	expect(window.after).toBe(5_000);
	expect(advanceWindow(window, crowd, now, rules).fresh).toEqual([]);
	const inOneMoment = advanceWindow(empty, at(5_000, 'a', 'b', 'c', 'd'), now, rules);
	expect(inOneMoment.window).toEqual({ after: 5_000, told: {} });
	expect(
		ids(advanceWindow(inOneMoment.window, [...at(5_000, 'a', 'b', 'c', 'd'), ...at(5_001, 'e')], now, rules).fresh),
	).toEqual(['e']);
});

it('a window that opens now takes what was found for told, and what comes to light of the time before for new', () => {
	const window = openWindow(at(now - 500, 'ann'), now, rules);
	expect(ids(advanceWindow(window, at(now - 500, 'ann', 'late'), now, rules).fresh)).toEqual(['late']);
	expect(ids(advanceWindow(window, at(now - 1_000, 'history'), now, rules).fresh)).toEqual([]);
});

it('a window in the future counts only where it is by a date of Constant Contact: somebody is in it', () => {
	const ahead: ToldWindow = { after: now + 1, told: {} };
	expect(unlessAhead(ahead, now)).toBeUndefined();
	expect(unlessAhead(ahead, now + 1)).toBe(ahead);
	expect(unlessAhead(undefined, now)).toBeUndefined();
	const withSomebody: ToldWindow = { after: now + 1, told: { a: 'abcdefgh' } };
	expect(unlessAhead(withSomebody, now)).toBe(withSomebody);
});
