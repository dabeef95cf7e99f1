/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { installedN8n } from '../n8n/support/packPackage';
import { startGuarded } from '../n8n/support/processes';
import { join } from 'node:path';
import { columnsOf, fieldOf } from './people';
import { beforeOthers } from './priority';
import type { Segment } from './people';
import type { Site, Traffic } from './site';
import { trafficOf } from './site';

export interface FloorRun extends Traffic {
	cpuSeconds: number;
	wallSeconds: number;
	rssMb: number;
}

/** Brings the same file onto a list of its own with the bare script, on n8n's Node. */
export async function runFloor(site: Site, segment: Segment, file: string): Promise<FloorRun> {
	const { simulator } = site;
	const list = simulator.account.addList(`Floor of ${segment.word}`);
	simulator.requests.clear();
	const settings = {
		file,
		listId: list.id,
		token: site.floorToken,
		columns: columnsOf(segment.width).map(fieldOf),
	};
	const { node } = await installedN8n();
	const script = await beforeOthers(() =>
		startGuarded(node, [join(__dirname, 'floor.mjs')], {
			cwd: __dirname,
			env: { PATH: process.env.PATH, BENCH_FLOOR: JSON.stringify(settings), ...simulator.environment() },
		}),
	);
	const { code, output } = await script.ended;
	if (code !== 0) throw new Error(`the floor ended with code ${code}\n${output.slice(-4_000)}`);
	await simulator.activities.idle();
	const members = simulator.account.memberCount(list);
	if (members !== segment.size) throw new Error(`the floor brought ${members} of ${segment.size} people`);
	return { ...(JSON.parse(output) as Omit<FloorRun, keyof Traffic>), ...trafficOf(site) };
}
