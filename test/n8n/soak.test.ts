/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { startSimulator } from '../simulator';
import type { ActivityFate, Fault, Simulator } from '../simulator';
import { keepFigures } from '../support/figures';
import type { DailyRates } from '../support/segmentLife';
import { seededRandom } from '../support/segmentLife';
import { harmDone, Lane, noHarm } from './support/lane';
import { startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { until } from './support/processes';
import { packedTarball } from './support/world';

/** `npm run test:long` asks for 200. */
const exports = Number(process.env.TEST_EXPORTS ?? 20);
const seed = Number(process.env.TEST_SEED ?? 20_261_124);
const laneCount = 10;
const rounds = Math.ceil(exports / laneCount);
/** So many exports are too few to tell a leak from a process that is still warming up. */
const judgesMemory = exports >= 200;
const day: DailyRates = {
	joiners: 20,
	leavers: 25,
	returners: 6,
	renamed: 20,
	optOuts: 6,
	unsubscribes: 2,
	deletions: 2,
	byHand: 3,
};

const random = seededRandom(seed);
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)];

let simulator: Simulator;
let n8n: N8n;
let lanes: Lane[];
let folder: string;
let memoryFile: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'constant-contact-soak-'));
	memoryFile = join(folder, 'memory');
	await writeFile(memoryFile, '');
	simulator = await startSimulator({ seed });
	lanes = Array.from({ length: laneCount }, (_, n) => new Lane(simulator, { name: `lane${n}`, size: 1_000, random }));
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: { ...simulator.environment(), MEMORY_FILE: memoryFile },
		nodeOptions: `--import=${pathToFileURL(join(__dirname, 'support/inside/memory.mjs')).href}`,
		credentials: lanes.map(({ credential }) => credential),
	});
	for (const lane of lanes) await lane.open(n8n);
});

afterAll(async () => {
	await n8n?.stop();
	await Promise.all((lanes ?? []).map(async (lane) => await lane.close()));
	await simulator?.close();
	await rm(folder, { recursive: true, force: true });
});

/** What a request may meet. Those for tokens are left alone: a lost renewal ends a connection, as everybody's. */
const requestFaults: ReadonlyArray<Pick<Fault, 'kind' | 'times' | 'delayMs'>> = [
	{ kind: 'throttled', times: 3 },
	{ kind: 'html500' },
	{ kind: 'html503', times: 2 },
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'cutAnswer' },
	{ kind: 'malformedJson' },
	{ kind: 'slow', delayMs: 2_000 },
	{ kind: 'unauthorized' },
	{ kind: 'forbidden' },
	{ kind: 'notFound' },
	{ kind: 'conflict' },
	{ kind: 'quotaExceeded' },
	{ kind: 'queueFull' },
];
const requestPaths = [
	/./,
	/contacts_json_import$/,
	/contact_exports/,
	/\/contacts$/,
	/contact_lists/,
	/contacts_taggings_/,
	/remove_list_memberships$/,
	/\/activities$/,
];
const jobFaults: readonly ActivityFate[] = (
	['import', 'export', 'addTags', 'removeTags', 'removeFromLists'] as const
).flatMap((kind) => (['failed', 'timed_out', 'cancelled', 'vanishes'] as const).map((outcome) => ({ kind, outcome })));

/** One to three faults for the exports that begin now; who meets them is chance. */
function addFaults(): void {
	for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
		if (random() < 0.75)
			simulator.faults.add({
				...pick(requestFaults),
				host: 'api.cc.email',
				path: pick(requestPaths),
				after: Math.floor(random() * 20),
			});
		else
			simulator.faults.activities.add({
				...pick(jobFaults),
				after: Math.floor(random() * 4),
				share: pick([0, 0.3, 1]),
			});
	}
}

interface Told {
	lane: string;
	/** What each attempt stopped with; the last one did not. */
	stops: string[];
	wrong: string[];
}

