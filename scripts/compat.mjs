/**
 * `npm run test:compat`: the packed package in older n8ns and in the newest, each on its Node, by the tests in
 * test/n8n. Not part of `npm test`. `-- --help` tells the options. A run over everything writes
 * tools/compat/RESULTS.md.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n, olderVersions } from './lib/installN8n.mjs';
import { step } from './lib/progress.mjs';
import { npmCommand, run } from './lib/run.mjs';

/** What the editor asks, exports, the mirror, renewal of tokens, and segments: where versions of n8n may differ. */
const usualTests = ['editor', 'export', 'mirror', 'tokenRefresh', 'customerInsights'];

const help = `npm run test:compat -- [options] [test files]

  --only <versions>  only these, separated by commas: ${[...olderVersions(), 'newest'].join(', ')}
  --all              every test of test/n8n instead of ${usualTests.join(', ')}
  --help             this text

The first run installs each n8n and its Node from npm: some minutes and about 2 GB each.`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		only: { type: 'string' },
		all: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});
if (values.help) {
	console.log(help);
	process.exit(0);
}

const everyVersion = [...olderVersions(), 'newest'];
const versions = values.only?.split(',').map((name) => name.trim()) ?? everyVersion;
const unknown = versions.find((version) => !everyVersion.includes(version));
if (unknown !== undefined) {
	console.error(`There is no "${unknown}". ${help}`);
	process.exit(1);
}
const files = values.all
	? []
	: (positionals.length > 0 ? positionals : usualTests).map((name) => `/test/n8n/${name}\\.test\\.ts$`);
const [npm, ...leading] = npmCommand();
const folder = await mkdtemp(join(tmpdir(), 'compat-'));

try {
	await ensureDependencies();
	await step('Build', () => run(npm, [...leading, 'run', '--silent', 'build'], { cwd: projectFolder }));
	const packed = JSON.parse(
		await run(npm, [...leading, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
			cwd: projectFolder,
		}),
	);
	// npm 11 prints an array, npm 12 an object by package name.
	const tarball = join(folder, Object.values(packed)[0].filename);
	const results = [];
	for (const version of versions) results.push(await tryIn(version, tarball));
	for (const { failures } of results) for (const failure of failures) console.error(`\n${failure}`);
	console.log(`\n${tableOf(results)}`);
	if (versions.length === everyVersion.length && positionals.length === 0) {
		await writeFile(
			join(projectFolder, 'tools', 'compat', 'RESULTS.md'),
			`# Compatibility, as measured\n\nWritten by \`npm run test:compat\` on ${new Date().toISOString().slice(0, 10)}, ${process.platform}: tests of the packed package in a real n8n, passed of all.\n\n${tableOf(results)}\n`,
		);
	}
	process.exitCode = results.every(({ passed, total }) => total > 0 && passed === total) ? 0 : 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}

/** One jest run in one n8n; what is not there, or runs no test, has failed. */
async function tryIn(version, tarball) {
	const underTest = version === 'newest' ? '' : version;
	const { n8nVersion, node } = await ensureN8n({ version: underTest });
	const nodeVersion = (await run(node, ['--version'])).trim().slice(1);
	const report = join(folder, `${version}.json`);
	const args = [
		join('node_modules', 'jest', 'bin', 'jest.js'),
		'--config',
		join('test', 'n8n', 'jest.config.js'),
		'--json',
		'--outputFile',
		report,
		...files,
	];
	await step(`n8n ${n8nVersion} on Node ${nodeVersion}`, (note) =>
		run(process.execPath, args, {
			cwd: projectFolder,
			env: { ...process.env, N8N_UNDER_TEST: underTest, PACKED_TARBALL: tarball },
			onLine: (line) => /^(PASS|FAIL) /.test(line) && note(line),
		}),
	).catch(() => undefined);
	const {
		testResults = [],
		numPassedTests = 0,
		numTotalTests = 0,
	} = await readFile(report, 'utf8').then(JSON.parse, () => ({}));
	const byFile = new Map(
		testResults.map(({ name, assertionResults }) => [
			/([^/\\]+)\.test\.ts$/.exec(name)?.[1] ?? name,
			countOf(assertionResults),
		]),
	);
	return {
		n8nVersion,
		nodeVersion,
		byFile,
		passed: numPassedTests,
		// A file that does not even load has no tests.
		total: testResults.some(({ assertionResults }) => assertionResults.length === 0) ? NaN : numTotalTests,
		failures: testResults
			.filter(({ status }) => status === 'failed')
			.map(({ message }) => `n8n ${n8nVersion}: ${message}`),
	};
}

function countOf(tests) {
	return `${tests.filter(({ status }) => status === 'passed').length} of ${tests.length}`;
}

function tableOf(results) {
	const names = [...new Set(results.flatMap(({ byFile }) => [...byFile.keys()]))].sort();
	const rows = results.map(({ n8nVersion, nodeVersion, byFile }) => [
		n8nVersion,
		nodeVersion,
		...names.map((name) => byFile.get(name) ?? 'not run'),
	]);
	const head = ['n8n', 'Node', ...names.map((name) => `\`${name}\``)];
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
