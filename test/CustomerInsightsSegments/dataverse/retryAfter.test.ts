import { askedDelayMs, longestPutOffMs, putOffMs } from '../../../nodes/CustomerInsightsSegments/dataverse/retryAfter';

describe('Retry-After', () => {
	it.each([
		['37', 37_000],
		[' 300 ', 300_000],
		[5, 5_000],
		[['8', '9'], 8_000],
		['Sat, 28 Nov 2026 03:00:10 GMT', 10_000],
		['Sat, 28 Nov 2026 02:00:00 GMT', 0],
		['soon', undefined],
		['-5', undefined],
		['', undefined],
		[undefined, undefined],
		[{}, undefined],
	])('%j', (header, expected) => {
		expect(askedDelayMs(header, Date.UTC(2026, 10, 28, 3))).toBe(expected);
	});
});

const throttled = { kind: 'throttled' as const, waitedMs: 0 };

it('the first time it is as long as Dataverse asks', () => {
	expect(putOffMs({ ...throttled, attempts: 1, askedMs: 180_000 }, 0)).toBe(180_000);
	expect(putOffMs({ ...throttled, attempts: 1, askedMs: 0 }, 0)).toBe(0);
});

it('again and again it is longer each time, and never shorter than asked', () => {
	const waits = [2, 3, 4, 5].map((attempts) => putOffMs({ ...throttled, attempts, askedMs: 5_000 }, 0));
	expect(waits).toEqual([5_000, 8_000, 16_000, 32_000]);
	expect(putOffMs({ ...throttled, attempts: 3, askedMs: 240_000 }, 1)).toBe(240_000);
});

it('where it does not say, twice as long each time, up to five minutes', () => {
	const waits = [1, 2, 3, 20].map((attempts) => putOffMs({ ...throttled, attempts, askedMs: undefined }, 0));
	expect(waits).toEqual([2_000, 4_000, 8_000, 300_000]);
});

it('after half an hour in all it is given up, and at once where more is asked', () => {
	expect(putOffMs({ ...throttled, attempts: 1, askedMs: 3_600_000 }, 0)).toBeUndefined();
	const waited = { ...throttled, attempts: 9, askedMs: 60_000, waitedMs: longestPutOffMs - 59_000 };
	expect(putOffMs(waited, 0)).toBeUndefined();
});

it('a fault of the server is tried six times, a refusal once', () => {
	const attempts = [1, 5, 6].map((number) =>
		putOffMs({ kind: 'unavailable', attempts: number, askedMs: undefined, waitedMs: 0 }, 0),
	);
	expect(attempts).toEqual([1_000, 16_000, undefined]);
	expect(putOffMs({ kind: 'forbidden', attempts: 1, askedMs: undefined, waitedMs: 0 }, 0)).toBeUndefined();
});
