/**
 * Loaded into n8n by NODE_OPTIONS=--import. A timer of 10 ms notes by how much it came late: for so long nobody else
 * had the event loop. Each delay of 10 ms or more becomes a line in BENCH_STALLS: when it ended, how long it was, how
 * much of it this thread was at work, and how much it stood in the machine's queue for a processor (Linux tells that in
 * schedstat). Each collection of garbage becomes a line, too.
 */
import { appendFile, openSync, readSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const everyMs = 10;
const leastMs = 10;
const file = process.env.BENCH_STALLS;
const buffer = Buffer.alloc(100);
let schedstat;

if (file !== undefined && isMainThread) {
	let lines = '';
	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries())
			lines += `${JSON.stringify({ pid: process.pid, end: performance.timeOrigin + startTime + duration, gcMs: duration })}\n`;
	}).observe({ entryTypes: ['gc'] });
	let last = performance.now();
	let [lastCpu, lastQueue] = [cpuMs(), queueMs()];
	setInterval(() => {
		const now = performance.now();
		const [cpu, queue] = [cpuMs(), queueMs()];
		const ms = now - last - everyMs;
		const stall = {
			pid: process.pid,
			end: performance.timeOrigin + now,
			ms,
			cpuMs: cpu - lastCpu,
			queueMs: queue - lastQueue,
		};
		if (ms >= leastMs) lines += `${JSON.stringify(stall)}\n`;
		[last, lastCpu, lastQueue] = [now, cpu, queue];
	}, everyMs).unref();
	setInterval(() => {
		if (lines === '') return;
		appendFile(file, lines, () => undefined);
		lines = '';
	}, 100).unref();
}

function cpuMs() {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

function queueMs() {
	schedstat ??= openSync(`/proc/${process.pid}/task/${process.pid}/schedstat`);
	const length = readSync(schedstat, buffer, 0, buffer.length, 0);
	return Number(buffer.latin1Slice(0, length).split(' ')[1]) / 1e6;
}
