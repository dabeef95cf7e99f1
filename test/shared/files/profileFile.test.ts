/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { gzipSync } from 'node:zlib';
import { readDelimitedFile } from '../../../nodes/shared/files/delimitedFile';
import { detectFormat } from '../../../nodes/shared/files/fileFormat';
import { readNdjsonFile } from '../../../nodes/shared/files/ndjsonFile';
import { readSegmentFile } from '../../../nodes/shared/files/profileFile';
import { inChunks, problemOf, rowsOf } from './reading';

describe('the format is told by the content, then by the name, then by the MIME type', () => {
	it.each([
		['{"email":"a@example.com"}\n', 'export.csv', 'text/csv', 'ndjson'],
		['\uFEFF \n{ "email": 1 }', undefined, undefined, 'ndjson'],
		['{}', undefined, undefined, 'ndjson'],
		['[{"email":1}]', 'export.csv', undefined, 'ndjson'],
		['email,name\n', undefined, undefined, 'csv'],
		['[Email],[Name]\n', undefined, undefined, 'csv'],
		['email,name\n', 'export.csv', 'application/json', 'csv'],
		['email\tname\n', 'EXPORT.TSV', undefined, 'csv'],
		['', 'export.jsonl', undefined, 'ndjson'],
		['', 'export.NDJSON', 'text/csv', 'ndjson'],
		['', undefined, 'application/x-ndjson', 'ndjson'],
		['', undefined, undefined, 'csv'],
	])('%j %s %s is %s', (content, fileName, mimeType, format) => {
		expect(detectFormat(Buffer.from(content), fileName, mimeType)).toBe(format);
	});
});

describe('a file of another kind is a problem that says what it is', () => {
	it.each([
		['an Excel workbook or archive', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'), 'Excel workbook'],
		['a gzip file', gzipSync('email\n'), 'gzip'],
		['a PDF document', Buffer.from('%PDF-1.7\n'), 'PDF'],
		['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel workbook'],
		['UTF-16 with a mark, little endian', Buffer.from('\uFEFFemail\n', 'utf16le'), 'UTF-16'],
		['UTF-16 with a mark, big endian', Buffer.from('\uFEFFemail\n', 'utf16le').swap16(), 'UTF-16'],
		['UTF-16 without a mark', Buffer.from('email\n', 'utf16le'), 'UTF-16'],
		['a web page', Buffer.from('\r\n<!DOCTYPE html><html></html>'), 'web page'],
		['XML', Buffer.from('\uFEFF<?xml version="1.0"?>'), 'XML'],
	])('%s', async (_what, content, what) => {
		for (const read of [readDelimitedFile, readNdjsonFile, readSegmentFile]) {
			expect(await problemOf(read(inChunks(content, 3)))).toMatchObject({
				line: 1,
				message: expect.stringContaining(what),
			});
		}
	});
});

describe('readSegmentFile', () => {
	it.each([
		['CSV', 'email,age\na@example.com,41\n', [{ email: 'a@example.com', age: '41' }]],
		['NDJSON', '{"email":"a@example.com","age":41}\n', [{ email: 'a@example.com', age: 41 }]],
	])('reads %s, whichever way it is cut into chunks', async (_format, content, rows) => {
		for (const lengths of [[], [1], [5]])
			expect(await rowsOf(readSegmentFile(inChunks(content, ...lengths)))).toEqual(rows);
	});

	it.each([
		[
			'is left early',
			async (pages: AsyncGenerator) => void (await pages.next()),
			'email\n'.concat('a@example.com\n'.repeat(100_000)),
		],
		[
			'is refused',
			async (pages: AsyncGenerator) => void (await pages.next().catch(() => undefined)),
			'PK\x03\x04'.repeat(100_000),
		],
	])('closes the file when it %s', async (_when, use, content) => {
		let isClosed = false;
		async function* file() {
			try {
				yield* inChunks(content, 1_000);
			} finally {
				isClosed = true;
			}
		}
		const pages = readSegmentFile(file());
		await use(pages);
		await pages.return(undefined);
		expect(isClosed).toBe(true);
	});
});
