/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import type { Simulator } from '../simulator';
import { installedN8n } from '../n8n/support/packPackage';
import { startGuarded } from '../n8n/support/processes';
import { join } from 'node:path';
import { columnsOf, fieldOf } from './people';
import { beforeOthers } from './priority';
import type { Segment } from './people';
import type { Site, Traffic } from './site';
import { trafficOf } from './site';

/** What a bare script reported of itself. */
export interface ScriptRun {
	cpuSeconds: number;
	wallSeconds: number;
	rssMb: number;
}

export interface FloorRun extends ScriptRun, Traffic {}

/** Brings the same file onto a list of its own with the bare script. */
export async function runFloor(site: Site, segment: Segment, file: string): Promise<FloorRun> {
	const { simulator } = site;
	const list = simulator.account.addList(`Floor of ${segment.word}`);
	simulator.requests.clear();
	const told = await runScript<ScriptRun>('floor.mjs', simulator, {
		file,
		listId: list.id,
		token: site.floorToken,
		columns: columnsOf(segment.width).map(fieldOf),
	});
	await simulator.activities.idle();
	const members = simulator.account.memberCount(list);
	if (members !== segment.size) throw new Error(`the floor brought ${members} of ${segment.size} people`);
	return { ...told, ...trafficOf(site) };
}

/** Runs a bare script of this folder on n8n's Node, and gives what it printed. */
export async function runScript<Told extends ScriptRun>(
	name: string,
	simulator: Simulator,
	settings: object,
): Promise<Told> {
	const { node } = await installedN8n();
	const script = await beforeOthers(() =>
		startGuarded(node, [join(__dirname, name)], {
			cwd: __dirname,
			env: { PATH: process.env.PATH, BENCH_FLOOR: JSON.stringify(settings), ...simulator.environment() },
		}),
	);
	const { code, output } = await script.ended;
	if (code !== 0) throw new Error(`${name} ended with code ${code}\n${output.slice(-4_000)}`);
	return JSON.parse(output) as Told;
}
