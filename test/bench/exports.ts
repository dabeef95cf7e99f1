/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Usage } from './benchedN8n';
import { runFloor } from './floor';
import type { FloorRun } from './floor';
import { widths, writeCsv } from './people';
import type { Segment, Width } from './people';
import { heapMb, openSite, runIdle, runNode } from './site';
import { samplesOf, typicalFloor, typicalUsage } from './samples';
import type { NodeRun, Settings, Site, SourceKind } from './site';

export interface ExportRuns {
	kind: SourceKind;
	/** In the order of the sizes, for each width. */
	runs: NodeRun[];
	/** The largest again with 1 % changed; files only. */
	again: NodeRun[];
	floors: Array<FloorRun & { segment: Segment }>;
	/** n8n with a million items and a node that does nothing; the worst stalls of several runs. */
	idle: Array<Usage & { segment: Segment }>;
}

/** Profiles of the exports that come before all that is measured, and how many of them. */
const warmUpSize = 100_000;
const warmUps = 3;

const million = 1_000_000;

/** Every size has people of its own, with addresses of a usual length. */
const words = ['ann', 'bob', 'eve'];

/** The node at every size and width, one n8n for each width; with a file also the floor and the second run. */
export async function benchExports(kind: SourceKind, settings: Settings): Promise<ExportRuns> {
	const result: ExportRuns = { kind, runs: [], again: [], floors: [], idle: [] };
	for (const width of Object.keys(widths) as Width[]) {
		settings.note('starting n8n');
		const site = await openSite(settings, heapMb[kind]);
		await benchWidth(site, kind, width, settings, result).finally(async () => await site.close());
	}
	return result;
}

async function benchWidth(site: Site, kind: SourceKind, width: Width, { sizes, folder, note }: Settings, result: ExportRuns): Promise<void> {
	const listOf = (name: string) => site.simulator.account.addList(name).id;
	// n8n runs for months: what it loads and compiles at first is not part of any execution. The floor warms up as well.
	note('warming up');
	for (let run = 1; run <= warmUps; run++) await runNode(site, kind, { word: 'warm', size: warmUpSize, width }, listOf(`Warm-up ${run}`));
	site.n8n.settled();
	for (const [index, size] of sizes.entries()) {
		const segment: Segment = { word: words[index % words.length], size, width };
		const title = `${size.toLocaleString('en-US')} profiles, ${widths[width]}`;
		const file = join(folder, 'segment.csv');
		if (kind === 'file') await writeCsv(segment, file);
		const runs: NodeRun[] = [];
		const floors: FloorRun[] = [];
		let listId = '';
		// By turns, so that whatever else the machine does befalls both.
		for (let sample = 1; sample <= samplesOf(segment); sample++) {
			note(`${title}, ${sample} of ${samplesOf(segment)}`);
			listId = listOf(`${title}, ${sample}`);
			runs.push(await runNode(site, kind, segment, listId));
			if (kind === 'file') floors.push(await runFloor(site, segment, file));
		}
		const run = typicalUsage(runs);
		result.runs.push(run);
		if (kind === 'items') {
			if (size === million) result.idle.push(await idleOf(site, segment, run.wallSeconds, note));
			continue;
		}
		result.floors.push({ segment, ...typicalFloor(floors) });
		await rm(file);
		if (size !== Math.max(...sizes)) continue;
		note(`${title}, again with 1 % changed`);
		result.again.push(await runNode(site, kind, { ...segment, changed: true }, listId));
	}
}

async function idleOf(site: Site, segment: Segment, seconds: number, note: Settings['note']): Promise<Usage & { segment: Segment }> {
	const runs: Usage[] = [];
	for (let sample = 1; sample <= samplesOf(segment); sample++) {
		note(`${segment.size.toLocaleString('en-US')} items and a node that only waits, ${sample} of ${samplesOf(segment)}`);
		runs.push(await runIdle(site, segment, seconds));
	}
	return { segment, ...typicalUsage(runs) };
}
