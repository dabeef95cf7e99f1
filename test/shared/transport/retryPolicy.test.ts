import fc from 'fast-check';
import type { ProblemKind } from '../../../nodes/shared/problem';
import { retryDelayMs } from '../../../nodes/shared/transport/retryPolicy';

const patient: ProblemKind[] = ['throttled', 'queueFull'];
const unknown: ProblemKind[] = ['unavailable', 'noAnswer'];
const final: ProblemKind[] = [
	'configuration',
	'profiles',
	'cancelled',
	'auth',
	'forbidden',
	'notFound',
	'conflict',
	'invalid',
	'quota',
	'activity',
	'unexpected',
];

/** All the waits, from the first failed attempt until it gives up. */
function delays(kind: ProblemKind, repeatable: boolean, random = 0): number[] {
	const found: number[] = [];
	for (let attempts = 1; attempts <= 1_000; attempts++) {
		const delayMs = retryDelayMs({ kind, attempts, repeatable }, random);
		if (delayMs === undefined) return found;
		found.push(delayMs);
	}
	throw new Error('it never gives up');
}

it.each(final)('"%s" is final: trying again would give the same', (kind) => {
	expect(delays(kind, true)).toEqual([]);
});

it.each(patient)('"%s" means that nothing was taken in, so any request is sent again', (kind) => {
	expect(delays(kind, false)).toEqual(delays(kind, true));
	expect(delays(kind, false).length).toBeGreaterThan(30);
});

it.each(unknown)('"%s" leaves open whether it was taken in, so only what does no harm twice is sent again', (kind) => {
	expect(delays(kind, false)).toEqual([]);
	expect(delays(kind, true)).toHaveLength(5);
});

it.each([
	['throttled', [1_100, 1_100, 1_100, 1_100, 1_100]],
	['queueFull', [5_000, 10_000, 20_000, 30_000, 30_000]],
	['unavailable', [1_000, 2_000, 4_000, 8_000, 16_000]],
	['noAnswer', [1_000, 2_000, 4_000, 8_000, 16_000]],
] as const)('"%s" is tried again after %j milliseconds', (kind, expected) => {
	expect(delays(kind, true).slice(0, 5)).toEqual(expected);
});

it('a second always passes before a throttled request is sent again', () => {
	expect(Math.min(...delays('throttled', false))).toBeGreaterThan(1_000);
});

it('a full queue is waited for longer than a quarter of an hour', () => {
	expect(delays('queueFull', false).reduce((sum, delayMs) => sum + delayMs, 0)).toBeGreaterThan(15 * 60_000);
});

it('those who were refused together come back apart, at most half as late again', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...patient, ...unknown),
			fc.integer({ min: 1, max: 5 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(kind, attempts, random) => {
				const earliest = retryDelayMs({ kind, attempts, repeatable: true }, 0) ?? 0;
				const delayMs = retryDelayMs({ kind, attempts, repeatable: true }, random) ?? 0;
				expect(delayMs).toBeGreaterThanOrEqual(earliest);
				expect(delayMs).toBeLessThanOrEqual(Math.ceil(earliest * 1.5));
			},
		),
	);
	expect(retryDelayMs({ kind: 'throttled', attempts: 1, repeatable: true }, 1)).toBe(1_650);
});

it('a refusal that may pass is tried once more, a minute later; any other is final', () => {
	const refused = { kind: 'invalid', repeatable: true } as const;
	expect(retryDelayMs({ ...refused, attempts: 1, mayPass: true }, 0)).toBe(60_000);
	expect(retryDelayMs({ ...refused, attempts: 2, mayPass: true }, 0)).toBeUndefined();
	expect(retryDelayMs({ ...refused, attempts: 1 }, 0)).toBeUndefined();
	expect(retryDelayMs({ ...refused, kind: 'forbidden', attempts: 1, mayPass: true }, 0)).toBeUndefined();
});
