/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { cpus, totalmem } from 'node:os';

import type { Usage } from './benchedN8n';
import type { CustomerInsightsRuns } from './customerInsights';
import type { ExportRuns } from './exports';
import type { LargestRuns } from './largest';
import { growthOf } from './lines';
import { count, markdownTable, seconds, times } from './markdown';
import type { Cell } from './markdown';
import type { OwnFileTime } from './ownFileTime';
import type { OwnHold } from './ownHold';
import type { OwnMemory } from './ownMemory';
import type { OwnTime } from './ownTime';
import { widths } from './people';
import type { Width } from './people';
import { startOf } from './site';
import { targetsTable } from './targets';
import type { NodeRun } from './site';
import type { TodayRuns } from './today';

export interface Results {
	own?: OwnTime;
	ownFile?: OwnFileTime;
	ownHold?: OwnHold;
	ownMemory?: OwnMemory;
	file?: ExportRuns;
	items?: ExportRuns;
	today?: TodayRuns;
	customerInsights?: CustomerInsightsRuns;
	largest?: LargestRuns;
}

/** What can be measured by itself. The items' promises are held against the file's floor and what one builds today. */
export const parts = ['own', 'file', 'items', 'today', 'customer-insights', 'largest'] as const;
export type Part = (typeof parts)[number];

export function madeBy(versions: { node: string; n8n: string }, command: string): string {
	const [{ model }] = cpus();
	return `Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}: n8n ${versions.n8n} on Node ${versions.node}, ${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB.`;
}

/** A part that was measured, with its promises; undefined if it was not. */
export function partSection(results: Results, part: Part): string | undefined {
	const { own, ownFile, ownHold, ownMemory, file, items, today, customerInsights, largest } = results;
	const sections: Record<Part, ReadonlyArray<string | undefined>> = {
		own: [
			own && ownSection(own),
			ownFile && ownFileSection(ownFile),
			ownHold && ownHoldSection(ownHold),
			ownMemory && ownMemorySection(ownMemory),
		],
		file: [file && fileSection(file), file && growthSection(file)],
		items: [items && itemsSection(items), items && growthSection(items)],
		today: [today && todaySection(today)],
		'customer-insights': [customerInsights && customerInsightsSection(customerInsights)],
		largest: [largest && largestSection(largest)],
	};
	const measured = sections[part].filter((section) => section !== undefined && section !== '');
	if (measured.length === 0) return undefined;
	return [...measured, targetsTable(results, part)].filter((text) => text !== '').join('\n\n');
}

function ownSection({ rows, rounds, bareMs, nodeMs }: OwnTime): string {
	return [
		'## Own time, without n8n',
		'',
		`${count(rows)} items with three mapped fields, from items to import bodies; of each the quickest of ${rounds} rounds by turns in one process.`,
		'',
		markdownTable(
			['', 'CPU', 'ratio'],
			[
				['bare loop: read, stringify, encode', `${bareMs.toFixed(0)} ms`, '1.00×'],
				[
					'the node: map, check, merge duplicates, compare with an empty list, batch',
					`${nodeMs.toFixed(0)} ms`,
					times(nodeMs / bareMs),
				],
			],
		),
	].join('\n');
}

function ownFileSection({ rows, rounds, ms, bytes }: OwnFileTime): string {
	const row = (what: string, form: keyof OwnFileTime['ms']): Cell[] => [
		what,
		`${(bytes[form] / 1e6).toFixed(1)} MB`,
		`${ms[form].toFixed(0)} ms`,
		times(ms[form] / ms.plain),
	];
	return [
		'## Own time from a file, without n8n',
		'',
		`${count(rows)} profiles with email and names, from the file to import bodies (it is read twice), all threads; of each the quickest of ${rounds} rounds by turns in one process.`,
		'',
		markdownTable(
			['', 'file', 'CPU', 'ratio'],
			[row('CSV in UTF-8', 'plain'), row('the same packed by gzip', 'gzip'), row('the same in UTF-16', 'utf16')],
		),
	].join('\n');
}

function ownHoldSection({ cells, characters, rounds, longestMs }: OwnHold): string {
	return [
		'## The longest step over long email cells, without n8n',
		'',
		`${count(cells)} items whose email field holds ${count(characters)} characters, none of which can be exported, so that a mirror looks in them for everybody who may be meant: the longest time between two moments at which others may use the event loop, of each text the quietest of ${rounds} rounds.`,
		'',
		markdownTable(
			['what the cells hold', 'longest step'],
			longestMs.map(({ what, ms }) => [what, `${ms.toFixed(1)} ms`]),
		),
	].join('\n');
}

function ownMemorySection({ people, held }: OwnMemory): string {
	return [
		'## What is remembered of a person of a file, without n8n',
		'',
		`${count(people)} people of a CSV file whose optional columns are filled by chance, each value there or not: what the node holds of each of them once it has read the file and before it asks Constant Contact, after garbage was collected.`,
		'',
		markdownTable(
			['columns', 'bytes a person'],
			held.map(({ columns, bytesEach }) => [columns, bytesEach.toFixed(1)]),
		),
	].join('\n');
}

