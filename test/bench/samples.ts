import type { FloorRun } from './floor';
import type { Segment } from './people';
import type { NodeRun } from './site';

/** How often a segment is measured, an odd number: whether n8n's garbage is collected in a run or after it is luck. A million with custom fields takes a minute and varies least. */
export function samplesOf({ size, width }: Segment): number {
	if (size <= 100_000) return 3;
	return width === 'custom' ? 1 : 5;
}

/** Several runs of the same as one: of times the median, of memory and of stalls the worst. */
export function typicalRun(runs: readonly NodeRun[]): NodeRun {
	const worstStall = runs.reduce((worst, run) => (run.stallMs > worst.stallMs ? run : worst));
	return {
		...runs[0],
		wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
		cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
		idleCpuSeconds: median(runs.map(({ idleCpuSeconds }) => idleCpuSeconds)),
		gcSeconds: median(runs.map(({ gcSeconds }) => gcSeconds)),
		aboveIdleMb: Math.max(...runs.map(({ aboveIdleMb }) => aboveIdleMb)),
		aboveFreshMb: Math.max(...runs.map(({ aboveFreshMb }) => aboveFreshMb)),
		aboveStartMb: Math.max(...runs.map(({ aboveStartMb }) => aboveStartMb)),
		stallMs: worstStall.stallMs,
		stallCpuMs: worstStall.stallCpuMs,
		stallQueueMs: worstStall.stallQueueMs,
		workStallMs: Math.max(...runs.map(({ workStallMs }) => workStallMs)),
	};
}

export function typicalFloor<Run extends FloorRun>(runs: readonly Run[]): Run {
	return {
		...runs[0],
		wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
		cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
		rssMb: Math.max(...runs.map(({ rssMb }) => rssMb)),
	};
}

/** The middle one of an odd number of numbers. */
function median(numbers: readonly number[]): number {
	return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
