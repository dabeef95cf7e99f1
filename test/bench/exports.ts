/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nStart } from './benchedN8n';
import { runFloor } from './floor';
import type { FloorRun } from './floor';
import { widths, writeCsv } from './people';
import type { Segment, Width } from './people';
import { openSite, runNode, startOf, usualStart } from './site';
import { samplesOf, typicalFloor, typicalUsage, warmUp } from './samples';
import type { NodeRun, Settings, Site, SourceKind } from './site';

interface MeasuredRuns {
	kind: SourceKind;
	/** In the order of the sizes, for each width. */
	runs: NodeRun[];
	/** The largest again with 1 % changed; files only. */
	again: NodeRun[];
	floors: Array<FloorRun & { segment: Segment }>;
}

export interface ExportRuns extends MeasuredRuns {
	/** A million items in an n8n that is started without the arguments that they want. */
	usual: NodeRun[];
}

const million = 1_000_000;

/** Every size has people of its own, with addresses of a usual length. */
const words = ['ann', 'bob', 'eve'];

/**
 * The node at every size and width, one n8n for each width; with a file also the floor and the second run, with a
 * million items the same in an n8n started as usual.
 */
export async function benchExports(kind: SourceKind, settings: Settings): Promise<ExportRuns> {
	const result: ExportRuns = { ...nothingYet(kind), usual: [] };
	const { sizes, note } = settings;
	for (const width of Object.keys(widths) as Width[]) {
		await benchWidth(startOf[kind], width, settings, result);
		if (kind === 'file' || !sizes.includes(million)) continue;
		const usual = nothingYet(kind);
		await benchWidth(
			usualStart[kind],
			width,
			{ ...settings, sizes: [million], note: (text) => note(`as usual: ${text}`) },
			usual,
		);
		result.usual.push(...usual.runs);
	}
	return result;
}

const nothingYet = (kind: SourceKind): MeasuredRuns => ({ kind, runs: [], again: [], floors: [] });

async function benchWidth(start: N8nStart, width: Width, settings: Settings, result: MeasuredRuns): Promise<void> {
	settings.note('starting n8n');
	const site = await openSite(settings, start);
	await measureWidth(site, width, settings, result).finally(async () => await site.close());
}

async function measureWidth(
	site: Site,
	width: Width,
	{ sizes, folder, note }: Settings,
	{ kind, runs: allRuns, again, floors: allFloors }: MeasuredRuns,
): Promise<void> {
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
		// By turns, so that whatever else the machine does happens to both.
		for (let sample = 1; sample <= samplesOf(segment); sample++) {
			note(`${title}, ${sample} of ${samplesOf(segment)}`);
			listId = listOf(`${title}, ${sample}`);
			runs.push(await runNode(site, kind, segment, listId));
			if (kind === 'file') floors.push(await runFloor(site, segment, file));
		}
		allRuns.push(typicalUsage(runs));
		if (kind === 'items') continue;
		allFloors.push({ segment, ...typicalFloor(floors) });
		await rm(file);
		if (size !== Math.max(...sizes)) continue;
		note(`${title}, again with 1 % changed`);
		again.push(await runNode(site, kind, { ...segment, changed: true }, listId));
	}
}
