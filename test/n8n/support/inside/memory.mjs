/**
 * Loaded into n8n by NODE_OPTIONS=--import. At SIGUSR2 it collects all garbage and adds a line to MEMORY_FILE with what
 * the process holds then, by process.memoryUsage().
 */
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const file = process.env.MEMORY_FILE;

if (file !== undefined) {
	process.on('SIGUSR2', () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage = runInNewContext('gc');
		collectGarbage();
		// What ends only after a collection (finalizers, closed sockets) is gone by the second one.
		setTimeout(() => {
			collectGarbage();
			appendFileSync(file, `${JSON.stringify(process.memoryUsage())}\n`);
		}, 500);
	});
}
