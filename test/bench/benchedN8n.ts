/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { startN8n } from '../n8n/support/n8n';
import type { CredentialJson } from '../n8n/support/n8n';
import type { WorkflowJson } from '../n8n/support/workflow';
import type { Simulator } from '../simulator';
import { beforeOthers } from './priority';

/** What one execution took between two moments, seen from outside and by n8n itself. */
export interface Usage {
	wallSeconds: number;
	/** Of n8n's own process, above what it takes idle. */
	cpuSeconds: number;
	/** Of several runs of the same, that of the cheapest. */
	leastCpuSeconds: number;
	/** What n8n would have taken in the same time without anything to do, our watchers in it included. */
	idleCpuSeconds: number;
	/** What of it n8n's thread spent on collecting garbage. */
	gcSeconds: number;
	/** The same with the processes that n8n started: the runner of Code nodes. */
	familyCpuSeconds: number;
	/** Most resident memory above the least that n8n had at rest, after its first executions, MB. */
	aboveIdleMb: number;
	/** The same above the least that n8n had before it had executed anything. */
	aboveFreshMb: number;
	/** The same above what n8n had when the window began. */
	aboveStartMb: number;
	/**
	 * The longest time at a stretch that nobody else had n8n's event loop from when n8n called the node until it had the
	 * answer, ms.
	 */
	stallMs: number;
	/**
	 * How much of it the event loop's thread was at work, and how much it stood in the machine's queue for a processor.
	 */
	stallCpuMs: number;
	stallQueueMs: number;
	/** The longest such time by work alone: what would be left on a machine with nothing else to do. */
	workStallMs: number;
	/** The longest such time apart from V8's pauses to collect garbage, which grow with all that n8n has in memory. */
	stallWithoutGcMs: number;
	/**
	 * How long n8n itself had the event loop at a stretch as it copied the items for the node, just before it called it,
	 * ms.
	 */
	handingMs: number;
}

/**
 * When n8n began with a node, when it called it and had its answer, and when it was done with it; milliseconds since
 * 1970.
 */
export interface NodeTimes {
	start: number;
	called: number;
	returned: number;
	end: number;
}

export interface Execution {
	nodes: Record<string, NodeTimes>;
	summary: Record<string, unknown>;
	/** What n8n took from `start` to `end`, with the stalls from `called` to `returned`. */
	usage(times: NodeTimes): Usage;
}

interface Sample {
	at: number;
	cpu: number;
	childrenCpu: number;
	rssMb: number;
}

interface Note {
	pid: number;
	end: number;
	ms: number;
	cpuMs: number;
	queueMs: number;
	/** Only in a line that tells of a collection of garbage. */
	gcMs?: number;
}

interface Told extends Omit<Execution, 'usage'> {
	id: string;
	status: string;
	error?: string;
	description?: string;
}

/** How n8n is started: the limit of its heap, in MB, and what else its Node is told. */
export interface N8nStart {
	heapMb: number;
	nodeArguments?: readonly string[];
}

export type BenchedN8n = Awaited<ReturnType<typeof startBenchedN8n>>;

