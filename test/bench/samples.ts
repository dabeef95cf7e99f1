import type { Usage } from './benchedN8n';
import type { ScriptRun } from './floor';
import type { Segment, Width } from './people';
import { runNode } from './site';
import type { Settings, Site, SourceKind } from './site';

/** Profiles of the exports that come before all that is measured, and how many of them. */
const warmUpSize = 100_000;
const warmUps = 3;

/**
 * n8n runs for months: what it loads and compiles at first is not part of any execution. The floor warms up as well.
 */
export async function warmUp(site: Site, kind: SourceKind, width: Width, note: Settings['note']): Promise<void> {
	note('warming up');
	for (let run = 1; run <= warmUps; run++) {
		const { id } = site.simulator.account.addList(`Warm-up ${run}`);
		await runNode(site, kind, { word: 'warm', size: warmUpSize, width }, id);
	}
	site.n8n.settled();
}

/**
 * How often a segment is measured, an odd number: whether n8n's garbage is collected in a run or after it is luck. A
 * million with custom fields takes most of a minute.
 */
export function samplesOf({ size, width }: Segment): number {
	return width === 'custom' && size > 100_000 ? 3 : 5;
}

/**
 * Several runs of the same as one: of times the median (of processor time the least as well), of memory and of stalls
 * the worst.
 */
export function typicalUsage<Run extends Usage>(runs: readonly Run[]): Run {
	const worstStall = runs.reduce((worst, run) => (run.stallMs > worst.stallMs ? run : worst));
	return {
		...runs[0],
		wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
		cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
		leastCpuSeconds: Math.min(...runs.map(({ leastCpuSeconds }) => leastCpuSeconds)),
		idleCpuSeconds: median(runs.map(({ idleCpuSeconds }) => idleCpuSeconds)),
		gcSeconds: median(runs.map(({ gcSeconds }) => gcSeconds)),
		aboveIdleMb: Math.max(...runs.map(({ aboveIdleMb }) => aboveIdleMb)),
		aboveFreshMb: Math.max(...runs.map(({ aboveFreshMb }) => aboveFreshMb)),
		aboveStartMb: Math.max(...runs.map(({ aboveStartMb }) => aboveStartMb)),
		stallMs: worstStall.stallMs,
		stallCpuMs: worstStall.stallCpuMs,
		stallQueueMs: worstStall.stallQueueMs,
		workStallMs: Math.max(...runs.map(({ workStallMs }) => workStallMs)),
		stallWithoutGcMs: Math.max(...runs.map(({ stallWithoutGcMs }) => stallWithoutGcMs)),
		handingMs: Math.max(...runs.map(({ handingMs }) => handingMs)),
	};
}

export function typicalFloor<Run extends ScriptRun>(runs: readonly Run[]): Run {
	return {
		...runs[0],
		wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
		cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
		rssMb: Math.max(...runs.map(({ rssMb }) => rssMb)),
	};
}

/** The middle one of an odd number of numbers. */
export function median(numbers: readonly number[]): number {
	return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
