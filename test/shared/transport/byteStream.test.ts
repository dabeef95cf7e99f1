/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { Problem } from '../../../nodes/shared/problem';
import { unlessStalled } from '../../../nodes/shared/transport/byteStream';
import { heldMemory } from '../../support/heldMemory';
import { createManualClock } from '../../support/manualClock';

const lost = () => new Problem({ kind: 'noAnswer', message: 'lost', advice: '' });

async function* brokenOff(): AsyncGenerator<Uint8Array> {
	yield Buffer.from('01');
	throw new Error('aborted');
}

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
			unlessStalled(after(clock, 9_000, 1, 9_000), 10_000, clock, lost),
			async () => await clock.sleep(60_000),
		);
		await expect(reading).resolves.toBe('9000;1;9000;');
	});

	it('that falls silent is given up like a lost connection', async () => {
		const clock = createManualClock();
		await expect(readAll(unlessStalled(after(clock, 10, 3_600_000), 10_000, clock, lost))).rejects.toMatchObject({
			kind: 'noAnswer',
		});
		expect(clock.now()).toBeLessThan(12_000);
	});

	it('lets go of each of its pieces once the next one is asked for', async () => {
		const megabyte = 1_000_000;
		async function* large(): AsyncGenerator<Uint8Array> {
			for (let piece = 0; piece < 50; piece++) yield Buffer.alloc(megabyte);
		}
		const reading = unlessStalled(large(), 10_000, createManualClock(), lost);
		await reading.next();
		const before = heldMemory();
		for (let piece = 1; piece < 50; piece++) await reading.next();
		expect(heldMemory() - before).toBeLessThan(3 * megabyte);
		await reading.return(undefined);
	});

	it('that is given up while nobody waits for it is not waited for later, either', async () => {
		const clock = createManualClock();
		const reading = unlessStalled(after(clock, 1, 1), 10_000, clock, lost);
		await reading.next();
		const cancelled = new Problem({ kind: 'cancelled', message: 'stopped', advice: '' });
		clock.cancel(cancelled);
		await new Promise((resolve) => setImmediate(resolve));
		await expect(reading.next()).rejects.toBe(cancelled);
	});

	it('that breaks off is given up as it broke off', async () => {
		const clock = createManualClock();
		await expect(readAll(unlessStalled(brokenOff(), 10_000, clock, lost))).rejects.toThrow('aborted');
	});

	it('is waited for no longer once the execution is cancelled', async () => {
		const clock = createManualClock();
		const cancelled = new Problem({ kind: 'cancelled', message: 'stopped', advice: '' });
		const never: AsyncIterable<Uint8Array> = {
			[Symbol.asyncIterator]: () => ({ next: async () => await new Promise<never>(() => undefined) }),
		};
		const reading = readAll(unlessStalled(never, Infinity, clock, lost));
		clock.cancel(cancelled);
		await expect(reading).rejects.toBe(cancelled);
	});
});