/** A real n8n that is watched. */
export async function startBenchedN8n(options: {
	tarball: string;
	simulator: Simulator;
	credentials: readonly CredentialJson[];
	start: N8nStart;
	profileFolder?: string;
}) {
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-bench-'));
	const [stallFile, executionFile] = [join(folder, 'stalls'), join(folder, 'executions')];
	for (const file of [stallFile, executionFile]) await writeFile(file, '');
	const inside = join(__dirname, 'inside');
	const profile = options.profileFolder ? ` --cpu-prof --cpu-prof-dir=${options.profileFolder}` : '';
	const n8n = await beforeOthers(
		async () =>
			await startN8n({
				tarball: options.tarball,
				credentials: [...options.credentials],
				// As people run it.
				servesEditor: true,
				nodeArguments: options.start.nodeArguments,
				nodeOptions: `--max-old-space-size=${options.start.heapMb} --import=${pathToFileURL(join(inside, 'eventLoop.mjs')).href}${profile}`,
				environment: {
					...options.simulator.environment(),
					EXTERNAL_HOOK_FILES: join(inside, 'executions.cjs'),
					BENCH_STALLS: stallFile,
					BENCH_EXECUTIONS: executionFile,
				},
			}),
	);
	const pid = await n8n.pid();
	const samples: Sample[] = [];
	const sampler = await beforeOthers(() => new Worker(join(inside, 'sampler.mjs'), { workerData: { pid } }));
	sampler.on('message', (sample: Sample) => samples.push(sample));
	await once(sampler, 'message');
	// What n8n still does after its start is not idling.
	await sleep(3_000);
	const freshSince = Date.now() - 500;
	let idleSince = freshSince;
	await sleep(idleSeconds * 1_000);
	const idleCpu = idleCpuOf(samples);

	async function linesOf<Line>(file: string): Promise<Line[]> {
		return (await readFile(file, 'utf8'))
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Line);
	}

	async function told(id: string): Promise<Told> {
		for (const deadline = Date.now() + 30 * 60_000; Date.now() < deadline; await sleep(100)) {
			const found = (await linesOf<Told>(executionFile)).find((line) => line.id === id);
			if (found?.status === 'success') return found;
			if (found)
				throw new Error(`execution ${id} ended with ${found.status}: ${found.error ?? ''} ${found.description ?? ''}`);
			if (samples.length > 0 && Date.now() - samples[samples.length - 1].at > 60_000)
				throw new Error(`n8n is gone\n${n8n.logs().slice(-3_000)}`);
		}
		throw new Error(`execution ${id} does not end`);
	}

	return {
		async run(workflow: WorkflowJson): Promise<Execution> {
			const settings = {
				...workflow.settings,
				saveManualExecutions: false,
				saveDataSuccessExecution: 'none',
				saveDataErrorExecution: 'none',
			};
			const execution = await told(await n8n.startExecution(await n8n.createWorkflow({ ...workflow, settings })));
			// The watchers' last notes arrive.
			await sleep(400);
			const notes = (await linesOf<Note>(stallFile)).filter((note) => note.pid === pid);
			return {
				...execution,
				usage: (times) => usageOf(samples, notes, { cpu: idleCpu, freshSince, idleSince }, times),
			};
		},

		/**
		 * From now on n8n counts as one that has been in use: what it loads and compiles at first is not part of any
		 * execution.
		 */
		settled(): void {
			idleSince = Date.now();
		},

		async stop(): Promise<void> {
			await sampler.terminate();
			await n8n.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

const idleSeconds = 15;

/**
 * Processor seconds that n8n took in each second of the last few: the mean of the middle third, since n8n clears up
 * after its start by fits and starts.
 */
function idleCpuOf(samples: readonly Sample[]): number {
	const now = samples[samples.length - 1].at;
	const cpuAt = (second: number) => interpolate(samples, now - second * 1_000, ({ cpu }) => cpu);
	const each = Array.from({ length: idleSeconds }, (_, second) => cpuAt(second) - cpuAt(second + 1)).sort(
		(one, other) => one - other,
	);
	const middle = each.slice(idleSeconds / 3, (idleSeconds * 2) / 3);
	return middle.reduce((sum, cpu) => sum + cpu, 0) / middle.length;
}

interface Idle {
	/** Processor seconds in a second. */
	cpu: number;
	/** Since when n8n had begun, and since when it was in use; milliseconds since 1970. */
	freshSince: number;
	idleSince: number;
}

function usageOf(
	samples: readonly Sample[],
	notes: readonly Note[],
	idle: Idle,
	{ start, called, returned, end }: NodeTimes,
): Usage {
	const between = (read: (sample: Sample) => number) =>
		interpolate(samples, end, read) - interpolate(samples, start, read);
	const leastSince = (since: number) =>
		samples.reduce((least, { at, rssMb }) => (at >= since && at <= start ? Math.min(least, rssMb) : least), Infinity);
	const peakMb = samples.reduce(
		(most, { at, rssMb }) => (at >= start && at <= end + 50 ? Math.max(most, rssMb) : most),
		0,
	);
	// Only what lies between the two moments: what n8n did before the node began is not the node's.
	const gcMs = notes.reduce((sum, note) => (note.end >= start && note.end <= end ? sum + (note.gcMs ?? 0) : sum), 0);
	const stalls = notes.filter((note) => note.gcMs === undefined);
	const pauses = notes.flatMap(({ end: to, gcMs: ms }) => (ms === undefined ? [] : [{ from: to - ms, to }]));
	const clipped = stalls.map(({ end: stallEnd, ms, cpuMs, queueMs }) => {
		const [from, to] = [Math.max(stallEnd - ms, called), Math.min(stallEnd, returned)];
		const inside = Math.max(0, to - from);
		const collecting = pauses.reduce(
			(sum, pause) => sum + Math.max(0, Math.min(pause.to, to) - Math.max(pause.from, from)),
			0,
		);
		return {
			ms: inside,
			withoutGcMs: Math.max(0, inside - collecting),
			cpuMs: (cpuMs * inside) / ms,
			queueMs: (queueMs * inside) / ms,
		};
	});
	const longest = clipped.reduce((worst, stall) => (stall.ms > worst.ms ? stall : worst), {
		ms: 0,
		withoutGcMs: 0,
		cpuMs: 0,
		queueMs: 0,
	});
	const wallSeconds = (end - start) / 1_000;
	const idleCpuSeconds = idle.cpu * wallSeconds;
	const cpuSeconds = between(({ cpu }) => cpu) - idleCpuSeconds;
	return {
		wallSeconds,
		cpuSeconds,
		leastCpuSeconds: cpuSeconds,
		idleCpuSeconds,
		gcSeconds: gcMs / 1_000,
		familyCpuSeconds: between(({ cpu, childrenCpu }) => cpu + childrenCpu) - idleCpuSeconds,
		aboveIdleMb: peakMb - leastSince(idle.idleSince),
		aboveFreshMb: peakMb - leastSince(idle.freshSince),
		aboveStartMb: peakMb - interpolate(samples, start, ({ rssMb }) => rssMb),
		stallMs: longest.ms,
		stallCpuMs: longest.cpuMs,
		stallQueueMs: longest.queueMs,
		workStallMs: Math.max(0, ...clipped.map(({ cpuMs }) => cpuMs)),
		stallWithoutGcMs: Math.max(0, ...clipped.map(({ withoutGcMs }) => withoutGcMs)),
		handingMs: Math.max(
			0,
			...stalls.filter((stall) => stall.end >= start && stall.end - stall.ms <= called).map(({ ms }) => ms),
		),
	};
}

function interpolate(samples: readonly Sample[], at: number, read: (sample: Sample) => number): number {
	const next = samples.findIndex((sample) => sample.at >= at);
	if (next === -1) return read(samples[samples.length - 1]);
	if (next === 0) return read(samples[0]);
	const [before, after] = [samples[next - 1], samples[next]];
	return read(before) + ((read(after) - read(before)) * (at - before.at)) / (after.at - before.at);
}
