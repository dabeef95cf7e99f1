/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that this process holds once everything that nobody needs is gone. */
export function heldMemory(): number {
	// Buffers are given back beside the program, the last ones only in the next collection.
	for (let least = Infinity; ; ) {
		collect();
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		if (heapUsed + arrayBuffers > least - 10_000) return Math.min(least, heapUsed + arrayBuffers);
		least = heapUsed + arrayBuffers;
	}
}
