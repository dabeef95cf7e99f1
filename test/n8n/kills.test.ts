/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

import { startSimulator } from '../simulator';
import type { ArrivingRequest, Simulator } from '../simulator';
import { keepFigures } from '../support/figures';
import type { DailyRates } from '../support/segmentLife';
import { seededRandom } from '../support/segmentLife';
import { harmDone, Lane, noHarm } from './support/lane';
import { startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { packedTarball } from './support/world';

/** `npm run test:long` asks for more kills, and for others. */
const kills = Number(process.env.TEST_KILLS ?? 2);
const seed = Number(process.env.TEST_SEED ?? 20_261_124);
const profiles = 50_000;
const day: DailyRates = {
	joiners: 300,
	leavers: 400,
	returners: 80,
	renamed: 300,
	optOuts: 60,
	unsubscribes: 20,
	deletions: 20,
	byHand: 20,
};

const random = seededRandom(seed);
let simulator: Simulator;
let n8n: N8n;
let lanes: readonly [Lane, Lane];

beforeAll(async () => {
	simulator = await startSimulator({ seed });
	lanes = [
		new Lane(simulator, { name: 'north', size: profiles, random }),
		new Lane(simulator, { name: 'south', size: profiles, random }),
	];
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: simulator.environment(),
		credentials: lanes.map(({ credential }) => credential),
	});
	for (const lane of lanes) await lane.open(n8n);
});

afterAll(async () => {
	await n8n?.stop();
	await Promise.all((lanes ?? []).map(async (lane) => await lane.close()));
	await simulator?.close();
});

/** How far a run of a lane has come, seen from Constant Contact. */
interface Progress {
	requests: number;
	/** The request that came in last. */
	last: string;
}

/** Counts the requests of each lane's run from now on. */
function watch(): {
	progress: Progress[];
	stop: () => void;
	onRequest: (tell: (lane: number, requests: number) => void) => void;
} {
	const progress = lanes.map((): Progress => ({ requests: 0, last: 'none yet' }));
	let told: (lane: number, requests: number) => void = () => undefined;
	const stop = simulator.faults.onRequest(({ clientId, method, path }: ArrivingRequest) => {
		const lane = lanes.findIndex(({ credential }) => credential.data.clientId === clientId);
		if (lane < 0) return undefined;
		progress[lane].requests++;
		progress[lane].last = `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`;
		told(lane, progress[lane].requests);
		return undefined;
	});
	return { progress, stop, onRequest: (tell) => (told = tell) };
}

/**
 * When n8n is killed: so long after so many requests of one of the two runs, the other one being elsewhere in its own.
 */
interface Moment {
	lane: number;
	requests: number;
	afterMs: number;
	/** How much later that run starts than the other one; negative if it starts first. */
	startsLaterMs: number;
}

/**
 * Requests and milliseconds that a run takes, roughly; the first one onto a list has nobody to take off it. A busy
 * machine looks at its jobs less often.
 */
const wholeRun = { requests: 24, firstRequests: 14, ms: 7_000 };

/** Spread over the whole run, in any order: each kill has a stretch of its own, and a place in it by chance. */
function drawMoments(): Moment[] {
	const stretches = Array.from({ length: kills }, (_, n) => ({ n, order: random() })).sort((a, b) => a.order - b.order);
	return stretches.map(({ n }, index) => {
		const position = (n + random()) / kills;
		const requests = index === 0 ? wholeRun.firstRequests : wholeRun.requests;
		return {
			lane: index % 2,
			requests: Math.max(1, Math.round(position * requests)),
			afterMs: Math.round(random() * 500),
			startsLaterMs: Math.round((random() - position) * wholeRun.ms),
		};
	});
}

/** Both lanes are being mirrored; then n8n is gone. Gives the executions and how far they had come. */
async function runAndKill({
	lane,
	requests,
	afterMs,
	startsLaterMs,
}: Moment): Promise<{ executions: string[]; progress: Progress[] }> {
	const { progress, stop, onRequest } = watch();
	const pid = await n8n.pid();
	const killed = new Promise<void>((resolve) => {
		onRequest((from, count) => {
			if (from !== lane || count !== requests) return;
			setTimeout(() => {
				process.kill(pid, 'SIGKILL');
				resolve();
			}, afterMs);
		});
	});
	const executions: string[] = [];
	const start = async (which: number) => (executions[which] = await n8n.startExecution(lanes[which].workflowId));
	const [first, second] = startsLaterMs > 0 ? [1 - lane, lane] : [lane, 1 - lane];
	await start(first);
	await Promise.race([killed, sleep(Math.abs(startsLaterMs))]);
	// The other one may not have begun when n8n is killed.
	await start(second).catch(() => undefined);
	// A run that takes fewer requests than that has ended: then n8n dies idle.
	await Promise.race([killed, n8n.waitFor(executions[lane]).catch(async () => await killed)]);
	await n8n.kill();
	stop();
	return { executions, progress: progress.map((each) => ({ ...each })) };
}

it(`killed ${kills} times in the middle of two mirror runs of ${profiles.toLocaleString('en-US')} profiles, n8n finds every list right after one more run of each, and nothing is left behind`, async () => {
	const moments = drawMoments();
	const told: Array<Record<string, unknown>> = [];
	let broken = 0;
	for (const [round, moment] of moments.entries()) {
		if (round > 0) for (const lane of lanes) lane.passDay(day);
		const { executions, progress } = await runAndKill(moment);
		await n8n.start();
		const states = await Promise.all(
			lanes.map(async (_lane, index) =>
				executions[index] === undefined
					? 'not begun'
					: (await n8n.rest<{ status: string }>('GET', `/executions/${executions[index]}`)).status,
			),
		);

		const { progress: again, stop } = watch();
		const reruns = await Promise.all(lanes.map(async ({ workflowId }) => await n8n.execute(workflowId)));
		stop();
		for (const [index, lane] of lanes.entries()) {
			const wasBroken = !['success', 'not begun'].includes(states[index]);
			if (wasBroken) broken++;
			const where = `kill ${round + 1}, ${lane.options.name}, after request ${progress[index].requests} (${progress[index].last})`;
			const wrong = lane.differences();
			told.push({
				kill: round + 1,
				lane: lane.options.name,
				after: progress[index].requests,
				last: progress[index].last,
				told: wasBroken ? 'broken' : states[index] === 'success' ? 'had ended' : 'had not begun',
				rerun: reruns[index].status,
				requests: again[index].requests,
				members: simulator.account.memberCount(lane.list),
				wrong: wrong.length,
				scratchLists: lane.scratchLists().length,
			});
			expect({
				where,
				error: reruns[index].error?.message,
				wrong: wrong.slice(0, 5),
				scratchLists: lane.scratchLists(),
			}).toEqual({ where, error: undefined, wrong: [], scratchLists: [] });
		}
		expect(harmDone(simulator, lanes)).toEqual(noHarm);
	}
	keepFigures('kills', told);
	process.stdout.write(`${told.map((row) => Object.values(row).join(' · ')).join('\n')}\n`);
	// A kill that struck nobody would show nothing.
	expect(broken).toBeGreaterThanOrEqual(kills);
});
