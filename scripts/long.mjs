/**
 * `npm run test:long`: the tests of test/engine/hostile.test.ts, test/lives/lives.test.ts, test/n8n/kills.test.ts and
 * test/n8n/soak.test.ts, longer than a CI has time for, and test/writers/writers.test.ts, which runs nowhere else. What
 * they measure is kept in test/long/RESULTS.md. `-- --help` tells the options.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';
import { elapsed, step } from './lib/progress.mjs';
import { cleanEnvironment, run } from './lib/run.mjs';
import { keepSection, sections } from './lib/longResults.mjs';

const help = `npm run test:long -- [parts] [options]

  parts              some of hostile, lives, kills, soak, writers; all if none is named
  --profiles <n>     hostile profiles (100,000)
  --lives <n>        random lives of 25 days (3,000)
  --kills <n>        times that n8n is killed in the middle of two mirror runs (20)
  --exports <n>      exports in a row in one n8n (200)
  --written <n>      profiles that each writer writes to a file (2,000)
  --seed <n>         other profiles, moments and faults

Each part that ends is written to test/long/RESULTS.md.`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		profiles: { type: 'string', default: '100000' },
		lives: { type: 'string', default: '3000' },
		kills: { type: 'string', default: '20' },
		exports: { type: 'string', default: '200' },
		written: { type: 'string', default: '2000' },
		seed: { type: 'string', default: '20261124' },
		help: { type: 'boolean' },
	},
});

/** What each part needs, and the option that tells how long it is. */
const parts = {
	hostile: {
		config: 'jest.config.js',
		file: 'test/engine/hostile.test.ts',
		option: 'profiles',
		variable: 'TEST_PROFILES',
	},
	lives: { config: 'jest.config.js', file: 'test/lives/lives.test.ts', option: 'lives', variable: 'TEST_LIVES' },
	kills: { config: 'test/n8n/jest.config.js', file: 'test/n8n/kills.test.ts', option: 'kills', variable: 'TEST_KILLS' },
	soak: {
		config: 'test/n8n/jest.config.js',
		file: 'test/n8n/soak.test.ts',
		option: 'exports',
		variable: 'TEST_EXPORTS',
	},
	writers: {
		config: 'test/writers/jest.config.js',
		file: 'test/writers/writers.test.ts',
		option: 'written',
		variable: 'TEST_WRITTEN',
	},
};
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);
const isUnderstood =
	wanted.every((name) => name in parts) &&
	Object.values(values).every((value) => typeof value === 'boolean' || /^\d+$/.test(value));

if (values.help || !isUnderstood) {
	console.log(help);
	process.exitCode = isUnderstood ? 0 : 1;
} else {
	await ensureDependencies();
	if (wanted.some((name) => parts[name].config !== 'jest.config.js')) await ensureN8n();
	for (const name of wanted) await runPart(name);
}

async function runPart(name) {
	const { config, file, option, variable } = parts[name];
	const folder = await mkdtemp(join(tmpdir(), 'long-test-'));
	const figures = join(folder, 'figures');
	const startedAt = Date.now();
	await writeFile(figures, '');
	let failure;
	try {
		const env = {
			...cleanEnvironment(),
			[variable]: values[option],
			TEST_SEED: values.seed,
			TEST_DAYS: '25',
			LONG_FIGURES: figures,
		};
		const args = [
			join('node_modules', 'jest', 'bin', 'jest.js'),
			'--config',
			config,
			'--runInBand',
			'--testTimeout',
			'7200000',
			file,
		];
		await step(`${name}: ${option} ${values[option]}, seed ${values.seed}`, (note) =>
			run(process.execPath, args, { cwd: projectFolder, env, onLine: (line) => note(line.slice(0, 100)) }),
		);
	} catch (error) {
		failure = error;
		process.exitCode = 1;
		console.error(error.message);
	}
	const rows = (await readFile(figures, 'utf8'))
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
	await rm(folder, { recursive: true, force: true });
	const command = `npm run test:long -- ${name} --${option} ${values[option]} --seed ${values.seed}`;
	const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 1e9)} GB`;
	const head = `Made by \`${command}\` on ${new Date(startedAt).toISOString().slice(0, 10)} (${machine}) in ${elapsed(startedAt)}: ${failure ? '**failed**' : 'passed'}.`;
	const section = [
		head,
		...(rows.length > 0 ? sections[name](rows) : ['It ended before it had anything to tell.']),
	].join('\n\n');
	await keepSection(name, section);
	console.log(`\n${section}`);
}
