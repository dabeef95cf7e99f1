import { join } from 'node:path';
import { projectFolder } from './dependencies.mjs';
import { keepResults, keptRows } from './keptResults.mjs';

const file = join(projectFolder, 'test', 'long', 'RESULTS.md');

/** Keeps a part's results in test/long/RESULTS.md. */
export const keepSection = async (name, section) => await keepResults(file, name, section);

/** The rows that are kept of a part, each as its cells. */
export const keptSectionRows = async (name) => await keptRows(file, name);

/** What the long tests measured as Markdown, one function a part; the rows are those that the tests kept. */
export const sections = {
	hostile: (rows) => [
		table(
			['came as', 'profiles', 'duplicates', 'rejected', 'sent', 'refused', 'unaccounted for', 'why rejected'],
			rows.map(({ shape, read, duplicates, rejected, sent, refused, lost, codes }) => [
				shape,
				read,
				duplicates,
				rejected,
				sent,
				refused,
				lost,
				Object.entries(codes)
					.map(([code, times]) => `${code} ${count(times)}`)
					.join(', '),
			]),
		),
	],

	lives: ([{ lives, days, runs, requests, minutes, endings, troubles }]) => [
		`${count(lives)} lives of ${days} days, ${count(runs)} runs with ${count(requests)} requests in ${minutes.toFixed(1)} minutes. Runs ended ${Object.entries(
			endings,
		)
			.map(([how, times]) => `${how} ${count(times)}`)
			.join(', ')}. Lives with something wrong: ${troubles.length}.`,
		...(troubles.length > 0
			? [
					table(
						['seed', 'what was wrong'],
						troubles.map(({ seed, kind }) => [String(seed), kind]),
					),
				]
			: []),
	],

	writers: (rows) => [
		table(
			['file', 'profiles', 'values that arrived', 'destroyed by the writer', 'of these left out and reported'],
			rows.map(({ file, profiles, arrived, destroyed, leftOut }) => [file, profiles, arrived, destroyed, leftOut]),
		),
	],

	kills: (rows) => {
		const broken = rows.filter(({ told }) => told === 'broken');
		const wrong = broken.filter((row) => row.wrong > 0 || row.scratchLists > 0 || row.rerun !== 'success');
		return [
			`n8n was killed ${Math.max(...rows.map(({ kill }) => kill))} times; each time two mirror runs of 50,000 profiles were under way or had just ended, so ${broken.length} runs were broken. After one more run of each, ${broken.length - wrong.length} of ${broken.length} lists were exact, with no scratch list left.`,
			table(
				[
					'kill',
					'list',
					'requests before',
					'the last of them',
					'the run',
					'the run again',
					'its requests',
					'members after',
					'differences',
					'scratch lists',
				],
				rows.map(({ kill, lane, after, last, told, rerun, requests, members, wrong: differences, scratchLists }) => [
					kill,
					lane,
					after,
					`\`${last}\``,
					told,
					rerun,
					requests,
					members,
					differences,
					scratchLists,
				]),
			),
		];
	},

	soak: ([total, ...rows]) => {
		const memory = rows.flatMap((row) => (row.memory ? [row.memory] : []));
		const stops = rows.filter(({ stop }) => stop !== undefined);
		const change = (before, after) => `${after >= before ? '+' : ''}${((after / before - 1) * 100).toFixed(1)} %`;
		return [
			`${count(total.exports)} exports in one n8n, ten lists side by side; after each the list was compared with the model: ${total.wrong} differences. ${count(total.stopped)} attempts stopped with a message and were started again.`,
			`Memory of n8n's process after its garbage was collected, from after the 20th export to the end: heap and buffers ${total.heapMbAfter20.toFixed(1)} → ${total.heapMbAtEnd.toFixed(1)} MB (${change(total.heapMbAfter20, total.heapMbAtEnd)}), resident ${total.rssMbAfter20.toFixed(0)} → ${total.rssMbAtEnd.toFixed(0)} MB (${change(total.rssMbAfter20, total.rssMbAtEnd)}).`,
			`Requests that met a fault: ${Object.entries(total.faults)
				.map(([kind, times]) => `${kind} ${times}`)
				.join(', ')}; beside them jobs that failed, timed out, were cancelled or vanished.`,
			table(
				['exports', 'heap and buffers, MB', 'resident, MB'],
				memory.map(({ exports, heapMb, rssMb }) => [exports, heapMb.toFixed(1), rssMb.toFixed(0)]),
			),
			...(stops.length > 0
				? [
						table(
							['times', 'stopped with'],
							stops.map(({ stop, times }) => [times, stop]),
						),
					]
				: []),
		];
	},
};

export function table(head, rows) {
	const isRight = head.map((_, column) => rows.every((row) => /^[\d.,]+$/.test(String(row[column]))));
	const line = (cells) => `| ${cells.map((cell) => (typeof cell === 'number' ? count(cell) : cell)).join(' | ')} |`;
	return [line(head), `|${isRight.map((right) => (right ? '--:' : '---')).join('|')}|`, ...rows.map(line)].join('\n');
}

const count = (value) => value.toLocaleString('en-US');
