/**
 * `npm run release:rehearse`: a release as the workflow *Publish* makes it, from a clean clone of the last commit to an
 * npm registry on this machine, and from there by name into a fresh n8n. Only the provenance statement is left out: npm
 * makes it on GitHub alone. Nothing leaves this machine, and nothing of the checkout is changed.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';
import { step } from './lib/progress.mjs';
import { cleanEnvironment, npmCommand, run } from './lib/run.mjs';

const registryPackage = 'verdaccio@6.10.4';
/** What the editor asks, and exports from there to the simulator. */
const tests = ['editor', 'export'];

const [npm, ...leading] = npmCommand();
const folder = await mkdtemp(join(tmpdir(), 'release-'));
const clone = join(folder, 'clone');
let registry;

try {
	await ensureDependencies();
	const { node } = await ensureN8n();
	await step('Clean clone', async () => {
		await run('git', ['clone', '--quiet', projectFolder, clone]);
		await runNpm(clone, 'ci', '--ignore-scripts');
	});
	registry = await step('Registry on this machine', () => startRegistry(node));
	const { name, version } = JSON.parse(await readFile(join(clone, 'package.json'), 'utf8'));
	await step('Lint', () => runNpm(clone, 'run', 'lint'));
	await step('Build', () => runNpm(clone, 'run', 'build'));
	await step(`Publish ${name} ${version}`, () => runNpm(clone, 'publish', '--provenance=false', ...registry.arguments));
	const tarball = await step(`Fetch ${name} by its name`, async () => {
		// As n8n installs a community package: fetched by name and unpacked, without its dependencies for development.
		const packed = JSON.parse(await runNpm(folder, 'pack', name, '--json', ...registry.arguments));
		// npm 11 prints an array, npm 12 an object by package name.
		const { filename, version: fetched } = Object.values(packed)[0];
		if (fetched !== version) throw new Error(`The registry gave ${fetched}, not ${version}`);
		return join(folder, filename);
	});
	const jest = [
		join('node_modules', 'jest', 'bin', 'jest.js'),
		'--config',
		join('test', 'n8n', 'jest.config.js'),
		...tests.map((test) => `/test/n8n/${test}\\.test\\.ts$`),
	];
	await step(`Tests in a fresh n8n: ${tests.join(', ')}`, (note) =>
		run(process.execPath, jest, {
			cwd: projectFolder,
			env: { ...process.env, PACKED_TARBALL: tarball },
			onLine: (line) => /^(PASS|FAIL|Tests:) /.test(line) && note(line),
		}),
	);
	console.log(
		`\n${name} ${version} can be published: what is left for the day stands in CONTRIBUTING.md, "Releasing".`,
	);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
} finally {
	registry?.stop();
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function runNpm(cwd, ...args) {
	return await run(npm, [...leading, ...args], {
		cwd,
		// n8n's own check before a publication lets through what its release command starts.
		env: { ...cleanEnvironment(), RELEASE_MODE: 'true' },
	});
}

/**
 * An npm registry that holds nothing and asks no other; anybody may publish to it.
 * @param node a Node of at least version 22, which the registry needs
 */
async function startRegistry(node) {
	const home = join(folder, 'registry');
	await mkdir(home);
	// The registry names its node-fetch by a tag of npm's, which mirrors of npm may lack.
	await writeFile(join(home, 'package.json'), JSON.stringify({ private: true, overrides: { 'node-fetch': '2.7.0' } }));
	await runNpm(home, 'install', '--ignore-scripts', '--no-audit', '--no-fund', registryPackage);
	await writeFile(
		join(home, 'config.yaml'),
		[
			'storage: ./storage',
			'uplinks: {}',
			"packages: { '**': { access: $all, publish: $anonymous } }",
			'log: { type: stdout, format: pretty, level: warn }',
		].join('\n'),
	);
	const port = await freePort();
	const server = spawn(
		node,
		[join(home, 'node_modules/verdaccio/bin/verdaccio'), '--config', 'config.yaml', '--listen', `127.0.0.1:${port}`],
		{ cwd: home, env: { ...cleanEnvironment(), HOME: home }, stdio: 'ignore' },
	);
	process.on('exit', () => server.kill());
	const host = `127.0.0.1:${port}`;
	for (let attempts = 0; !(await answers(`http://${host}/-/ping`)); attempts++) {
		if (attempts === 60 || server.exitCode !== null) throw new Error(`${registryPackage} did not start`);
		await sleep(500);
	}
	return {
		// npm wants some token before it publishes; this registry does not look at it.
		arguments: [`--registry=http://${host}/`, `--//${host}/:_authToken=anybody`],
		stop: () => server.kill(),
	};
}

async function answers(url) {
	return await fetch(url).then(
		({ ok }) => ok,
		() => false,
	);
}

async function freePort() {
	const server = createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address();
	await new Promise((resolve) => server.close(resolve));
	return port;
}
