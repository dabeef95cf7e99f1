/**
 * `npm test`: everything CI runs, on a machine that may have nothing but Node, npm, python3 and a C++ compiler.
 * `npm run test:fast` (--fast): the inner loop, without n8n itself.
 * Every step runs, also after one has failed; the last line counts the tests of all of them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureChromium } from './lib/installChromium.mjs';
import { ensureN8n } from './lib/installN8n.mjs';
import { ensureServices } from './lib/installServices.mjs';
import { elapsed, step } from './lib/progress.mjs';
import { npmCommand, run } from './lib/run.mjs';

const isFast = process.argv.includes('--fast');
const [npm, ...leading] = npmCommand();
const { testPathIgnorePatterns } = createRequire(import.meta.url)('../jest.config.js');
const counts = { passed: 0, failed: 0 };
const startedAt = Date.now();
/** Of the tests that wait for the pace of requests, or for what comes over a socket. */
const waitingFolders = ['engine', 'faults', 'probe', 'simulator', 'dataverse'];
const sourceChecks = [
	['Types', 'types'],
	['Lint, n8n strict', 'lint'],
];
const folder = await mkdtemp(join(tmpdir(), 'test-results-'));

try {
	await ensureDependencies();
	if (isFast) {
		await Promise.all([
			checks([...sourceChecks, ['Build', 'build']]),
			jest('Unit, simulator and engine tests', 'jest.config.js'),
		]);
	} else await everything();
} finally {
	await rm(folder, { recursive: true, force: true });
}

console.log(`\nfinished in ${elapsed(startedAt)}`);
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Plain lines, for steps side by side: a step alone writes over its own. */
function log(text) {
	console.log(text);
}

/**
 * In two halves, so that no core waits: n8n is installed beside the tests that wait for the pace of requests, and tried
 * beside those that ask for nothing but a processor. What is done beside gives way.
 */
async function everything() {
	await Promise.all([
		install(),
		// The scan looks at what was built.
		checks([
			['Build', 'build'],
			['Scan of source and tarball', 'scan'],
		]),
		jest('Engine and simulator tests', 'jest.config.js', {
			args: waitingFolders.map((name) => `./test/${name}/`),
			givesWay: true,
		}),
	]);
	const others = [...testPathIgnorePatterns, ...waitingFolders.map((name) => `<rootDir>/test/${name}/`)];
	await Promise.all([
		jest('Real n8n', 'test/n8n/jest.config.js'),
		jest('Unit tests', 'jest.config.js', {
			args: ['--maxWorkers=2', ...others.flatMap((pattern) => ['--testPathIgnorePatterns', pattern])],
			givesWay: true,
		}),
		checks(sourceChecks, { givesWay: true }),
	]);
}

/** Its own step, so that somebody sees why it takes minutes; if it does not succeed, the tests that need it say so. */
async function install() {
	// One after the other, before the tests that need them run side by side: apt serves one at a time.
	for (const ensure of [ensureN8n, ensureServices, ensureChromium])
		await ensure({ log }).catch((error) => console.error(error.message));
}

/** One after the other, so that one core is enough for them. */
async function checks(each, options) {
	for (const [title, script] of each) await check(title, script, options);
}

/** A step that passes or fails as a whole counts as one test. */
async function check(title, script, options) {
	const command = [...leading, 'run', '--silent', script];
	try {
		await step(title, () => run(npm, command, { cwd: projectFolder, ...options }), { log });
		counts.passed++;
	} catch (error) {
		counts.failed++;
		console.error(error.message);
	}
}

/** Counts what jest itself reports; a run that reports nothing, or no test at all, is a failure. */
async function jest(title, config, { args = [], givesWay } = {}) {
	const file = join(folder, `${title.replace(/\W/g, '-')}.json`);
	const command = ['node_modules/jest/bin/jest.js', '--config', config, '--json', '--outputFile', file, ...args];
	let ending;
	try {
		await step(
			title,
			(note) =>
				run(process.execPath, command, {
					cwd: projectFolder,
					givesWay,
					onLine: (line) => /^(PASS|FAIL) /.test(line) && note(line),
				}),
			{ log },
		);
	} catch (error) {
		ending = error;
	}
	const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
	const brokenFiles = report?.testResults.filter(({ assertionResults }) => assertionResults.length === 0).length ?? 0;
	const isEmpty = !report || report.numTotalTests === 0;
	// A skipped test is not a passed one.
	const failed =
		(report?.numFailedTests ?? 0) + (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0) + brokenFiles;
	counts.passed += report?.numPassedTests ?? 0;
	counts.failed += isEmpty || (ending && failed === 0) ? failed + 1 : failed;
	for (const { name, message, status } of report?.testResults ?? [])
		if (status === 'failed') console.error(`${name}\n${message}`);
	if (ending && !report) console.error(ending.message);
}
