/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runFloor } from './floor';
import type { FloorRun } from './floor';
import { widths, writeCsv } from './people';
import type { Segment, Width } from './people';
import { openSite, runNode, startOf, usualStart } from './site';
import { samplesOf, typicalFloor, typicalUsage } from './samples';
import type { NodeRun, Settings, Site, SourceKind } from './site';

export interface ExportRuns {
	kind: SourceKind;
	/** In the order of the sizes, for each width. */
	runs: NodeRun[];
	/** The largest again with 1 % changed; files only. */
	again: NodeRun[];
	floors: Array<FloorRun & { segment: Segment }>;
	/** A million items in an n8n that is started without the arguments that they want. */
	usual: NodeRun[];
}

/** Profiles of the exports that come before all that is measured, and how many of them. */
const warmUpSize = 100_000;
const warmUps = 3;

const million = 1_000_000;

/** Every size has people of its own, with addresses of a usual length. */
const words = ['ann', 'bob', 'eve'];

/** The node at every size and width, one n8n for each width; with a file also the floor and the second run. */
export async function benchExports(kind: SourceKind, settings: Settings): Promise<ExportRuns> {
	const result: ExportRuns = { kind, runs: [], again: [], floors: [], usual: [] };
	for (const width of Object.keys(widths) as Width[]) {
		settings.note('starting n8n');
		const site = await openSite(settings, startOf[kind]);
		await benchWidth(site, kind, width, settings, result).finally(async () => await site.close());
		if (kind === 'file' || !settings.sizes.includes(million)) continue;
		settings.note('starting n8n as usual');
		const usualSite = await openSite(settings, usualStart[kind]);
		await benchUsual(usualSite, width, settings, result).finally(async () => await usualSite.close());
	}
	return result;
}

async function benchWidth(site: Site, kind: SourceKind, width: Width, { sizes, folder, note }: Settings, result: ExportRuns): Promise<void> {
	const listOf = (name: string) => site.simulator.account.addList(name).id;
	await warmUp(site, kind, width, note);
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
		result.runs.push(typicalUsage(runs));
		if (kind === 'items') continue;
		result.floors.push({ segment, ...typicalFloor(floors) });
		await rm(file);
		if (size !== Math.max(...sizes)) continue;
		note(`${title}, again with 1 % changed`);
		result.again.push(await runNode(site, kind, { ...segment, changed: true }, listId));
	}
}

/** n8n runs for months: what it loads and compiles at first is not part of any execution. The floor warms up as well. */
async function warmUp(site: Site, kind: SourceKind, width: Width, note: Settings['note']): Promise<void> {
	note('warming up');
	for (let run = 1; run <= warmUps; run++) await runNode(site, kind, { word: 'warm', size: warmUpSize, width }, site.simulator.account.addList(`Warm-up ${run}`).id);
	site.n8n.settled();
}

async function benchUsual(site: Site, width: Width, { note }: Settings, result: ExportRuns): Promise<void> {
	await warmUp(site, 'items', width, note);
	const segment: Segment = { word: words[0], size: million, width };
	const runs: NodeRun[] = [];
	for (let sample = 1; sample <= samplesOf(segment); sample++) {
		note(`1,000,000 items, ${widths[width]}, in an n8n started as usual, ${sample} of ${samplesOf(segment)}`);
		runs.push(await runNode(site, 'items', segment, site.simulator.account.addList(`As usual ${sample}`).id));
	}
	result.usual.push(typicalUsage(runs));
}
