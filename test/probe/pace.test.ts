import { refusedAreCounted } from '../../tools/probe/questions/service';

/** Requests at these moments, and how a service of four a second answers them. */
function answered(moments: readonly number[], countsRefused: boolean) {
	const counted: number[] = [];
	return moments.map((at) => {
		const isFree = counted.filter((other) => other > at - 1_000).length < 4;
		if (isFree || countsRefused) counted.push(at);
		return { at, status: isFree ? 200 : 429 };
	});
}

const evenly = Array.from({ length: 20 }, (_, count) => count * 100);

it.each([
	['evenly', evenly],
	[
		'a machine that stood still for a moment, and made up for it',
		evenly.map((at) => (at > 500 && at < 800 ? 800 : at)),
	],
	['a machine that was slower by half', evenly.map((at) => at * 1.5)],
])('%s: refused requests are counted, or are not', (_what, moments) => {
	expect(refusedAreCounted(answered(moments, true))).toBe('dayAndSecond');
	expect(refusedAreCounted(answered(moments, false))).toBe('day');
});

it.each([
	['all at once', evenly.map(() => 0)],
	[
		'a machine that stood still for a second, and made up for it',
		evenly.map((at) => (at > 500 && at < 1_500 ? 1_500 : at)),
	],
	['a machine that stood still after the first second', evenly.map((at) => (at > 900 ? at + 5_000 : at))],
	['four a second', evenly.map((at) => at * 2.6)],
])('%s: no verdict that may be wrong', (_what, moments) => {
	expect([undefined, 'dayAndSecond']).toContain(refusedAreCounted(answered(moments, true)));
	expect([undefined, 'day']).toContain(refusedAreCounted(answered(moments, false)));
});