const stallCell = (run: Usage) => `${count(run.stallMs)} (${count(run.stallCpuMs)} + ${count(run.stallQueueMs)})`;

const runHead = [
	'profiles',
	'fields',
	'wall s',
	'CPU s (least)',
	'of it GC',
	'idle s',
	'requests',
	'imports',
	'sent MB',
	'above idle MB',
	'above fresh MB',
	'above start MB',
	'stall ms',
	'work stall ms',
	'without GC ms',
];

function runCells(run: NodeRun): Cell[] {
	return [
		count(run.segment.size),
		widths[run.segment.width],
		seconds(run.wallSeconds),
		`${seconds(run.cpuSeconds)} (${seconds(run.leastCpuSeconds)})`,
		seconds(run.gcSeconds),
		seconds(run.idleCpuSeconds),
		run.requests,
		run.imports,
		run.sentMb.toFixed(1),
		count(run.aboveIdleMb),
		count(run.aboveFreshMb),
		count(run.aboveStartMb),
		stallCell(run),
		count(run.workStallMs),
		count(run.stallWithoutGcMs),
	];
}

function fileSection({ runs, again, floors }: ExportRuns): string {
	const ratios = runs.map((run, index) => {
		const floor = floors[index];
		const sameBytes = run.importBytes === floor.importBytes && run.imports === floor.imports;
		return [
			count(run.segment.size),
			widths[run.segment.width],
			seconds(floor.wallSeconds),
			seconds(floor.cpuSeconds),
			count(floor.rssMb),
			sameBytes ? 'the same' : `${floor.imports} imports, ${count(floor.importBytes)} bytes`,
			times(run.cpuSeconds / floor.cpuSeconds),
			times(run.wallSeconds / floor.wallSeconds),
		];
	});
	return [
		'## From a file',
		'',
		`A CSV file in n8n's binary store (filesystem), a new list; n8n with \`--max-old-space-size=${startOf.file.heapMb}\`. Everybody was on the list afterwards, no row cut off.`,
		'',
		markdownTable(runHead, runs.map(runCells)),
		'',
		'Against the list that holds them already, 1 % changed:',
		'',
		markdownTable(
			[...runHead, 'profiles sent'],
			again.map((run) => [...runCells(run), count(run.sent)]),
		),
		'',
		'The floor: a bare Node script that streams the same file, splits it at line breaks and commas, posts the same bodies at the same pace and waits for the imports. It checks, compares and remembers nothing. It packs 100,000 rows before its time counts, as n8n has exported 100,000 before.',
		'',
		markdownTable(
			['profiles', 'fields', 'floor wall s', 'floor CPU s', 'floor RSS MB', 'bodies', 'node / floor: CPU', 'wall'],
			ratios,
		),
	].join('\n');
}

function largestSection({ growing, mirror }: LargestRuns): string {
	return [
		'## Beyond a million',
		'',
		`From CSV files to new lists, one n8n with \`--max-old-space-size=${startOf.file.heapMb}\`; the smallest measured five times, the others once.`,
		'',
		markdownTable(runHead, growing.map(runCells)),
		'',
		'Mirrored: of a million on the list 200,000 are no longer in the file.',
		'',
		markdownTable(runHead, [runCells(mirror)]),
	].join('\n');
}

const itemsHead = [...runHead, 'handing over ms'];
const itemsCells = (run: NodeRun): Cell[] => [...runCells(run), count(run.handingMs)];

function itemsSection({ runs, usual }: ExportRuns): string {
	const { heapMb, nodeArguments = [] } = startOf.items;
	const asUsual = [
		'',
		`The same in an n8n of its own, started with \`--max-old-space-size=${heapMb}\` alone. No promise is held against these: while the node waits, n8n is quiet, and V8 takes that for a good time to look through all the items, now and then at a stretch.`,
		'',
		markdownTable(itemsHead, usual.map(itemsCells)),
	];
	return [
		'## From items',
		'',
		`The items come from an HTTP Request node and lie in n8n's memory before the node begins; that is not its work and not counted, except in "above idle" and "above fresh". n8n started as \`node --max-old-space-size=${heapMb} ${nodeArguments.join(' ')} …/n8n\`: a million items need more than n8n's usual heap, whatever node takes them, and with the other options V8 does not stop n8n to look through all of them. No execution data saved.`,
		'',
		markdownTable(itemsHead, runs.map(itemsCells)),
		...(usual.length > 0 ? asUsual : []),
	].join('\n');
}

