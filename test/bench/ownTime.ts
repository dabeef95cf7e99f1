/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

/**
 * The node's own processor time for 200,000 items with three `{{ $json.… }}` mappings, from items to import bodies,
 * held against a bare loop that stringifies the same rows. Both run by turns in this process; of each the quickest
 * round counts, the one that other programs on the machine disturbed least.
 */
import type { INodeExecutionData } from 'n8n-workflow';
import { itemSource } from '../../nodes/ExportSegment/sources/items';
import { exportAtOnce } from './exportAtOnce';

const rows = 200_000;
const rounds = 25;

const items: INodeExecutionData[] = Array.from({ length: rows }, (_, n) => ({
	json: {
		id: n,
		email: `person.${n}@example.com`,
		first: `Żaneta ${n % 977}`,
		last: `Müller-${n}`,
		city: 'Łódź',
		visits: n % 7,
	},
}));

/** The least that anybody's code must do: the same rows, 40,000 in a body, as bytes. */
function bareLoop(): number {
	let bytes = 0;
	for (let start = 0; start < rows; start += 40_000) {
		const data = items
			.slice(start, start + 40_000)
			.map(({ json }) => ({ email: json.email, first_name: json.first, last_name: json.last }));
		bytes += Buffer.from(JSON.stringify({ import_data: data, list_ids: ['list'] })).length;
	}
	return bytes;
}

async function node(): Promise<number> {
	const { counts, bytes } = await exportAtOnce(itemSource(items), {
		columns: { email: 'email', first_name: 'first', last_name: 'last' },
	});
	if (counts.sent !== rows) throw new Error(`only ${counts.sent} of ${rows} sent`);
	return bytes;
}

export async function processorMs(work: () => number | Promise<number>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}

const quickest = (numbers: number[]) => Math.min(...numbers);

export interface OwnTime {
	rows: number;
	rounds: number;
	bareMs: number;
	nodeMs: number;
}

export async function benchOwnTime(): Promise<OwnTime> {
	const bare: number[] = [];
	const own: number[] = [];
	if (bareLoop() !== (await node())) throw new Error('the node and the bare loop do not send the same bytes');
	for (let round = 0; round < rounds; round++) {
		bare.push(await processorMs(bareLoop));
		own.push(await processorMs(node));
	}
	return { rows, rounds, bareMs: quickest(bare), nodeMs: quickest(own) };
}
