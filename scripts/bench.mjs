/** `npm run bench`: ratios, each taken in one run on one machine. */
import { spawn } from 'node:child_process';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';

await ensureDependencies();
const bench = spawn(process.execPath, ['--import', 'tsx', 'test/bench/ownTime.ts'], { cwd: projectFolder, stdio: 'inherit' });
bench.on('exit', (code) => {
	process.exitCode = code ?? 1;
});
