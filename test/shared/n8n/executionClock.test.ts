/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { createClock, unlessStopped } from '../../../nodes/shared/n8n/executionClock';
import { Problem } from '../../../nodes/shared/problem';

const cancelled = { kind: 'cancelled', message: 'The export was cancelled' };

afterEach(() => void jest.restoreAllMocks());

it('sleeps as long as it is told', async () => {
	const clock = createClock(undefined);
	const before = clock.now();
	await clock.sleep(30);
	expect(clock.now() - before).toBeGreaterThanOrEqual(29);
});

it('wakes at once, with a problem, when the execution is cancelled', async () => {
	const cancel = new AbortController();
	const clock = createClock(cancel.signal);
	const sleeping = clock.sleep(24 * 60 * 60_000);
	cancel.abort();
	await expect(sleeping).rejects.toMatchObject(cancelled);
});

it('neither sleeps nor breathes in a cancelled execution', async () => {
	const clock = createClock(AbortSignal.abort());
	await expect(clock.sleep(1_000)).rejects.toThrow(Problem);
	await expect(clock.breathe()).rejects.toMatchObject(cancelled);
});

it('lets others run once the event loop was held for 25 milliseconds, and not before', async () => {
	let now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	const clock = createClock(undefined);
	let othersRan = false;
	setImmediate(() => (othersRan = true));
	now += 24;
	await clock.breathe();
	expect(othersRan).toBe(false);
	now += 1;
	await clock.breathe();
	expect(othersRan).toBe(true);
});

it('sees a cancellation that came while others ran', async () => {
	const cancel = new AbortController();
	const clock = createClock(cancel.signal);
	setImmediate(() => cancel.abort());
	jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 25);
	await expect(clock.breathe()).rejects.toMatchObject(cancelled);
});

describe('what others work on', () => {
	const never = new Promise<string>(() => undefined);

	it('is waited for, whatever it comes to', async () => {
		const clock = createClock(new AbortController().signal);
		await expect(clock.unlessCancelled(Promise.resolve('done'))).resolves.toBe('done');
		await expect(clock.unlessCancelled(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
		await expect(createClock(undefined).unlessCancelled(Promise.resolve('done'))).resolves.toBe('done');
	});

	it('is waited for no longer once the execution is cancelled', async () => {
		const cancel = new AbortController();
		const waiting = createClock(cancel.signal).unlessCancelled(never);
		cancel.abort();
		await expect(waiting).rejects.toMatchObject(cancelled);
		await expect(createClock(AbortSignal.abort()).unlessCancelled(never)).rejects.toMatchObject(cancelled);
	});

	it('may break afterwards without anybody noticing', async () => {
		const cancel = new AbortController();
		let fail: (reason: Error) => void = () => undefined;
		const work = new Promise<never>((_resolve, reject) => (fail = reject));
		const waiting = createClock(cancel.signal).unlessCancelled(work);
		cancel.abort();
		await expect(waiting).rejects.toMatchObject(cancelled);
		fail(new Error('too late'));
		await new Promise((rested) => setImmediate(rested));
	});
});

test('whatever breaks in an execution that was stopped broke because of that', () => {
	const error = new Error('The connection was lost');
	expect(unlessStopped(error, AbortSignal.abort())).toMatchObject(cancelled);
	expect(unlessStopped(error, new AbortController().signal)).toBe(error);
	expect(unlessStopped(error, undefined)).toBe(error);
});

it('leaves no listener behind with each sleep', async () => {
	const cancel = new AbortController();
	let listeners = 0;
	const signal = new Proxy(cancel.signal, {
		get(target, name) {
			if (name === 'aborted') return target.aborted;
			if (name === 'addEventListener')
				return (...given: Parameters<AbortSignal['addEventListener']>) => (
					listeners++,
					target.addEventListener(...given)
				);
			if (name === 'removeEventListener')
				return (...given: Parameters<AbortSignal['removeEventListener']>) => (
					listeners--,
					target.removeEventListener(...given)
				);
			return undefined;
		},
	});
	const clock = createClock(signal);
	for (let turn = 0; turn < 5; turn++) await clock.unlessCancelled(clock.sleep(0));
	expect(listeners).toBe(0);
});