function todaySection({ single, loop, node, evaluated, compiled }: TodayRuns): string {
	const days = (profiles: number) => profiles / 10_000;
	const perSecond = single.profiles / single.wallSeconds;
	const row = (way: string, run: Omit<TodayRuns['loop'], 'profiles'>, profiles: number): Cell[] => [
		way,
		count(profiles),
		seconds(run.wallSeconds),
		seconds(run.cpuSeconds),
		`${((run.cpuSeconds / profiles) * 1_000).toFixed(3)}`,
		run.requests,
		count(run.stallMs),
	];
	return [
		'## What one would build today',
		'',
		'Email + names. CPU with that of the runner of Code nodes.',
		'',
		markdownTable(
			['', 'profiles', 'wall s', 'CPU s', 'CPU ms each', 'requests', 'stall ms'],
			[
				row('HTTP Request, one contact at a time', single, single.profiles),
				row('Loop Over Items (1,000) + Code + HTTP Request on the bulk endpoint', loop, loop.profiles),
				row('this node', node, node.segment.size),
				row('this node, three expressions evaluated by n8n for each item', evaluated, evaluated.segment.size),
				row('this node, three expressions compiled', compiled, compiled.segment.size),
			],
		),
		'',
		`One contact at a time: measured over ${single.profiles} (${perSecond.toFixed(1)} a second). The rest by Constant Contact's documented limits, 4 requests a second and 10,000 a day: 10,000 contacts take ${(10_000 / 4 / 60).toFixed(0)} minutes and the whole day's requests, 1,000,000 take ${count(days(1_000_000))} days. The loop checks nothing, asks for no opt-outs and waits for no import.`,
	].join('\n');
}

function customerInsightsSection(runs: CustomerInsightsRuns): string {
	return [
		'## From Customer Insights',
		'',
		`Get Segment Members reads five columns of the members of one segment from the simulator of Dataverse into files, and Export Segment brings them to a new list; n8n with \`--max-old-space-size=${startOf.file.heapMb}\`. Each n8n has read them once before; each number is measured three times. Everybody in the segment was on the list in the end, person by person, and nobody else. Requests of Export Segment: without looks at jobs.`,
		'',
		markdownTable(
			[
				'node',
				'members',
				'customers',
				'wall s',
				'CPU s',
				'of it GC',
				'requests',
				'above idle MB',
				'stall ms',
				'work stall ms',
			],
			runs.flatMap(({ run, exported }) =>
				[
					{ name: 'Get Segment Members', ...run },
					{ name: 'Export Segment', ...exported },
				].map((each) => [
					each.name,
					count(run.members),
					count(run.customers),
					seconds(each.wallSeconds),
					seconds(each.cpuSeconds),
					seconds(each.gcSeconds),
					each.requests,
					count(each.aboveIdleMb),
					stallCell(each),
					count(each.workStallMs),
				]),
			),
		),
		'',
		'The floor: a bare Node script that pages through the memberships and the profiles, joins them and writes one file. It reads up to 20 pages of each before its time counts.',
		'',
		markdownTable(
			['members', 'floor wall s', 'floor CPU s', 'floor RSS MB', 'requests', 'node / floor: CPU', 'wall', 'requests'],
			runs.map(({ run, floor }) => [
				count(run.members),
				seconds(floor.wallSeconds),
				seconds(floor.cpuSeconds),
				count(floor.rssMb),
				floor.requests,
				...(['cpuSeconds', 'wallSeconds', 'requests'] as const).map((cost) => times(run[cost] / floor[cost])),
			]),
		),
	].join('\n');
}

/** Why the least of several runs tells how cost grows, and their median does not. */
const growthNote =
	'CPU: the cheapest of the runs. When V8 looks through what n8n itself keeps in memory, that costs some 0.3 s however many profiles are exported, and whether it falls into a run is luck: with 10,000 profiles it is more than the export.';

/** Sizes three by three, for each width. */
function growthSection({ kind, runs }: ExportRuns): string {
	const rows = (Object.keys(widths) as Width[]).flatMap((width) => {
		const three = runs.filter(({ segment }) => segment.width === width);
		if (three.length !== 3) return [];
		const [cpu, wall, memory] = [
			(run: NodeRun) => run.leastCpuSeconds,
			(run: NodeRun) => run.wallSeconds,
			(run: NodeRun) => run.aboveIdleMb,
		].map((cost) => {
			const [small, middle, large] = three.map((run) => ({ size: run.segment.size, cost: cost(run) }));
			return growthOf([small, middle, large]);
		});
		const percent = (value: number) => `${value > 0 ? '+' : ''}${(value * 100).toFixed(0)} %`;
		return [
			[
				kind,
				widths[width],
				'least CPU s',
				...[cpu.firstSlope, cpu.secondSlope].map(seconds),
				percent(cpu.secondSlope / cpu.firstSlope - 1),
				percent(cpu.offLine),
			],
			[
				kind,
				widths[width],
				'wall s',
				...[wall.firstSlope, wall.secondSlope].map(seconds),
				percent(wall.secondSlope / wall.firstSlope - 1),
				percent(wall.offLine),
			],
			[
				kind,
				widths[width],
				'above idle MB',
				...[memory.firstSlope, memory.secondSlope].map((value) => value.toFixed(1)),
				percent(memory.secondSlope / memory.firstSlope - 1),
				percent(memory.offLine),
			],
		];
	});
	if (rows.length === 0) return '';
	const table = markdownTable(
		[
			'source',
			'fields',
			'cost',
			'each 100k, 10k → 100k',
			'each 100k, 100k → 1M',
			'change',
			'100k off the straight line',
		],
		rows,
	);
	return ['### A straight line', growthNote, table].join('\n\n');
}
