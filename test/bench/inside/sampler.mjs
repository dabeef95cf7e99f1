/**
 * A thread of the benchmark that looks at a process every 50 ms, whatever the simulator is busy with in the main one:
 * processor seconds of the process and of those it started, and its resident memory.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { pid } = workerData;
const ticksPerSecond = 100;

function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function familyOf(parent) {
	const children = read(`/proc/${parent}/task/${parent}/children`).split(' ').filter(Boolean);
	return [parent, ...children.flatMap(familyOf)];
}

function cpuSeconds(member) {
	const stat = read(`/proc/${member}/stat`);
	// The name in brackets may hold blanks; utime and stime are fields 14 and 15.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return stat === '' ? 0 : (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

let family = familyOf(pid);
let looks = 0;
setInterval(() => {
	if (looks++ % 20 === 0) family = familyOf(pid);
	const [own, ...children] = family.map(cpuSeconds);
	const rssMb = Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
	if (rssMb > 0)
		parentPort.postMessage({
			at: Date.now(),
			cpu: own,
			childrenCpu: children.reduce((sum, each) => sum + each, 0),
			rssMb,
		});
}, 50);
