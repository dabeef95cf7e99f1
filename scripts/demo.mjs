/**
 * `npm run demo`: a real n8n with the node in it, connected to a simulated Constant Contact, and an export of a sample
 * segment run and explained. Needs nothing but Node, npm, python3 and a C++ compiler; the rest it installs.
 * `npm run demo -- --once` ends after the run; `-- --customer-insights` reads the segment from Customer Insights,
 * simulated as well.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';

const help = `npm run demo -- [options]

  --once              end after the run instead of leaving n8n open
  --customer-insights the profiles come from segments of Customer Insights, simulated as well
  --profiles <number> size of the sample segment, or how many customers there are (5000)
  --port <number>     port of n8n (5678, or a free one if that is taken)
  --help              this text`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
	fail(`This needs Node 20.19 or later; this is ${process.versions.node}.`);

const options = {
	once: { type: 'boolean' },
	profiles: { type: 'string' },
	port: { type: 'string' },
	'customer-insights': { type: 'boolean' },
	help: { type: 'boolean' },
};
let values;
try {
	({ values } = parseArgs({ options }));
} catch (error) {
	fail(`${error.message}\n\n${help}`);
}
if (values.help) {
	console.log(help);
	process.exit(0);
}

try {
	await ensureDependencies();
	await ensureN8n();
} catch (error) {
	fail(error.message);
}

const demo = spawn(process.execPath, ['--import', 'tsx', join('test', 'n8n', 'demo.ts'), ...process.argv.slice(2)], {
	cwd: projectFolder,
	stdio: 'inherit',
});
// A Ctrl-C reaches the demo itself, which then cleans up; this process waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
demo.on('exit', (code) => process.exit(code ?? 1));

function fail(message) {
	console.error(message);
	process.exit(1);
}
