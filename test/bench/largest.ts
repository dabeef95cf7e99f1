import { runNode, openSite, usualStart } from './site';
import { typicalUsage, warmUp } from './samples';
import type { NodeRun, Settings } from './site';

/** What goes beyond a million, and what takes most memory: from files, in an n8n with the heap of a small machine. */
export interface LargestRuns {
	/** To new lists, in the order of their sizes. */
	growing: NodeRun[];
	/** A list that mirrored a million loses a fifth of them. */
	mirror: NodeRun;
}

const sizes = [100_000, 1_000_000, 3_000_000];
const mirrored = 1_000_000;
const staying = 800_000;
const parameters = { syncMode: 'mirror', options: { maximumRemovalPercent: 20 } };

/** A run of 100,000 is short: what else n8n does in it is luck. */
const samplesOf = (size: number) => (size > 100_000 ? 1 : 5);

export async function benchLargest(settings: Settings): Promise<LargestRuns> {
	const { note } = settings;
	note('starting n8n');
	const site = await openSite(settings, usualStart.file);
	const newList = (name: string) => site.simulator.account.addList(name).id;
	try {
		await warmUp(site, 'file', 'names', note);
		const growing: NodeRun[] = [];
		for (const size of sizes) {
			const runs: NodeRun[] = [];
			for (let sample = 1; sample <= samplesOf(size); sample++) {
				const title = `${size.toLocaleString('en-US')} profiles, ${sample}`;
				note(title);
				runs.push(await runNode(site, 'file', { word: `large${size}`, size, width: 'names' }, newList(title)));
			}
			growing.push(typicalUsage(runs));
		}
		note('a mirror that takes off 200,000');
		const listId = newList('Mirror');
		const segment = { word: 'mirror', width: 'names' } as const;
		await runNode(site, 'file', { ...segment, size: mirrored }, listId, { parameters });
		const mirror = await runNode(site, 'file', { ...segment, size: staying }, listId, { parameters });
		return { growing, mirror };
	} finally {
		await site.close();
	}
}
