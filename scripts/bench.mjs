/** `npm run bench`: ratios, each taken in one run on one machine, on the Node that n8n runs on. */
import { spawn } from 'node:child_process';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';

await ensureDependencies();
const { node } = await ensureN8n();
const bench = spawn(node, ['--import', 'tsx', 'test/bench/ownTime.ts'], { cwd: projectFolder, stdio: 'inherit' });
bench.on('exit', (code) => {
	process.exitCode = code ?? 1;
});
