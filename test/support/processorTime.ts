/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

/**
 * Milliseconds of a processor that some work takes: on a machine that does other things beside, the time on the wall
 * tells more of these.
 */
export function processorMs(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}
