/**
 * `npm run bench`: ratios, each taken in one run on one machine, on the Node that n8n runs on. `-- --help` tells the
 * options.
 */
import { spawn } from 'node:child_process';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';

await ensureDependencies();
// Who asks for the options is not to wait for an n8n first.
const node = process.argv.includes('--help') ? process.execPath : (await ensureN8n()).node;
// The simulator runs in this process, with two million contacts at its worst. V8's memory reducer, which looks through
// all memory when it takes a program for idle, comes by luck, and would be put down to the own time of whatever runs.
const bench = spawn(
	node,
	[
		'--max-old-space-size=8192',
		'--no-memory-reducer',
		'--import',
		'tsx',
		'test/bench/bench.ts',
		...process.argv.slice(2),
	],
	// A session of its own: the bench lowers its session's priority, which would stay with the shell that started it.
	{ cwd: projectFolder, stdio: 'inherit', detached: true },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
bench.on('exit', (code) => {
	process.exitCode = code ?? 1;
});
