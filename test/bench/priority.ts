/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { constants, setPriority } from 'node:os';

const { PRIORITY_NORMAL, PRIORITY_LOW } = constants.priority;

/**
 * Constant Contact does not run on n8n's machine: this process, which simulates it, gives way to what is measured. Only root may take a
 * higher priority again for what it starts; whoever else measures has all at one priority.
 */
const mayGiveWay = process.getuid?.() === 0;

export function giveWay(): void {
	if (mayGiveWay) setPriority(PRIORITY_LOW);
}

/** Starts something at the usual priority: processes and threads take that of the thread that starts them. */
export async function beforeOthers<Result>(start: () => Result | Promise<Result>): Promise<Result> {
	if (mayGiveWay) setPriority(PRIORITY_NORMAL);
	try {
		return await start();
	} finally {
		giveWay();
	}
}
