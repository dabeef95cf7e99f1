/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

/**
 * The node's own processor time for 200,000 items with three `{{ $json.… }}` mappings, from items to import bodies,
 * held against a bare loop that stringifies the same rows. Both run by turns in this process; of each the quickest
 * round counts, the one that other programs on the machine disturbed least.
 */
import { syncModes } from '../../nodes/ExportSegment/export/run/syncModes';
import type { INodeExecutionData } from 'n8n-workflow';
import type { ConstantContact } from '../../nodes/shared/account/constantContact';
import { contactFields } from '../../nodes/shared/account/contactFields';
import { compileExpression } from '../../nodes/ExportSegment/parameters/expressions';
import { exportSegment } from '../../nodes/ExportSegment/export/exportSegment';
import { mapByFields } from '../../nodes/ExportSegment/export/profiles/mapping';
import type { Ports } from '../../nodes/ExportSegment/export/run/ports';
import type { ExportRun } from '../../nodes/ExportSegment/export/run/run';
import type { ProfileSource } from '../../nodes/shared/files/pages';
import { itemSource } from '../../nodes/ExportSegment/sources/items';

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
	const job = {
		id: 'job',
		state: 'completed',
		errors: [],
		counters: { error_count: 0 },
	};
	const constantContact: ConstantContact = {
		importContacts: async (body) => {
			total += body.length;
			return job;
		},
		activities: async (ids) => new Map([...ids].map((id) => [id, { ...job, id }])),
		unfinishedActivities: async () => new Set(),
		startDownload: async () => job,
		openDownload: async () =>
			(async function* empty() {
				yield Buffer.from('email_address,first_name,last_name\r\n');
			})(),
		contactsAtOnce: async () => undefined,
		contactsByPages: async function* none() {},
		contactsOptedOutAfter: async function* none() {},
		deletedContactPages: async function* none() {},
		contactByEmail: async () => undefined,
		customFields: async () => [],
		list: async () => undefined,
		lists: async () => [],
		createList: async () => 'scratch',
		deleteList: async () => job,
		removeMembers: async () => job,
		tags: async () => new Map(),
		createTag: async () => 'tag',
		tagMembers: async () => job,
		untagMembers: async () => job,
	};
	const clock = { now: Date.now, sleep: async () => undefined, breathe: async () => undefined };
	const journal = {
		profilesRead: () => undefined,
		planned: () => undefined,
		activityStarted: () => undefined,
		activityEnded: () => undefined,
	};
	return { ports: { constantContact, clock, journal }, bytes: () => total };
}

/**
 * Exports all of the source to an empty list.
 * @param columns the source's field for each contact field
 * @returns bytes that were sent
 */
export async function exportAtOnce(
	source: ProfileSource,
	expected: number,
	columns: Readonly<Record<'email' | 'first_name' | 'last_name', string>>,
	isFile = false,
): Promise<number> {
	const field = (id: string, raw: string) => {
		const known = contactFields.find((candidate) => candidate.id === id);
		if (known === undefined) throw new Error(`no field ${id}`);
		return { field: known, getter: compileExpression(raw) };
	};
	const run: ExportRun = {
		listId: 'list',
		listName: 'List',
		listMembers: 0,
		isPreview: false,
		source,
		mapping: mapByFields(
			[
				field('email', `={{ $json.${columns.email} }}`),
				field('first_name', `={{ $json.${columns.first_name} }}`),
				field('last_name', `={{ $json.${columns.last_name} }}`),
			],
			() => undefined,
			isFile,
		),
		policy: {
			sync: syncModes.addOrUpdate,
			respectOptOuts: true,
			restoreDeletedContacts: false,
			onlyChanges: true,
			maximumRemovalPercent: 20,
			tags: [],
			invalidProfiles: 'reject',
			longValues: 'reject',
			invalidValues: 'leaveOut',
			dateOrder: 'auto',
			timeZone: 'America/New_York',
			duplicateProfiles: 'last',
			smsPermissionToSend: 'not_set',
			maximumBatchRows: 40_000,
			waitForCompletion: true,
			maximumWaitMs: 60_000,
		},
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
