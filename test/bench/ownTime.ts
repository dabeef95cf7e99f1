/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

/**
 * The node's own processor time for 200,000 items with three `{{ $json.… }}` mappings, from items to import bodies,
 * held against a bare loop that stringifies the same rows. Both run by turns in this process; of each the quickest
 * round counts, the one that other programs on the machine disturbed least.
 */
import type { INodeExecutionData } from 'n8n-workflow';
import type { Activity } from '../../nodes/shared/account/constantContact';
import { compileExpression } from '../../nodes/ExportSegment/parameters/expressions';
import { exportSegment } from '../../nodes/ExportSegment/export/exportSegment';
import { mapByFields } from '../../nodes/ExportSegment/export/profiles/mapping/mapping';
import type { Ports } from '../../nodes/ExportSegment/export/run/ports';
import type { ExportRun } from '../../nodes/ExportSegment/export/run/run';
import type { ProfileSource } from '../../nodes/shared/files/pages';
import { itemSource } from '../../nodes/ExportSegment/sources/items';
import { columnsOf } from '../support/contactColumns';
import { createPorts, runOf } from '../support/exportRun';

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

/** Constant Contact with an empty list, answering at once: what remains is the node's own work. */
function answeringAtOnce(): { ports: Ports; bytes: () => number } {
	let total = 0;
	const { constantContact, journal } = createPorts({ members: 'email_address,first_name,last_name\r\n' });
	const importContacts = async (body: Buffer): Promise<Activity> => {
		total += body.length;
		return { id: 'job', state: 'completed', errors: [], counters: {} };
	};
	const clock = { now: Date.now, sleep: async () => undefined, breathe: async () => undefined };
	return { ports: { constantContact: { ...constantContact, importContacts }, clock, journal }, bytes: () => total };
}

const columnIds = ['email', 'first_name', 'last_name'] as const;

/**
 * Exports all of the source to an empty list.
 * @param columns the source's field for each contact field
 * @returns bytes that were sent
 */
export async function exportAtOnce(
	source: ProfileSource,
	expected: number,
	columns: Readonly<Record<(typeof columnIds)[number], string>>,
	isFile = false,
): Promise<number> {
	const getters = columnIds.map((id) => compileExpression(`={{ $json.${columns[id]} }}`));
	const fields = columnsOf(...columnIds).map((field, index) => ({ field, getter: getters[index] }));
	const run: ExportRun = {
		...runOf([], { respectOptOuts: true, restoreDeletedContacts: false, onlyChanges: true, maximumWaitMs: 60_000 }),
		listMembers: 0,
		source,
		mapping: mapByFields(fields, () => undefined, isFile),
	};
	const { ports, bytes } = answeringAtOnce();
	const { counts } = await exportSegment(run, ports);
	if (counts.sent !== expected) throw new Error(`only ${counts.sent} of ${expected} sent`);
	return bytes();
}

const node = async () =>
	await exportAtOnce(itemSource(items), rows, { email: 'email', first_name: 'first', last_name: 'last' });

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
