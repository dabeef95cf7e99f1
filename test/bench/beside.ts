/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { documentedSwitches } from '../simulator';
import { packPackage, projectFolder } from '../n8n/support/packPackage';
import { exportNode, exportWorkflow } from '../n8n/support/workflow';
import type { Usage } from './benchedN8n';
import { count, markdownTable, seconds, times } from './markdown';
import type { Cell } from './markdown';
import { mappingOf } from './people';
import type { Segment, Width } from './people';
import { median } from './samples';
import { isLook, openSite, runNode, usualStart } from './site';
import type { NodeRun, Settings, Site } from './site';

/** What one small export took: the node's time, and what reached Constant Contact. */
interface SmallRun {
	wallSeconds: number;
	requests: number;
	looks: number;
	mostInASecond: number;
	refusedAsTooMany: number;
}

/** Small exports count in seconds and requests, large ones in processor time and memory. */
export const besideParts = ['small', 'large'] as const;

type Build = 'base' | 'today';
const builds: readonly Build[] = ['base', 'today'];

export interface BesideRuns {
	base: string;
	small: Array<{ situation: string; runs: Record<Build, SmallRun[]> }>;
	large: Array<{ what: string; runs: Record<Build, NodeRun[]> }>;
}

/** Milliseconds that a job takes in small exports. */
const jobLatency = { minMs: 50, maxMs: 200 };
const smallSize = 100;
const leavers = 10;
const rounds = 5;
const largeRounds = 3;

/**
 * Two builds of the package side by side, each in an n8n and with a simulator of its own, by turns: what is slow on
 * this machine at this moment is slow for both.
 * @param base a commit, or a tarball of the package
 * @param only some of `besideParts`
 */
export async function benchBeside(base: string, only: readonly string[], settings: Settings): Promise<BesideRuns> {
	const { note, sizes } = settings;
	note(`packing ${base}`);
	const tarballs: Record<Build, string> = { base: await tarballOf(base), today: settings.tarball };
	// An older build may know no other answers than the documented ones.
	const open = async (build: Build) =>
		await openSite({ ...settings, tarball: tarballs[build] }, usualStart.file, documentedSwitches);
	note('starting two n8ns');
	const sites: Record<Build, Site> = { base: await open('base'), today: await open('today') };
	try {
		for (const build of builds) await runSmall(sites[build], situations[0], `Warm-up ${build}`);
		const small: BesideRuns['small'] = [];
		for (const situation of only.includes('small') ? situations : [])
			small.push(await bySmallTurns(sites, situation, note));
		const large: BesideRuns['large'] = [];
		for (const size of only.includes('large') ? sizes.filter((each) => each >= 100_000) : [])
			for (const width of ['names', 'custom'] as const) large.push(...(await byLargeTurns(sites, size, width, note)));
		return { base, small, large };
	} finally {
		for (const build of builds) await sites[build].close();
	}
}

/** A state of the list and a run: what is done before is not measured. */
interface Situation {
	name: string;
	before: readonly Step[];
	measured: Step;
}

interface Step {
	size: number;
	changed?: boolean;
	parameters?: Record<string, unknown>;
}

const mirror = { syncMode: 'mirror' };
const situations: readonly Situation[] = [
	{ name: 'first export', before: [], measured: { size: smallSize } },
	{ name: 'unchanged', before: [{ size: smallSize }], measured: { size: smallSize } },
	{
		name: 'preview',
		before: [{ size: smallSize }],
		measured: { size: smallSize, parameters: { operation: 'preview' } },
	},
	{ name: 'all changed', before: [{ size: smallSize }], measured: { size: smallSize, changed: true } },
	{
		name: `mirror with ${leavers} leavers`,
		before: [{ size: smallSize + leavers }],
		measured: { size: smallSize, parameters: mirror },
	},
];

async function bySmallTurns(
	sites: Record<Build, Site>,
	situation: Situation,
	note: Settings['note'],
): Promise<BesideRuns['small'][number]> {
	const runs: Record<Build, SmallRun[]> = { base: [], today: [] };
	for (let round = 1; round <= rounds; round++) {
		note(`${situation.name}, round ${round} of ${rounds}`);
		for (const build of builds) runs[build].push(await runSmall(sites[build], situation, `${situation.name} ${round}`));
	}
	return { situation: situation.name, runs };
}

async function runSmall(site: Site, { before, measured }: Situation, listName: string): Promise<SmallRun> {
	const { simulator } = site;
	simulator.activities.latency = jobLatency;
	const listId = simulator.account.addList(listName).id;
	for (const step of before) await executeSmall(site, step, listId);
	simulator.requests.clear();
	const usage = await executeSmall(site, measured, listId);
	const entries = simulator.requests.api();
	const looks = entries.filter(isLook).length;
	const members = simulator.account.memberCount(listId);
	const expected = measured.parameters?.operation === 'preview' ? before[0].size : measured.size;
	if (members !== expected) throw new Error(`${members} of ${expected} on the list '${listName}'`);
	return {
		wallSeconds: usage.wallSeconds,
		requests: entries.length - looks,
		looks,
		mostInASecond: mostInASecond(entries.map(({ at }) => at)),
		refusedAsTooMany: entries.filter(({ status }) => status === 429).length,
	};
}

