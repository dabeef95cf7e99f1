import type { Usage } from './benchedN8n';
import type { ScriptRun } from './floor';
import type { Segment } from './people';

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
