/**
 * `npm run mutation`: Stryker puts small defects into the pure steps, one at a time, and each file's own unit tests
 * must notice. Prints what survived, and keeps the figures in test/long/RESULTS.md. `-- dateReader mapping` tries
 * only those.
 */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { keepSection, keptSectionRows, table } from './lib/longResults.mjs';
import { step } from './lib/progress.mjs';
import { cleanEnvironment, npmCommand, run } from './lib/run.mjs';

/** Mapping, checks, merge, compare, batches, and who is noted, put back or taken off: each step below nodes/. */
const files = [
	'ExportSegment/parameters/expressions',
	'ExportSegment/export/profiles/mapping/mapping',
	'ExportSegment/export/profiles/fieldReaders',
	'ExportSegment/export/profiles/contactCheck',
	'ExportSegment/export/profiles/plainValues',
	'ExportSegment/export/profiles/email/emailAddress',
	'ExportSegment/export/profiles/email/addressesInText',
	'ExportSegment/export/profiles/email/decodedText',
	'ExportSegment/export/profiles/readProfiles',
	'ExportSegment/export/profiles/settledProfiles',
	'ExportSegment/export/profiles/fingerprints',
	'ExportSegment/export/plan/plan',
	'ExportSegment/export/plan/newStart',
	'ExportSegment/export/plan/removalGuard',
	'ExportSegment/export/imports/batches',
	'ExportSegment/export/imports/jsonText',
	'ExportSegment/export/imports/settleImports',
	'ExportSegment/export/members/explainRefusals',
	'ExportSegment/export/members/gatherLeavers',
	'ExportSegment/export/members/removeLeavers',
	'ExportSegment/export/members/findStayed',
	'ExportSegment/export/run/ledger',
	'ConstantContactTrigger/changes/deleted',
	'ConstantContactTrigger/changes/toldWindow',
	'shared/growingBytes',
	'shared/hash',
	'shared/uncountedMemory',
	'shared/account/awaitActivities',
	'shared/account/importCounters',
	'shared/account/membershipTag',
	'shared/account/people',
	'shared/account/downloads/downloadedContacts',
	'shared/account/downloads/downloadColumns',
	'shared/account/downloads/downloadSpellings',
	'shared/constantContact/lostJobs',
	'shared/files/tableRows',
	'shared/files/formats/delimited/records/delimitedRecords',
	'shared/files/formats/delimited/beginning/firstRows',
	'shared/files/formats/delimited/beginning/tableStart',
	'shared/files/formats/delimited/drawnTable',
	'shared/files/formats/delimited/shortRows',
	'shared/files/formats/delimited/tabEscapes',
	'shared/files/formats/delimited/tableEnd',
	'shared/values/booleans',
	'shared/values/choices',
	'shared/values/emptyWords',
	'shared/values/htmlEntities',
	'shared/values/numbers',
	'shared/values/plainData',
	'shared/values/texts',
	'shared/values/objects/nested',
	'shared/values/objects/shownValue',
	'shared/values/objects/wrappings',
	'shared/values/dates/dateReader',
	'shared/values/dates/numberedDates',
	'shared/values/dates/dateObjects',
	'shared/values/dates/absentDates',
	'shared/values/dates/stamps',
	'shared/values/dates/writtenDates',
	'shared/values/dates/writtenTimes',
];
const steps = new Map(files.map((file) => [basename(file), file]));
const allSteps = [...steps.keys()];
const tablesRead = [
	'delimited/delimitedFile',
	'delimited/delimitedFile.library',
	'profileFile',
	'profileFile.again',
].map((name) => `shared/files/formats/${name}`);
/** Unit tests that hold a step beside one of its own name, by their paths below test/. */
const otherTests = {
	mapping: ['shared/files/pages'],
	fieldReaders: ['ExportSegment/export/profiles/mapping/mapping', 'ExportSegment/export/profiles/contactCheck'],
	addressesInText: ['ExportSegment/export/profiles/email/emailAddress'],
	decodedText: ['ExportSegment/export/profiles/email/emailAddress'],
	downloadColumns: ['shared/account/downloads/downloadedContacts'],
	downloadSpellings: ['shared/account/downloads/downloadedContacts'],
	texts: ['ExportSegment/export/profiles/contactCheck'],
	gatherLeavers: ['ExportSegment/export/members/removeLeavers'],
	findStayed: ['ExportSegment/export/members/removeLeavers'],
	delimitedRecords: tablesRead,
	firstRows: tablesRead,
	tableStart: tablesRead,
	drawnTable: tablesRead,
	shortRows: tablesRead,
	tabEscapes: tablesRead,
	tableEnd: tablesRead,
	nested: ['shared/values/objects/shownValue', 'ExportSegment/export/profiles/email/emailAddress'],
	wrappings: ['shared/values/objects/shownValue'],
	hash: ['ConstantContactTrigger/changes/fingerprint'],
	numbers: ['ExportSegment/export/profiles/contactCheck'],
	choices: ['ExportSegment/export/profiles/contactCheck'],
	dateObjects: ['shared/values/dates/dateReader'],
	absentDates: ['shared/values/dates/dateReader'],
	stamps: ['shared/values/dates/dateReader'],
	writtenDates: ['shared/values/dates/dateReader'],
	writtenTimes: ['shared/values/dates/writtenDates'],
};
/** Percent of the defects that must be noticed. */
const aim = 85;
/** Fetched by the first run, and kept by npx: everybody else is spared its packages. */
const strykerPackages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !steps.has(name));
if (wanted.includes('--help')) {
	console.log(
		`npm run mutation -- [steps]\n\n  steps              some of ${allSteps.join(', ')}; all if none is named`,
	);
} else if (unknown !== undefined) {
	console.error(`${unknown} is none of: ${allSteps.join(', ')}`);
	process.exitCode = 1;
} else {
	await ensureDependencies();
	await tryAll(wanted.length > 0 ? wanted : allSteps);
}

