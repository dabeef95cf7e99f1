/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { keepResults } from '../../scripts/lib/keptResults.mjs';
import { step } from '../../scripts/lib/progress.mjs';
import { installedN8n, packPackage } from '../n8n/support/packPackage';
import { benchBeside, besideParts, besideSections } from './beside';
import { benchCustomerInsights } from './customerInsights';
import { benchExports } from './exports';
import { benchLargest } from './largest';
import { benchOwnFileTime } from './ownFileTime';
import { benchOwnHold } from './ownHold';
import { benchOwnMemory } from './ownMemory';
import { benchOwnTime } from './ownTime';
import { giveWay } from './priority';
import { madeBy, partSection, parts } from './report';
import type { Part, Results } from './report';
import type { Settings } from './site';
import { benchToday } from './today';

const resultsFile = join(__dirname, 'RESULTS.md');
const command = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
const help = `npm run bench -- [options]

  --only <parts>     some of own,file,items,today,customer-insights,largest
  --quick            10,000 and 100,000 profiles, not 1,000,000
  --sizes <numbers>  other sizes, 1000000 alone for example
  --base <commit>    nothing but this build (or a tarball of the package) beside today's, by turns; --only small or large
  --profile <folder> n8n writes processor profiles (.cpuprofile) there

Prints the results. Those of all usual sizes are kept in test/bench/RESULTS.md, part by part; items with file and today,
whose figures their promises are held against.`;

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		quick: { type: 'boolean' },
		sizes: { type: 'string' },
		base: { type: 'string' },
		profile: { type: 'string' },
		help: { type: 'boolean' },
	},
});
const isQuick = values.quick === true;
const sizes = values.sizes?.split(',').map(Number) ?? [10_000, 100_000, ...(isQuick ? [] : [1_000_000])];
const only: readonly string[] = values.only?.split(',') ?? (values.base === undefined ? parts : besideParts);

void main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});

async function main(): Promise<void> {
	const known: readonly string[] = values.base === undefined ? parts : besideParts;
	const unknown = only.find((name) => !known.includes(name));
	if (values.help || unknown !== undefined) {
		process.stdout.write(`${help}\n`);
		process.exit(unknown === undefined ? 0 : 1);
	}
	if (values.base !== undefined) return await besideBase(values.base);
	const results: Results = {};
	// What was measured before something failed is not lost.
	const failure = await measure(results).then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	const head = madeBy(await versions(), command);
	for (const part of parts) {
		const section = partSection(results, part);
		if (section === undefined) continue;
		const isWhole = part !== 'items' || (results.file !== undefined && results.today !== undefined);
		await keep(part, `${head}\n\n${section}`, isWhole);
	}
	if (failure !== undefined) throw failure.error;
}

/** Prints a part, and keeps it unless it is not as usual. */
async function keep(name: string, section: string, isWhole: boolean): Promise<void> {
	process.stdout.write(`\n${section}\n`);
	if (isWhole && !isQuick && values.sizes === undefined && values.profile === undefined)
		await keepResults(resultsFile, name, section);
}

async function besideBase(base: string): Promise<void> {
	requireLinux();
	giveWay();
	const runs = await inASite(
		async (tarball, folder) =>
			await step(
				`beside ${base}`,
				async (note) => await benchBeside(base, only, { tarball, folder, note, profileFolder: values.profile, sizes }),
			),
	);
	const head = madeBy(await versions(), command);
	const { small, large } = besideSections(runs);
	if (small !== undefined) await keep('beside-small', `${head}\n\n${small}`, true);
	if (large !== undefined) await keep('beside-large', `${head}\n\n${large}`, true);
}

/** Packs today's package, and gives it and a folder to `use`. */
async function inASite<Result>(use: (tarball: string, folder: string) => Promise<Result>): Promise<Result> {
	const tarball = await step('building and packing the node', async () => await packPackage());
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-segments-'));
	try {
		return await use(tarball, folder);
	} finally {
		for (const used of [folder, dirname(tarball)]) await rm(used, { recursive: true, force: true });
	}
}

function requireLinux(): void {
	if (process.platform !== 'linux')
		throw new Error('What n8n takes is read from /proc, which only Linux has. Elsewhere: npm run bench -- --only own');
}

async function measure(results: Results): Promise<void> {
	const wants = (name: Part) => only.includes(name);
	if (wants('own')) {
		results.own = await step('own time', benchOwnTime);
		results.ownFile = await step('own time from a file', benchOwnFileTime);
		results.ownHold = await step('longest step', benchOwnHold);
		results.ownMemory = await step('own memory', benchOwnMemory);
	}
	if (only.every((name) => name === 'own')) return;
	requireLinux();
	giveWay();
	await inASite(async (tarball, folder) => {
		const settings = (note: Settings['note']): Settings => ({
			tarball,
			folder,
			note,
			profileFolder: values.profile,
			sizes,
		});
		for (const kind of ['file', 'items'] as const) {
			if (wants(kind))
				results[kind] = await step(
					kind === 'file' ? 'from a file' : 'from items',
					async (note) => await benchExports(kind, settings(note)),
				);
		}
		if (wants('today'))
			results.today = await step(
				'what one would build today',
				async (note) => await benchToday(settings(note), isQuick),
			);
		if (wants('customer-insights'))
			results.customerInsights = await step(
				'from Customer Insights',
				async (note) => await benchCustomerInsights(settings(note)),
			);
		if (wants('largest') && !isQuick)
			results.largest = await step('beyond a million', async (note) => await benchLargest(settings(note)));
	});
}

async function versions(): Promise<{ node: string; n8n: string }> {
	const { node, n8n } = await installedN8n();
	const { version } = (await import(join(dirname(n8n), '../package.json'))) as { version: string };
	return { node: (await promisify(execFile)(node, ['--version'])).stdout.trim().slice(1), n8n: version };
}
