/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runFloor } from './floor';
import type { FloorRun } from './floor';
import { widths, writeCsv } from './people';
import type { Segment, Width } from './people';
import { heapMb, openSite, runNode } from './site';
import type { NodeRun, Settings, Site, SourceKind } from './site';

export interface ExportRuns {
	kind: SourceKind;
	/** In the order of the sizes, for each width. */
	runs: NodeRun[];
	/** The largest again with 1 % changed; files only. */
	again: NodeRun[];
	floors: Array<FloorRun & { segment: Segment }>;
}

/** Every size has people of its own, with addresses of a usual length. */
const words = ['ann', 'bob', 'eve'];

/** The node at every size and width, one n8n for each width; with a file also the floor and the second run. */
export async function benchExports(kind: SourceKind, settings: Settings): Promise<ExportRuns> {
	const result: ExportRuns = { kind, runs: [], again: [], floors: [] };
	for (const width of Object.keys(widths) as Width[]) {
		settings.note('starting n8n');
		const site = await openSite(settings, heapMb[kind]);
		await benchWidth(site, kind, width, settings, result).finally(async () => await site.close());
	}
	return result;
}

async function benchWidth(site: Site, kind: SourceKind, width: Width, { sizes, folder, note }: Settings, result: ExportRuns): Promise<void> {
	const listOf = (name: string) => site.simulator.account.addList(name).id;
	// What n8n loads at its first execution is not part of any.
	await runNode(site, kind, { word: 'warm', size: 1_000, width }, listOf('Warm-up'));
	for (const [index, size] of sizes.entries()) {
		const segment: Segment = { word: words[index % words.length], size, width };
		const title = `${size.toLocaleString('en-US')} profiles, ${widths[width]}`;
		note(title);
		const listId = listOf(title);
		result.runs.push(await runNode(site, kind, segment, listId));
		if (kind === 'items') continue;
		if (size === Math.max(...sizes)) {
			note(`${title}, again with 1 % changed`);
			result.again.push(await runNode(site, kind, { ...segment, changed: true }, listId));
		}
		note(`${title}, the floor`);
		const file = join(folder, 'segment.csv');
		await writeCsv(segment, file);
		result.floors.push({ segment, ...(await runFloor(site, segment, file)) });
		await rm(file);
	}
}