/** Each file's result goes into the table as soon as it is there. */
async function tryAll(names) {
	const strykerFolder = await step('fetching Stryker (once)', findStryker);
	for (const name of names) {
		try {
			await step(name, () => tryFile(name, strykerFolder));
			const { survivors, ...counts } = await resultOf(name);
			for (const { line, column, was, becomes } of survivors)
				console.log(`${name}.ts:${line}:${column}  ${was}  =>  ${becomes}`);
			await keep(name, counts);
		} catch (error) {
			console.error(error.message);
			process.exitCode = 1;
		}
	}
}

/** Of the other files the table keeps what their last runs found. */
async function keep(name, counts) {
	const kept = (await keptSectionRows('mutation')).map(([file, all, noticed, , , triedOn]) => [
		file.replaceAll('`', ''),
		{ all: Number(all), noticed: Number(noticed), triedOn },
	]);
	const results = new Map(kept).set(pathOf(name), { ...counts, triedOn: new Date().toISOString().slice(0, 10) });
	const listed = allSteps.map(pathOf).filter((path) => results.has(path));
	const sum = (count) => listed.reduce((total, path) => total + results.get(path)[count], 0);
	const total = { all: sum('all'), noticed: sum('noticed') };
	const row = (file, { all, noticed, triedOn = '' }) => [
		file,
		all,
		noticed,
		all - noticed,
		`${percent({ all, noticed })} %`,
		triedOn,
	];
	await keepSection(
		'mutation',
		[
			`Made by \`npm run mutation\`, of each file the last run: ${percent(total)} %, ${percent(total) >= aim ? 'at least' : '**less than**'} the ${aim} % aimed at.`,
			'',
			table(
				['file', 'defects', 'noticed', 'survived', 'score', 'tried on'],
				[...listed.map((path) => row(`\`${path}\``, results.get(path))), row('**all**', total)],
			),
		].join('\n'),
	);
	if (percent(total) < aim) process.exitCode = 1;
}

/** The node_modules in which npx keeps Stryker. Not with its peers: jest is the project's. */
async function findStryker() {
	const [npm, ...leading] = npmCommand();
	const packages = strykerPackages.map((name) => `--package=${name}`);
	const program = await run(
		npm,
		[...leading, 'exec', '--yes', '--legacy-peer-deps', ...packages, '--call', 'command -v stryker'],
		{ cwd: tmpdir() },
	);
	return dirname(dirname(program.trim()));
}

async function tryFile(name, strykerFolder) {
	const env = {
		...cleanEnvironment(),
		// The project's jest has to find Stryker's environment for it.
		NODE_PATH: strykerFolder,
		MUTATED_FILE: pathOf(name),
		MUTATION_TESTS: [steps.get(name), ...(otherTests[name] ?? [])].join(),
	};
	const program = join(strykerFolder, '@stryker-mutator', 'core', 'bin', 'stryker.js');
	await run(process.execPath, [program, 'run'], { cwd: projectFolder, env });
}

function pathOf(name) {
	return `nodes/${steps.get(name)}.ts`;
}

/** What a run over a file found. */
async function resultOf(name) {
	const report = JSON.parse(await readFile(join(projectFolder, 'coverage', 'mutation', `${name}.json`), 'utf8'));
	const [{ source, mutants }] = Object.values(report.files);
	const lines = source.split('\n');
	const counted = mutants.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
	const survivors = counted
		.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
		.map(({ location: { start, end }, replacement }) => ({
			line: start.line,
			column: start.column,
			was: lines[start.line - 1]
				.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined)
				.slice(0, 100),
			becomes: replacement.replace(/\s+/g, ' ').slice(0, 60),
		}));
	return { all: counted.length, noticed: counted.length - survivors.length, survivors };
}

function percent({ noticed, all }) {
	return Math.floor((noticed / all) * 1_000) / 10;
}
