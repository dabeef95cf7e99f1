import { readDownloads } from '../../../../nodes/shared/account/downloads/contactDownload';
import { Problem } from '../../../../nodes/shared/problem';
import type { Behaviour } from '../../../support/exportRun';
import { createPorts } from '../../../support/exportRun';

const members = 'email_address\na@example.com\nb@example.com\n""\n';
const selection = { listId: 'list' };
const asked = { selection, fields: ['email_address'] };
const unreadable = (_download: unknown, state: string) =>
	new Problem({ kind: 'activity', message: `not read (${state})`, advice: '' });

async function read(counters: Record<string, number>, csv = members): Promise<string[]> {
	const found: string[] = [];
	const ports = createPorts({ members: csv, stateOf: () => ({ state: 'completed', counters }) });
	await readDownloads([{ ...asked, visit: (email) => void found.push(email) }], 1_000, ports, unreadable);
	return found;
}

it.each([
	['as many as were exported, a row without an address among them', { items_completed_count: 3 }],
	['one less, if what was exported counts the header', { items_completed_count: 4 }],
	['as many as it takes where nobody counted', {}],
])('a file holds %s', async (_what, counters) => {
	await expect(read(counters)).resolves.toEqual(['a@example.com', 'b@example.com']);
});

it.each<Record<string, number>>([{ items_completed_count: 5 }, { items_total_count: 1_000 }])(
	'a file that ends early without any sign of it is noticed by the number of its rows (%j)',
	async (counters) => {
		await expect(read(counters)).rejects.toThrow(/holds 3 of them/);
	},
);

it('a value with line breaks is part of one contact, and does not make up for others', async () => {
	const csv = 'email_address,notes\r\na@example.com,"1\n2\r\n3\n4"\r\nb@example.com,""\r\n';
	await expect(read({ items_completed_count: 3 }, csv)).resolves.toHaveLength(2);
	await expect(read({ items_completed_count: 4 }, csv)).rejects.toThrow(/holds 2 of them/);
});

it('a last line without its end counts', async () => {
	await expect(read({ items_completed_count: 3 }, members.trimEnd())).resolves.toHaveLength(2);
	await expect(read({ items_completed_count: 5 }, members.trimEnd())).rejects.toThrow(/holds 3 of them/);
});

const visited = async (behaviour: Behaviour, whenRefused?: () => Promise<void>) => {
	const found: string[] = [];
	const download = { ...asked, visit: (email: string) => void found.push(email), whenRefused };
	await readDownloads([download], 1_000, createPorts({ members, ...behaviour }), unreadable);
	return found;
};

it.each([
	['failed', { stateOf: () => ({ state: 'failed' }) }],
	['unknown', { stateOf: () => undefined }],
	['processing', { stateOf: () => ({ state: 'processing' }) }],
	['refused', { takesExports: false }],
])('an export that is %s is a problem, never an empty file', async (state, behaviour) => {
	await expect(visited(behaviour)).rejects.toThrow(`not read (${state})`);
});

it('an export that Constant Contact does not take is done another way, where there is one', async () => {
	const otherWay = jest.fn(async () => undefined);
	await expect(visited({ takesExports: false }, otherWay)).resolves.toEqual([]);
	expect(otherWay).toHaveBeenCalledTimes(1);
	await expect(visited({ stateOf: () => ({ state: 'failed' }) }, otherWay)).rejects.toThrow('not read (failed)');
});

it('exports run side by side and are looked at together', async () => {
	const ports = createPorts({ members });
	await readDownloads(
		[0, 1, 2].map(() => ({ ...asked, visit: () => undefined })),
		1_000,
		ports,
		unreadable,
	);
	expect(ports.looks).toHaveLength(1);
});
