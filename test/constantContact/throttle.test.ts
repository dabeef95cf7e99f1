/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import fc from 'fast-check';
import { createThrottle, throttleOf } from '../../nodes/constantContact/throttle';
import { createManualClock } from '../support/manualClock';

/** Milliseconds that one request takes to arrive, and its answer to come back. */
interface Journey {
	readonly there: number;
	readonly back: number;
}

/** Sends requests through a throttle of 4 a second; returns when each arrived, as the server's clock sees it. */
async function arrivals(journeys: readonly Journey[], limit = 4): Promise<number[]> {
	const clock = createManualClock();
	const throttle = createThrottle(limit, clock.now);
	const arrivedAt: number[] = [];
	await Promise.all(journeys.map(({ there, back }) => throttle.run(async () => {
		await clock.sleep(there);
		arrivedAt.push(clock.now());
		await clock.sleep(back);
	}, clock.sleep)));
	return arrivedAt.sort((a, b) => a - b);
}

/** The most arrivals in any second, its last millisecond included. */
function busiestSecond(arrivedAt: readonly number[]): number {
	return Math.max(0, ...arrivedAt.map((end) => arrivedAt.filter((at) => at > end - 1_000 && at <= end).length));
}

const milliseconds = fc.oneof(fc.constantFrom(0, 1, 999, 1_000, 1_001), fc.nat(3_000));
const journey = fc.record({ there: milliseconds, back: milliseconds });

it('whatever the jitter of the network, no second at the server sees more requests than the limit, and all arrive', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(journey, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), async (journeys, limit) => {
			const arrivedAt = await arrivals(journeys, limit);
			expect(arrivedAt).toHaveLength(journeys.length);
			expect(busiestSecond(arrivedAt)).toBeLessThanOrEqual(limit);
		}),
		{ numRuns: 60 },
	);
});

it('quick requests run close to the limit', async () => {
	const arrivedAt = await arrivals(new Array<Journey>(40).fill({ there: 20, back: 20 }));
	expect(arrivedAt[39]).toBeLessThan(11_000);
	expect(busiestSecond(arrivedAt)).toBe(4);
});

it('the first requests do not wait', async () => {
	const arrivedAt = await arrivals(new Array<Journey>(4).fill({ there: 20, back: 20 }));
	expect(arrivedAt).toEqual([20, 20, 20, 20]);
});

it('requests run one after the other do not wait either, as long as they are rare', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(4, clock.now);
	for (let turn = 0; turn < 10; turn++) {
		await throttle.run(async () => await clock.sleep(400), async () => {
			throw new Error('no need to wait');
		});
	}
	expect(clock.now()).toBe(4_000);
});

it('a refused request counts like any other and frees its place', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(2, clock.now);
	const outcomes = await Promise.allSettled(
		Array.from({ length: 10 }, async (_, turn) => await throttle.run(async () => {
			await clock.sleep(10);
			if (turn % 2 === 0) throw new Error(`refused ${turn}`);
			return turn;
		}, clock.sleep)),
	);
	expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
	expect(clock.now()).toBeGreaterThan(4 * 1_000);
});

it('giving up while waiting takes no place', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(1, clock.now);
	await throttle.run(async () => undefined, clock.sleep);
	const cancelled = new Error('cancelled');
	const giveUp = async () => await Promise.reject<void>(cancelled);
	await expect(throttle.run(async () => undefined, giveUp)).rejects.toBe(cancelled);
	await clock.advance(1_100);
	await expect(throttle.run(async () => 'through', giveUp)).resolves.toBe('through');
});

it('answers are handed through', async () => {
	const clock = createManualClock();
	await expect(createThrottle(1, clock.now).run(async () => ({ lists: [] }), clock.sleep)).resolves.toEqual({ lists: [] });
});

it('executions with the same app key share one throttle', () => {
	expect(throttleOf('key a', 4)).toBe(throttleOf('key a', 4));
	expect(throttleOf('key a', 4)).not.toBe(throttleOf('key b', 4));
});
