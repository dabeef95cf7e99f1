/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { gzipSync } from 'node:zlib';
import { caseFile, exportFile } from '../support/caseFile';
import type { Service } from '../support/service';
import { startService } from '../support/service';

/** Files as people's systems write them (test/cases/): who is sent with which values, with n8n's default settings. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const run = async (name: string, options = {}) => await exportFile(service, caseFile(name), name, { options });

describe('a file in an encoding or a packing of its own is read', () => {
	const ann = { 'ann@example.com': expect.objectContaining({ first_name: 'Ann' }) };
	it.each([
		['utf16le-bom.csv', {}, { 'ann@example.com': expect.objectContaining({ last_name: 'Łęcka' }) }],
		[
			'windows-1252.csv',
			{ fileEncoding: 'windows-1252' },
			{ 'ann@example.com': expect.objectContaining({ last_name: 'Müller' }) },
		],
		['people.csv.gz', {}, { ...ann, 'bob@example.com': expect.objectContaining({ first_name: 'Bob' }) }],
		['ctrl-z.csv', {}, ann],
	])('%s with %j', async (name, options, sent) => {
		const outcome = await run(name, options);
		expect(outcome.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect(outcome.rejected).toEqual([]);
	});

	it('packed by gzip in any of them', async () => {
		const { sent } = await exportFile(service, gzipSync(caseFile('utf16le-bom.csv')), 'people.csv.gz');
		expect(Object.keys(sent)).toEqual(['ann@example.com']);
	});
});

describe('a file that cannot be read for certain is refused before anything is changed', () => {
	it.each([
		['windows-1252.csv', {}, 'Line 2 of the file holds characters that are not UTF-8', "'File Encoding'"],
		['windows-1252.csv', { fileEncoding: 'utf-99' }, "'File Encoding' names an encoding", 'windows-1252'],
		['letter.rtf', {}, 'rich text document', 'CSV'],
		['items.ndjson', {}, 'Line 2 of the file holds NaN, and NaN is no JSON', 'null'],
	])('%s with %j', async (name, options, message, wayOut) => {
		const { error, writes } = await run(name, options);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(wayOut);
		expect(writes).toBe(0);
	});
});
