/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { setImmediate as rested } from 'node:timers/promises';

import { refusedAreCounted, serviceQuestions } from '../../tools/probe/questions/service';
import type { Site } from '../../tools/probe/site';

/** Requests that are sent and arrive at these moments, and how a service of four a second answers them. */
function answered(sent: readonly number[], countsRefused: boolean, arrived: readonly number[] = sent) {
	const counted: number[] = [];
	return arrived.map((at, place) => {
		const isFree = counted.filter((other) => other > at - 1_000).length < 4;
		if (isFree || countsRefused) counted.push(at);
		return { sentAt: sent[place], answeredAt: at + 5, status: isFree ? 200 : 429 };
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

it.each([500, 1_000, 1_500])('requests that are held up on their way for %d ms: no verdict that may be wrong', (ms) => {
	for (let from = 0; from < 2_000; from += 50) {
		const arrived = evenly.map((at) => (at >= from && at < from + ms ? from + ms : at));
		expect([undefined, 'dayAndSecond']).toContain(refusedAreCounted(answered(evenly, true, arrived)));
		expect([undefined, 'day']).toContain(refusedAreCounted(answered(evenly, false, arrived)));
	}
});

it('the probe asks again where its requests went out too unevenly', async () => {
	const answeredAt: number[] = [];
	const told: unknown[] = [];
	let requests = 0;
	let now = 0;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
	const site = {
		secondMs: 0,
		async sleep(ms: number) {
			await rested();
			// The first twenty go out at once.
			if (requests >= 20) now += ms;
		},
		http: {
			async request() {
				requests++;
				const isFree = answeredAt.filter((at) => at > now - 1_000).length < 4;
				if (isFree) answeredAt.push(now);
				return await Promise.resolve({ status: isFree ? 200 : 429 });
			},
		},
		tell: (finding: unknown) => told.push(finding),
	} as unknown as Site;
	await serviceQuestions.find(({ name }) => name === 'pace')?.ask(site);
	clock.mockRestore();
	expect(requests).toBeGreaterThan(20);
	expect(told).toEqual([expect.objectContaining({ assumption: 'refusedCallsCount', holds: 'yes' })]);
});
