import { isFinishedExport, readExportFile } from '../../../nodes/shared/account/contactDownload';
import { createPorts } from '../../support/exportRun';

const members = 'email_address\na@example.com\nb@example.com\n""\n';
const finished = (counters: Record<string, number>) => ({
	id: 'export',
	state: 'completed',
	errors: [],
	counters,
	resultPath: '/v3/contact_exports/1',
});

async function read(counters: Record<string, number>, csv = members): Promise<string[]> {
	const found: string[] = [];
	await readExportFile(finished(counters), [], (email) => void found.push(email), createPorts({ members: csv }));
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

it.each([
	['completed, with a file', finished({}), true],
	['completed, without a file', { ...finished({}), resultPath: undefined }, false],
	['not completed', { ...finished({}), state: 'failed' }, false],
	['not known', undefined, false],
])('an export is ready to be read when it is %s: %#', (_what, activity, isFinished) => {
	expect(isFinishedExport(activity)).toBe(isFinished);
});
