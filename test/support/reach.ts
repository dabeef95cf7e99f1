/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { Simulator } from '../simulator';
import { trust } from './trust';

/** Lets this process reach the simulator under the real host names. Returns a function that puts everything back. */
export function reach(simulator: Pick<Simulator, 'caPem' | 'environment'>): () => void {
	const endTrust = trust(simulator.caPem);
	const before = { ...process.env };
	Object.assign(process.env, simulator.environment());
	return () => {
		for (const name of Object.keys(simulator.environment())) {
			if (before[name] === undefined) delete process.env[name];
			else process.env[name] = before[name];
		}
		endTrust();
	};
}
