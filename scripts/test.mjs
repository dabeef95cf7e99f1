/**
 * `npm test`: everything CI runs, on a machine that may have nothing but Node, npm, python3 and a C++ compiler.
 * `npm run test:fast` (--fast): the inner loop, without n8n itself.
 * Every step runs, also after one has failed; the last line counts the tests of all of them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
const counts = { passed: 0, failed: 0 };
const startedAt = Date.now();
const folder = await mkdtemp(join(tmpdir(), 'test-results-'));

try {
	await ensureDependencies();
	await Promise.all([
		// Beside the tests: many of them wait for the pace of requests most of the time.
		checks(),
		isFast ? undefined : install(),
		jest('Unit, simulator and engine tests', 'jest.config.js'),
	]);
	if (!isFast) await jest('Real n8n', join('test', 'n8n', 'jest.config.js'));
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

/** Its own step, so that somebody sees why it takes minutes; if it does not succeed, the tests that need it say so. */
async function install() {
	// One after the other, before the tests that need them run side by side: apt serves one at a time.
	for (const ensure of [ensureN8n, ensureServices, ensureChromium])
		await ensure({ log }).catch((error) => console.error(error.message));
}

/** One after the other, so that one core is enough for them. */
async function checks() {
	await check('Types', 'types');
	await check('Lint, n8n strict', 'lint');
	await check('Build', 'build');
	// It looks at what was built.
	if (!isFast) await check('Scan of source and tarball', 'scan');
}

/** A step that passes or fails as a whole counts as one test. */
async function check(title, script) {
	try {
		await step(title, () => run(npm, [...leading, 'run', '--silent', script], { cwd: projectFolder }), { log });
		counts.passed++;
	} catch (error) {
		counts.failed++;
		console.error(error.message);
	}
}

/** Counts what jest itself reports; a run that reports nothing, or no test at all, is a failure. */
async function jest(title, config) {
	const file = join(folder, `${config.replace(/\W/g, '-')}.json`);
	const args = [join('node_modules', 'jest', 'bin', 'jest.js'), '--config', config, '--json', '--outputFile', file];
	let ending;
	try {
		await step(title, (note) =>
			run(process.execPath, args, { cwd: projectFolder, onLine: (line) => /^(PASS|FAIL) /.test(line) && note(line) }),
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
