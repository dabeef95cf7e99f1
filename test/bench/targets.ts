import type { Usage } from './benchedN8n';
import type { Part, Results } from './report';
import { growthOf } from './lines';
import type { Point } from './lines';
import { markdownTable } from './markdown';
import type { NodeRun } from './site';

interface Target {
	part: Part;
	what: string;
	aim: string;
	measured: string;
	isMet: boolean;
}

const million = 1_000_000;
const ofMillion = (runs: NodeRun[], width: 'names' | 'custom') =>
	runs.filter(({ segment }) => segment.width === width && segment.size === million).at(-1);
const megabytes = (value: number) => `${value.toFixed(0)} MB`;

/** What the project promises of a part, held against the run. Only with a million profiles. */
export function targetsTable(results: Results, part: Part): string {
	const targets = targetsOf(results).filter((target) => target.part === part);
	if (targets.length === 0) return '';
	return markdownTable(
		['promise', 'aim', 'measured', ''],
		targets.map(({ what, aim, measured, isMet }) => [what, aim, measured, isMet ? 'met' : '**missed**']),
	);
}

function targetsOf({
	own,
	ownFile,
	ownHold,
	ownMemory,
	file,
	items,
	today,
	customerInsights,
	largest,
}: Results): Target[] {
	const targets: Target[] = [];
	const atMost = (part: Part, what: string, limit: number, value: number, show: (value: number) => string) =>
		targets.push({ part, what, aim: `at most ${show(limit)}`, measured: show(value), isMet: value <= limit });
	const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
	const ratio = (value: number) => `${value.toFixed(2)}×`;
	if (own) atMost('own', 'own time, items, to a bare loop', 2, own.nodeMs / own.bareMs, ratio);
	if (ownFile) {
		atMost('own', 'own time, file packed by gzip, to the plain one', 1.4, ownFile.ms.gzip / ownFile.ms.plain, ratio);
		atMost('own', 'own time, file in UTF-16, to the one in UTF-8', 1.4, ownFile.ms.utf16 / ownFile.ms.plain, ratio);
	}
	const fileRun = file && ofMillion(file.runs, 'names');
	const floor = file?.floors.find(({ segment }) => segment.size === million && segment.width === 'names');
	const again = file && ofMillion(file.again, 'names');
	if (ownHold) {
		const longest = Math.max(...ownHold.longestMs.map(({ ms }) => ms));
		atMost('own', 'longest step over 3,000 email cells of 1,000 characters', 50, longest, milliseconds);
	}
	if (ownMemory) {
		const [few, many] = ownMemory.held.map(({ bytesEach }) => bytesEach);
		const bytes = (value: number) => `${value.toFixed(0)} bytes`;
		atMost('own', 'memory of a person with 30 optional columns, above that with three columns', 60, many - few, bytes);
	}
	if (file && fileRun && floor) {
		targets.push({
			part: 'file',
			what: 'file, 1M: import requests for email + names',
			aim: '25',
			measured: String(fileRun.imports),
			isMet: fileRun.imports === 25,
		});
		atMost('file', 'file, 1M: CPU to the floor', 1.5, fileRun.cpuSeconds / floor.cpuSeconds, ratio);
		atMost('file', 'file, 1M, new list: memory above idle', 250, fileRun.aboveIdleMb, megabytes);
		atMost(
			'file',
			'file, 1M, again with 1 % changed: memory above idle',
			500,
			again?.aboveIdleMb ?? Infinity,
			megabytes,
		);
		targets.push({
			part: 'file',
			what: 'file, 1M, again with 1 % changed: profiles sent',
			aim: '10000',
			measured: String(again?.sent),
			isMet: again?.sent === million / 100,
		});
	}
	const itemsRun = items && ofMillion(items.runs, 'names');
	if (itemsRun && floor)
		atMost('items', 'items, 1M: CPU to the floor of the file', 2, itemsRun.cpuSeconds / floor.cpuSeconds, ratio);
	if (itemsRun && today) {
		const each = today.evaluated.cpuSeconds / today.evaluated.segment.size / (itemsRun.cpuSeconds / million);
		targets.push({
			part: 'items',
			what: 'items, 1M: less CPU for each than three evaluated expressions',
			aim: 'at least 100×',
			measured: `${each.toFixed(0)}×`,
			isMet: each >= 100,
		});
	}
	for (const { kind, runs, again } of [file, items].filter((part) => part !== undefined)) {
		const all = [...runs, ...again];
		if (all.some(({ segment }) => segment.size === million)) {
			const longest = (of: (run: NodeRun) => number) => Math.max(...all.map(of));
			const stall = `${kind}: longest stall of the event loop in all of these`;
			atMost(
				kind,
				`${stall}, with the wait for a processor`,
				100,
				longest(({ stallMs }) => stallMs),
				milliseconds,
			);
			atMost(
				kind,
				`${stall}, by work alone`,
				100,
				longest(({ workStallMs }) => workStallMs),
				milliseconds,
			);
			atMost(
				kind,
				`${stall}, with the wait, apart from V8's pauses to collect n8n's garbage`,
				100,
				longest(({ stallWithoutGcMs }) => stallWithoutGcMs),
				milliseconds,
			);
		}
		const three = runs.filter(({ segment }) => segment.width === 'names');
		if (three.length !== 3) continue;
		const [small, middle, large] = three.map(({ segment, leastCpuSeconds }) => ({
			size: segment.size,
			cost: leastCpuSeconds,
		}));
		const what = `${kind}: least CPU at 100k, to the straight line from 10k to 1M`;
		targets.push({ part: kind, what, ...onStraightLine([small, middle, large]) });
	}
	const read = customerInsights?.find(({ run }) => run.members === million);
	if (read) {
		const { run, exported, floor } = read;
		const most = (of: (usage: Usage) => number) => Math.max(of(run), of(exported));
		atMost(
			'customer-insights',
			'Customer Insights, 1M: CPU to the floor',
			1.5,
			run.cpuSeconds / floor.cpuSeconds,
			ratio,
		);
		atMost('customer-insights', 'Customer Insights, 1M: requests to Dataverse', 520, run.requests, String);
		atMost(
			'customer-insights',
			'Customer Insights, 1M to a list: requests to Constant Contact',
			45,
			exported.requests,
			String,
		);
		atMost(
			'customer-insights',
			'Customer Insights, 1M to a list: memory above idle',
			300,
			most(({ aboveIdleMb }) => aboveIdleMb),
			megabytes,
		);
		atMost(
			'customer-insights',
			'Customer Insights, 1M to a list: longest stall',
			100,
			most(({ stallMs }) => stallMs),
			milliseconds,
		);
	}
	if (largest) {
		const { growing, mirror } = largest;
		const [small, middle, large] = growing.map(({ segment, leastCpuSeconds, aboveIdleMb }) => ({
			size: segment.size,
			cost: leastCpuSeconds,
			aboveIdleMb,
		}));
		const what = 'file: least CPU at 1M, to the straight line from 100k to 3M';
		targets.push({ part: 'largest', what, ...onStraightLine([small, middle, large]) });
		const each = ((large.aboveIdleMb - middle.aboveIdleMb) * 1e6) / (large.size - middle.size);
		atMost(
			'largest',
			'file, 3M: memory for each profile beyond the million',
			60,
			each,
			(bytes) => `${bytes.toFixed(0)} bytes`,
		);
		atMost('largest', 'mirror, 1M, 200,000 taken off: memory above idle', 250, mirror.aboveIdleMb, megabytes);
	}
	return targets;
}

/** A straight line is missed on either side. */
function onStraightLine(points: [Point, Point, Point]): Pick<Target, 'aim' | 'measured' | 'isMet'> {
	const { offLine } = growthOf(points);
	return {
		aim: 'at most 20 % off',
		measured: `${offLine > 0 ? '+' : ''}${(offLine * 100).toFixed(0)} %`,
		isMet: Math.abs(offLine) <= 0.2,
	};
}
