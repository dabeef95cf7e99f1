import fc from 'fast-check';
import { unlessStalled, wholeFile } from '../../../../nodes/shared/constantContact/transport/wholeFile';
import { Problem } from '../../../../nodes/shared/problem';
import { createManualClock } from '../../../support/manualClock';

/** The file in pieces of a size, breaking off after so many bytes. */
async function* fetched(text: string, pieceBytes: number, breaksAfter = Infinity): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let start = 0; start < bytes.length; start += pieceBytes) {
		const piece = bytes.subarray(start, Math.min(start + pieceBytes, breaksAfter));
		if (piece.length > 0) yield piece;
		if (start + pieceBytes >= breaksAfter) throw new Error('aborted');
	}
}

/** Reads a file whose fetches are these, one after the other. */
async function read(first: AsyncIterable<Uint8Array>, ...later: Array<AsyncIterable<Uint8Array>>): Promise<string> {
	const open = async () => later.shift() ?? Promise.reject(new Error('fetched once too often'));
	const pieces: Uint8Array[] = [];
	for await (const piece of wholeFile(open, first)) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces).toString();
}

it('wherever it breaks off, and in whatever pieces it comes, every byte arrives once', async () => {
	const fetch = fc.record({
		pieceBytes: fc.integer({ min: 1, max: 12 }),
		breaksAfter: fc.integer({ min: 0, max: 40 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.string({ minLength: 1, maxLength: 40 }),
			fc.array(fetch, { maxLength: 5 }),
			fc.integer({ min: 1, max: 12 }),
			async (text, broken, pieceBytes) => {
				const fetches = [
					...broken.map((given) => fetched(text, given.pieceBytes, given.breaksAfter)),
					fetched(text, pieceBytes),
				];
				await expect(read(fetches[0], ...fetches.slice(1))).resolves.toBe(Buffer.from(text).toString());
			},
		),
	);
});

it('after five attempts to take it up again it is given up, as a connection that does not hold', async () => {
	const broken = () => fetched('0123456789', 4, 6);
	await expect(read(broken(), broken(), broken(), broken(), broken(), broken())).rejects.toMatchObject({
		kind: 'noAnswer',
	});
});

it.each([
	['other bytes', fetched('01234xxxxx', 4)],
	['fewer bytes', fetched('0123', 4)],
])('another file than before (%s) is not pieced together with the first', async (_what, second) => {
	await expect(read(fetched('0123456789', 4, 6), second)).rejects.toThrow(Problem);
});

it('a refusal to hand it out again is told as that refusal', async () => {
	const forbidden = new Problem({ kind: 'forbidden', message: 'no', advice: '' });
	const reading = async () => {
		for await (const piece of wholeFile(async () => await Promise.reject(forbidden), fetched('0123456789', 4, 6)))
			expect(piece.length).toBeGreaterThan(0);
	};
	await expect(reading()).rejects.toBe(forbidden);
});

describe('a file on its way', () => {
	/** Pieces with a silence before each, in milliseconds. */
	async function* after(
		clock: { sleep(ms: number): Promise<void> },
		...silences: number[]
	): AsyncGenerator<Uint8Array> {
		for (const silence of silences) {
			await clock.sleep(silence);
			yield Buffer.from(`${silence};`);
		}
	}

	async function readAll(bytes: AsyncIterable<Uint8Array>, onPiece = async () => undefined as void): Promise<string> {
		let text = '';
		for await (const piece of bytes) {
			text += Buffer.from(piece).toString();
			await onPiece();
		}
		return text;
	}

	it('that comes slowly, and is read slowly, is waited for', async () => {
		const clock = createManualClock();
		const reading = readAll(
			unlessStalled(after(clock, 9_000, 1, 9_000), 10_000, clock),
			async () => await clock.sleep(60_000),
		);
		await expect(reading).resolves.toBe('9000;1;9000;');
	});

	it('that falls silent is given up like a lost connection', async () => {
		const clock = createManualClock();
		await expect(readAll(unlessStalled(after(clock, 10, 3_600_000), 10_000, clock))).rejects.toMatchObject({
			kind: 'noAnswer',
		});
		expect(clock.now()).toBeLessThan(12_000);
	});

	it('that breaks off is given up as it broke off', async () => {
		const clock = createManualClock();
		await expect(readAll(unlessStalled(fetched('0123', 2, 3), 10_000, clock))).rejects.toThrow('aborted');
	});

	it('is waited for no longer once the execution is cancelled', async () => {
		const clock = createManualClock();
		const cancelled = new Problem({ kind: 'cancelled', message: 'stopped', advice: '' });
		const never: AsyncIterable<Uint8Array> = {
			[Symbol.asyncIterator]: () => ({ next: async () => await new Promise<never>(() => undefined) }),
		};
		const reading = readAll(unlessStalled(never, Infinity, clock));
		clock.cancel(cancelled);
		await expect(reading).rejects.toBe(cancelled);
	});
});
