import fc from 'fast-check';
import { retryDelayMs } from '../../../../nodes/shared/transport/retryPolicy';
import { createThrottle, throttleOf } from '../../../../nodes/shared/constantContact/transport/throttle';
import { Random } from '../../../loopback/random';
import type { ManualClock } from '../../../support/manualClock';
import { createManualClock } from '../../../support/manualClock';

/** Milliseconds that one request takes to arrive, and its answer to come back. */
interface Journey {
	readonly there: number;
	readonly back: number;
}

/** Sends requests through a throttle of 4 a second; returns when each arrived, as the server's clock sees it. */
async function arrivals(journeys: readonly Journey[], limit = 4): Promise<number[]> {
	const clock = createManualClock();
	const throttle = createThrottle(limit);
	const arrivedAt: number[] = [];
	await Promise.all(
		journeys.map(({ there, back }) =>
			throttle.run(async () => {
				await clock.sleep(there);
				arrivedAt.push(clock.now());
				await clock.sleep(back);
			}, clock),
		),
	);
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
	const throttle = createThrottle(4);
	for (let turn = 0; turn < 10; turn++) {
		await throttle.run(async () => await clock.sleep(400), {
			elapsed: clock.elapsed,
			sleep: async () => await Promise.reject(new Error('no need to wait')),
		});
	}
	expect(clock.now()).toBe(4_000);
});

it('a refused request counts like any other and frees its place', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(2);
	const outcomes = await Promise.allSettled(
		Array.from(
			{ length: 10 },
			async (_, turn) =>
				await throttle.run(async () => {
					await clock.sleep(10);
					if (turn % 2 === 0) throw new Error(`refused ${turn}`);
					return turn;
				}, clock),
		),
	);
	expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
	expect(clock.now()).toBeGreaterThan(4 * 1_000);
});

it('giving up while waiting takes no place', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(1);
	await throttle.run(async () => undefined, clock);
	const cancelled = new Error('cancelled');
	const givingUp = { elapsed: clock.elapsed, sleep: async () => await Promise.reject<void>(cancelled) };
	await expect(throttle.run(async () => undefined, givingUp)).rejects.toBe(cancelled);
	await clock.advance(1_100);
	await expect(throttle.run(async () => 'through', givingUp)).resolves.toBe('through');
});

it('a look at a job takes no slot that another request waits for, and comes when nobody waits any more', async () => {
	const clock = createManualClock();
	const throttle = createThrottle(2);
	const order: string[] = [];
	const send = async (name: string, isLook = false) =>
		await throttle.run(async () => void order.push(name), clock, undefined, isLook);
	await Promise.all([send('1'), send('2')]);
	await Promise.all([send('look', true), send('3'), send('4'), send('5')]);
	expect(order).toEqual(['1', '2', '3', '4', '5', 'look']);
	await clock.advance(1_100);
	await send('another look', true);
	expect(order.at(-1)).toBe('another look');
});

it('answers are handed through', async () => {
	const clock = createManualClock();
	await expect(createThrottle(1).run(async () => ({ lists: [] }), clock)).resolves.toEqual({ lists: [] });
});

it('executions with the same app key share one throttle', () => {
	expect(throttleOf('key a', 4)).toBe(throttleOf('key a', 4));
	expect(throttleOf('key a', 4)).not.toBe(throttleOf('key b', 4));
});

describe('processes that share an app key and know nothing of one another', () => {
	/** The server's side of one app key: what is one too many in a second is refused. */
	function createServer(clock: ManualClock) {
		let recent: number[] = [];
		return () => {
			recent = recent.filter((at) => at > clock.now() - 1_000);
			if (recent.length >= 4) return 'refused';
			recent.push(clock.now());
			return 'answered';
		};
	}

	/** What became of each process's requests while all of them had something to ask for `ms` milliseconds. */
	async function share(processes: number, ms: number) {
		const clock = createManualClock();
		const server = createServer(clock);
		const random = new Random(processes);
		const outcomes = Array.from({ length: processes }, () => ({ answered: 0, refused: 0 }));
		await Promise.all(
			outcomes.map(async (outcome, index) => {
				const throttle = createThrottle(4);
				await clock.sleep(index * 7);
				while (clock.now() < ms) {
					const outcomeOfOne = await throttle.run(
						async () => {
							await clock.sleep(random.between(10, 60));
							const answer = server();
							outcome[answer]++;
							return answer;
						},
						clock,
						(answer) => answer === 'refused',
					);
					if (outcomeOfOne === 'refused')
						await clock.sleep(retryDelayMs({ kind: 'throttled', attempts: 1, repeatable: true }, random.next()) ?? 0);
				}
			}),
		);
		return outcomes;
	}

	it.each([2, 3, 6])(
		'%i of them: each gets a fair part, little is refused, and what there is gets used',
		async (processes) => {
			const seconds = 600;
			const outcomes = await share(processes, seconds * 1_000);
			const answered = outcomes.map((outcome) => outcome.answered);
			const all = answered.reduce((sum, count) => sum + count, 0);
			const refused = outcomes.reduce((sum, outcome) => sum + outcome.refused, 0);
			expect(Math.min(...answered)).toBeGreaterThan((all / processes) * 0.4);
			expect(refused / (all + refused)).toBeLessThan(0.2);
			expect(all / seconds).toBeGreaterThan(2.4);
		},
	);

	it('the one that is left has the whole pace again after a minute', async () => {
		const clock = createManualClock();
		const throttle = createThrottle(4);
		for (let turn = 0; turn < 5; turn++)
			await throttle.run(
				async () => 'refused',
				clock,
				() => true,
			);
		const slowUntil = clock.now();
		await throttle.run(async () => 'answered', clock);
		expect(clock.now() - slowUntil).toBeGreaterThan(3_000);
		await clock.sleep(60_001);
		const start = clock.now();
		for (let turn = 0; turn < 4; turn++) await throttle.run(async () => 'answered', clock);
		expect(clock.now()).toBe(start);
	});

	it('requests that were refused together slow the process down once', async () => {
		const clock = createManualClock();
		const throttle = createThrottle(4);
		await Promise.all(
			Array.from(
				{ length: 4 },
				async () =>
					await throttle.run(
						async () => await clock.sleep(20),
						clock,
						() => true,
					),
			),
		);
		const start = clock.now();
		await throttle.run(async () => undefined, clock);
		await throttle.run(async () => undefined, clock);
		expect(clock.now() - start).toBeLessThan(1_100);
	});
});