/** An export as somebody has it who starts it again when it stops with a message. */
async function exportUntilDone(lane: Lane): Promise<Told> {
	const stops: string[] = [];
	for (;;) {
		const { error } = await n8n.execute(lane.workflowId);
		if (error === undefined) return { lane: lane.options.name, stops, wrong: lane.differences() };
		stops.push(error.message);
		if (stops.length > 8) throw new Error(`${lane.options.name} does not get done: ${stops.join(' | ')}`);
	}
}

interface Memory {
	exports: number;
	heapMb: number;
	rssMb: number;
}

/** What n8n's process holds after its garbage was collected; nothing runs in it meanwhile. */
async function memoryAfter(done: number): Promise<Memory> {
	await sleep(1_000);
	const before = (await readFile(memoryFile, 'utf8')).length;
	process.kill(await n8n.pid(), 'SIGUSR2');
	const told = async () => (await readFile(memoryFile, 'utf8')).slice(before);
	await until(async () => (await told()).endsWith('\n'), 'n8n tells its memory');
	const { heapUsed, external, arrayBuffers, rss } = JSON.parse(await told()) as NodeJS.MemoryUsage;
	// What an export remembers counts as a buffer, and not as external memory (nodes/shared/uncountedMemory.ts).
	return { exports: done, heapMb: (heapUsed + Math.max(external, arrayBuffers)) / 1e6, rssMb: rss / 1e6 };
}

it(`${exports} exports in one n8n with faults at random: every list is right after each, and an export that stopped was only to be started again`, async () => {
	const told: Told[] = [];
	const memory: Memory[] = [];
	for (let round = 1; round <= rounds; round++) {
		if (round > 1) for (const lane of lanes) lane.passDay(day);
		for (let n = 0; n < laneCount; n++) addFaults();
		told.push(...(await Promise.all(lanes.map(exportUntilDone))));
		simulator.faults.clear();
		memory.push(await memoryAfter(round * laneCount));
	}
	const stops = told.flatMap((each) => each.stops);
	const [after20th, last] = [memory[1], memory[memory.length - 1]];
	keepFigures('soak', [
		{
			exports: told.length,
			seed,
			stopped: stops.length,
			faults: { ...simulator.faults.struck },
			wrong: told.flatMap(({ wrong }) => wrong).length,
			heapMbAfter20: after20th.heapMb,
			heapMbAtEnd: last.heapMb,
			rssMbAfter20: after20th.rssMb,
			rssMbAtEnd: last.rssMb,
		},
		...memory.map((each) => ({ memory: each })),
		...countBy(stops).map(([message, times]) => ({ stop: message, times })),
	]);
	process.stdout.write(
		`${told.length} exports, ${stops.length} stopped and started again; heap ${memory.map(({ heapMb }) => heapMb.toFixed(0)).join(' ')} MB; resident ${memory.map(({ rssMb }) => rssMb.toFixed(0)).join(' ')} MB; faults ${JSON.stringify(simulator.faults.struck)}\n`,
	);
	process.stdout.write(
		`${countBy(stops)
			.map(([message, times]) => `${times} × ${message}`)
			.join('\n')}\n`,
	);

	expect(
		told.filter(({ wrong }) => wrong.length > 0).map(({ lane, wrong }) => ({ lane, wrong: wrong.slice(0, 5) })),
	).toEqual([]);
	expect(harmDone(simulator, lanes)).toEqual(noHarm);
	// In words that we chose, every time.
	expect(stops.filter((message) => /unexpectedly|undefined|\bnull\b|TypeError/.test(message))).toEqual([]);
	const struck = Object.values(simulator.faults.struck).reduce((sum, times) => sum + times, 0);
	expect(struck).toBeGreaterThan(exports / 2);
	if (judgesMemory) {
		expect(last.heapMb / after20th.heapMb).toBeLessThan(1.1);
		expect(last.rssMb / after20th.rssMb).toBeLessThan(1.1);
	}
});

function countBy(texts: readonly string[]): Array<[string, number]> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a);
}