async function executeSmall(site: Site, { size, changed, parameters }: Step, listId: string): Promise<Usage> {
	const people = Array.from({ length: size }, (_, n) => ({
		email: `small.${n}@example.com`,
		first_name: `Ann ${n}`,
		last_name: changed ? `Nowak ${n}` : `Ray ${n}`,
	}));
	const { nodes, usage } = await site.n8n.run(
		exportWorkflow({
			source: { pinned: people },
			credential: { id: site.credential.id, name: site.credential.name },
			list: { mode: 'id', value: listId },
			fields: mappingOf('names'),
			parameters,
		}),
	);
	return usage(nodes[exportNode.name]);
}

/** @param arrivals milliseconds, in order */
function mostInASecond(arrivals: readonly number[]): number {
	return Math.max(0, ...arrivals.map((at) => arrivals.filter((other) => other >= at && other < at + 1_000).length));
}

/** The first run of a segment from a file, and the second with 1 % changed. */
async function byLargeTurns(
	sites: Record<Build, Site>,
	size: number,
	width: Width,
	note: Settings['note'],
): Promise<BesideRuns['large']> {
	const first: Record<Build, NodeRun[]> = { base: [], today: [] };
	const second: Record<Build, NodeRun[]> = { base: [], today: [] };
	for (let round = 1; round <= largeRounds; round++) {
		for (const build of builds) {
			const site = sites[build];
			site.n8n.settled();
			const listId = site.simulator.account.addList(`${size} ${width} ${round}`).id;
			const segment: Segment = { word: `large${round}`, size, width };
			note(`${count(size)} ${width}, ${build}, round ${round} of ${largeRounds}`);
			first[build].push(await runNode(site, 'file', segment, listId));
			second[build].push(await runNode(site, 'file', { ...segment, changed: true }, listId));
		}
	}
	const what = `${count(size)} from a file, ${width === 'names' ? 'names' : 'ten custom fields'}`;
	return [
		{ what: `${what}: first run`, runs: first },
		{ what: `${what}: 1 % changed`, runs: second },
	];
}

/** What was measured, part by part; undefined for what was not. */
export function besideSections(runs: BesideRuns): { small?: string; large?: string } {
	return {
		small: runs.small.length > 0 ? smallSection(runs) : undefined,
		large: runs.large.length > 0 ? largeSection(runs) : undefined,
	};
}

const mid = <Run>(runs: readonly Run[], of: (run: Run) => number) => median(runs.map(of));
const answers = 'Constant Contact answers as documented, which older builds need.';

function smallSection({ base, small }: BesideRuns): string {
	const ratios = small.map(({ runs }) => mid(runs.today, wallOf) / mid(runs.base, wallOf));
	const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
	return [
		`## Small exports beside ${base}`,
		`Two builds by turns in one run. ${answers} ${smallSize} profiles, jobs of ${jobLatency.minMs} to ${jobLatency.maxMs} ms, the median of ${rounds} rounds; requests with the looks at running jobs.`,
		markdownTable(
			[
				'export',
				'base',
				'today',
				'ratio',
				'requests, base',
				'requests, today',
				'looks, base',
				'looks, today',
				'most in a second',
				'429',
			],
			small.map(({ situation, runs }, index): Cell[] => [
				situation,
				...builds.map((build) => `${seconds(mid(runs[build], wallOf))} s`),
				times(ratios[index]),
				...builds.map((build) => Math.max(...runs[build].map(({ requests, looks }) => requests + looks))),
				...builds.map((build) => Math.max(...runs[build].map(({ looks }) => looks))),
				Math.max(...runs.today.map(({ mostInASecond: most }) => most)),
				runs.today.reduce((sum, { refusedAsTooMany }) => sum + refusedAsTooMany, 0),
			]),
		),
		`Geometric mean of the ratios of time: ${times(mean)}.`,
	].join('\n\n');
}

function largeSection({ base, large }: BesideRuns): string {
	return [
		`## Large exports beside ${base}`,
		`Two builds by turns in one run. ${answers} From CSV files, the median of ${largeRounds} rounds, of memory and stalls the worst. Memory is above idle, in brackets above what n8n had when the node began: n8n keeps room from fetching the file.`,
		markdownTable(
			[
				'export',
				'CPU, base',
				'CPU, today',
				'ratio',
				'memory, base',
				'memory, today',
				'requests, base',
				'requests, today',
				'longest stall',
			],
			large.map(({ what, runs }): Cell[] => [
				what,
				...builds.map((build) => `${seconds(mid(runs[build], cpuOf))} s`),
				times(mid(runs.today, cpuOf) / mid(runs.base, cpuOf)),
				...builds.map((build) => memoryCell(runs[build])),
				...builds.map((build) => Math.max(...runs[build].map(({ requests }) => requests))),
				`${count(Math.max(...runs.today.map(({ stallMs }) => stallMs)))} ms`,
			]),
		),
	].join('\n\n');
}

const memoryCell = (runs: readonly NodeRun[]) =>
	`${count(Math.max(...runs.map(({ aboveIdleMb }) => aboveIdleMb)))} MB (${count(Math.max(...runs.map(({ aboveStartMb }) => aboveStartMb)))})`;
const wallOf = ({ wallSeconds }: SmallRun) => wallSeconds;
const cpuOf = ({ cpuSeconds }: NodeRun) => cpuSeconds;

/** The package as it was at a commit, built with today's development packages; a tarball as it is. */
async function tarballOf(base: string): Promise<string> {
	if (base.endsWith('.tgz')) return base;
	const git = async (...args: string[]) => await promisify(execFile)('git', args, { cwd: projectFolder });
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-base-'));
	await git('worktree', 'add', '--detach', folder, base);
	try {
		await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
		return await packPackage(folder);
	} finally {
		await git('worktree', 'remove', '--force', folder);
		await rm(folder, { recursive: true, force: true });
	}
}
