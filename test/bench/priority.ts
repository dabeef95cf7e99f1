/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const { PRIORITY_NORMAL, PRIORITY_LOW } = constants.priority;

/**
 * Constant Contact does not run on n8n's machine: this process, which simulates it, gives way to what is measured. Only
 * root may take a higher priority again for what it starts; others who measure have all at one priority.
 */
const mayGiveWay = process.getuid?.() === 0;

/**
 * What Linux weighs against each other where it groups processes by session (sched(7), "The autogroup feature"): n8n
 * and the floor have one of their own.
 */
const sessionPriority = '/proc/self/autogroup';

/** Linux has a priority for each thread: also those that collect this process's garbage must give way. */
export function giveWay(): void {
	if (!mayGiveWay) return;
	for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), PRIORITY_LOW);
	if (existsSync(sessionPriority)) writeFileSync(sessionPriority, String(PRIORITY_LOW));
}

/** Starts something at the usual priority: processes and threads take that of the thread that starts them. */
export async function beforeOthers<Result>(start: () => Result | Promise<Result>): Promise<Result> {
	if (!mayGiveWay) return await start();
	setPriority(PRIORITY_NORMAL);
	try {
		return await start();
	} finally {
		setPriority(PRIORITY_LOW);
	}
}
