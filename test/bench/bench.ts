/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { step } from '../../scripts/lib/progress.mjs';
import { installedN8n, packPackage } from '../n8n/support/packPackage';
import { benchBeside, besideSection } from './beside';
import { benchCustomerInsights } from './customerInsights';
import { benchExports } from './exports';
import { benchLargest } from './largest';
import { benchOwnFileTime } from './ownFileTime';
import { benchOwnTime } from './ownTime';
import { giveWay } from './priority';
import {
	customerInsightsSection,
	fileSection,
	growthNote,
	growthSection,
	headOf,
	itemsSection,
	largestSection,
	ownFileSection,
	ownSection,
	todaySection,
} from './report';
import type { Results } from './report';
import type { Settings } from './site';
import { targetsTable } from './targets';
import { benchToday } from './today';

const parts = ['own', 'file', 'items', 'today', 'customer-insights', 'largest'] as const;
const resultsFile = join(__dirname, 'RESULTS.md');
const besideFile = join(__dirname, 'BESIDE.md');
const command = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
const help = `npm run bench -- [options]

  --only <parts>     some of own,file,items,today,customer-insights,largest
  --quick            10,000 and 100,000 profiles, not 1,000,000
  --sizes <numbers>  other sizes, 1000000 alone for example
  --base <commit>    nothing but this build (or a tarball of the package) beside today's, by turns
  --profile <folder> n8n writes processor profiles (.cpuprofile) there

Prints the results. A run with --base also writes them to test/bench/BESIDE.md, a full run to test/bench/RESULTS.md.`;

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
const only = values.only?.split(',') ?? parts;

void main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});

async function main(): Promise<void> {
	const unknown = only.find((name) => !(parts as readonly string[]).includes(name));
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
	const markdown = `${reportOf(results, await versions())}\n`;
	process.stdout.write(`\n${markdown}`);
	if (failure !== undefined) throw failure.error;
	if (isQuick || values.sizes !== undefined || values.profile !== undefined || only.length < parts.length) return;
	await writeFile(resultsFile, markdown);
	process.stdout.write(`\nWritten to ${resultsFile}\n`);
}

async function besideBase(base: string): Promise<void> {
	requireLinux();
	giveWay();
	const runs = await inASite(
		async (tarball, folder) =>
			await step(
				`beside ${base}`,
				async (note) => await benchBeside(base, { tarball, folder, note, profileFolder: values.profile, sizes }),
			),
	);
	const markdown = `${headOf(await versions(), command)}\n\n${besideSection(runs)}\n`;
	process.stdout.write(`\n${markdown}`);
	if (isQuick || values.sizes !== undefined) return;
	await writeFile(besideFile, markdown);
	process.stdout.write(`\nWritten to ${besideFile}\n`);
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
	const wants = (name: (typeof parts)[number]) => only.includes(name);
	if (wants('own')) {
		results.own = await step('own time', benchOwnTime);
		results.ownFile = await step('own time from a file', benchOwnFileTime);
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

function reportOf(results: Results, used: { node: string; n8n: string }): string {
	const { own, ownFile, file, items, today, customerInsights, largest } = results;
	const growth = [file, items].flatMap((runs) => (runs ? [growthSection(runs)] : [])).filter((text) => text !== '');
	const targets = targetsTable(results);
	return [
		headOf(used, command),
		...(targets ? ['## Held against the promises', targets] : []),
		...(own ? [ownSection(own)] : []),
		...(ownFile ? [ownFileSection(ownFile)] : []),
		...(file ? [fileSection(file)] : []),
		...(items ? [itemsSection(items)] : []),
		...(growth.length > 0 ? ['## A straight line', growthNote, ...growth] : []),
		...(today ? [todaySection(today)] : []),
		...(customerInsights ? [customerInsightsSection(customerInsights)] : []),
		...(largest ? [largestSection(largest)] : []),
	].join('\n\n');
}

async function versions(): Promise<{ node: string; n8n: string }> {
	const { node, n8n } = await installedN8n();
	const { version } = (await import(join(dirname(n8n), '../package.json'))) as { version: string };
	return { node: (await promisify(execFile)(node, ['--version'])).stdout.trim().slice(1), n8n: version };
}
