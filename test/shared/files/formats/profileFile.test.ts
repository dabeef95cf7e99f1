/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { gzipSync } from 'node:zlib';
import { isKnownEncoding } from '../../../../nodes/shared/files/encodings';
import { detectFormat } from '../../../../nodes/shared/files/fileFormat';
import { readProfileFile } from '../../../../nodes/shared/files/formats/profileFile';
import { inChunks, problemOf, rowsOf } from './reading';

describe('the format is recognized by the content, then by the name, then by the MIME type', () => {
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
	const latin1 = (text: string) => Buffer.from(text, 'latin1');
	it.each([
		['an Excel workbook or archive', latin1('PK\x03\x04\x14\0\x06\0'), 'Excel workbook'],
		['gzip within gzip', gzipSync(gzipSync('email\n')), 'packed twice'],
		['bzip2', latin1('BZh91AY&SY'), 'bzip2'],
		['xz', latin1('\xfd7zXZ\0\0\x04'), '(.xz)'],
		['Zstandard', latin1('\x28\xb5\x2f\xfd\x24\x06'), 'Zstandard'],
		['7-Zip', latin1('7z\xbc\xaf\x27\x1c\0\x04'), '7-Zip'],
		['RAR', latin1('Rar!\x1a\x07\x01\0'), 'RAR'],
		['LZ4', latin1('\x04\x22\x4d\x18'), 'packed in a format'],
		['a tar archive', latin1(`people.csv${'\0'.repeat(247)}ustar\0`), 'tar archive'],
		['a tar archive packed by gzip', gzipSync(`people.csv${'\0'.repeat(247)}ustar\0`), 'tar archive'],
		['a workbook packed by gzip', gzipSync(latin1('PK\x03\x04')), 'Excel workbook'],
		['a PDF document', latin1('%PDF-1.7\n'), 'PDF'],
		['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel workbook'],
		['rich text', latin1('{\\rtf1\\ansi ann@example.com}\n'), 'rich text document'],
		['vCards', latin1('BEGIN:VCARD\r\nVERSION:3.0\r\n'), 'vCards'],
		['an LDIF address book', latin1('dn: cn=Ann Lee,mail=ann@example.com\n'), 'LDIF'],
		['what ldapsearch prints', latin1('# extended LDIF\n#\n# LDAPv3\n'), 'LDIF'],
		['one whose first name is encoded', latin1('dn:: Y249xLs=\n'), 'LDIF'],
		['a dBase table', latin1(`\x03\x7e\x0b\x1d${'\0'.repeat(28)}EMAIL`), 'dBase'],
		['a file of SPSS', latin1('$FL2@(#) IBM SPSS'), 'statistics'],
		['a dump of sqlite3', latin1('PRAGMA foreign_keys=OFF;\n'), 'SQL script'],
		["sqlite3's mode box", Buffer.from('┌───────┐\n│ email │\n├───────┤\n'), 'drawn for the eye'],
		["psql's with unicode", Buffer.from(' email │ name \n───────┼──────\n'), 'drawn for the eye'],
		[
			"sqlite3's mode column",
			latin1('email            name\n---------------  ----\nann@example.com  Ann\n'),
			'drawn for the eye',
		],
		["Firebird's isql", latin1('\nEMAIL           NAME \n=============== ==== \n'), 'drawn for the eye'],
		['a SYLK sheet', latin1('ID;PWXL;N;E\r\nP;PGeneral\r\n'), 'SYLK'],
		['a DIF sheet', latin1('TABLE\r\n0,1\r\n"EXCEL"\r\n'), 'DIF'],
		['Parquet', latin1('PAR1\x15\x04'), 'Parquet'],
		['a SQLite database', latin1('SQLite format 3\0'), 'a database'],
		['an SQL dump', latin1('-- MySQL dump 10.19  Distrib 10.11\n--\n'), 'SQL script'],
		['SQL', latin1('INSERT INTO people VALUES (1);\n'), 'SQL script'],
		['UTF-32', latin1('\xff\xfe\0\0e\0\0\0'), 'UTF-32'],
		['a picture', latin1('\x89PNG\r\n'), 'picture'],
		['an HTML table', latin1('<table><tr><td>Email</td></tr></table>'), 'HTML table'],
		['a web page', Buffer.from('\r\n<!DOCTYPE html><html></html>'), 'web page'],
		['XML', Buffer.from('\uFEFF<?xml version="1.0"?>'), 'XML'],
		['XML in UTF-16', Buffer.from('\uFEFF<?xml version="1.0"?>', 'utf16le'), 'XML'],
	])('%s', async (_what, content, what) => {
		for (const lengths of [[], [3]]) {
			expect(await problemOf(readProfileFile(inChunks(content, ...lengths)))).toMatchObject({
				line: 1,
				message: expect.stringContaining(what),
			});
		}
	});

	it.each([
		'email,name\n-----,----\n',
		'05\n\nemail\n',
		'email │ x\na@example.com\n',
		'ID;Phone;Email\n1;2;a@example.com\n',
		'TABLE,email\n1,a@example.com\n',
		'BZh,email\n1,a@example.com\n',
	])('but not what merely begins like one: %j', async (content) => {
		expect(await rowsOf(readProfileFile(inChunks(content)))).toHaveLength(1);
	});
});

describe('an encoding is read', () => {
	const text = 'email,last_name\r\nann@example.com,Łącka 😀\r\n';
	const rows = [{ email: 'ann@example.com', last_name: 'Łącka 😀' }];
	const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
	it.each([
		['UTF-16 with a mark, little endian', utf16],
		['UTF-16 with a mark, big endian', Buffer.from(utf16).swap16()],
		['UTF-16 without a mark', utf16.subarray(2)],
		['UTF-16 without a mark, big endian', Buffer.from(utf16).swap16().subarray(2)],
	])('%s, by itself and whatever is chosen', async (_what, content) => {
		for (const lengths of [[], [1], [3], [5, 2]])
			expect(await rowsOf(readProfileFile(inChunks(content, ...lengths)))).toEqual(rows);
	});

	it('as chosen, unless a byte order mark says otherwise', async () => {
		const read = async (content: Uint8Array, fileEncoding: string) =>
			await rowsOf(readProfileFile(inChunks(content, 7), {}, { fileEncoding }));
		const cafe = Buffer.from('email,last_name\nann@example.com,Caf\xe9', 'latin1');
		expect(await read(cafe, 'windows-1252')).toEqual([{ email: 'ann@example.com', last_name: 'Café' }]);
		expect(await read(cafe, 'iso-8859-2')).toEqual([{ email: 'ann@example.com', last_name: 'Café' }]);
		for (const chosen of ['auto', 'utf-8', 'windows-1252'])
			expect(await read(Buffer.from(`\uFEFF${text}`), chosen)).toEqual(rows);
		expect(await read(utf16, 'windows-1252')).toEqual(rows);
		expect(await read(Buffer.from(text), 'latin1')).toEqual([{ ...rows[0], last_name: 'Å\u0081Ä…cka ðŸ˜€' }]);
	});

	it('NDJSON too', async () => {
		const content = Buffer.from('\uFEFF{"email":"ä@example.com"}\r\n', 'utf16le');
		expect(await rowsOf(readProfileFile(inChunks(content, 3)))).toEqual([{ email: 'ä@example.com' }]);
	});

	it('what it does not have is a problem with about its line, as is a character that is cut off', async () => {
		const lines = (more: string) => Buffer.from(`\uFEFFemail\r\n${'ann@example.com\r\n'.repeat(3)}${more}`, 'utf16le');
		const problem = async (content: Uint8Array) => await problemOf(readProfileFile(inChunks(content)));
		expect(await problem(lines('\ud800x'))).toMatchObject({ line: 1, message: expect.stringContaining('utf-16le') });
		expect(await problem(lines('x').subarray(0, -1))).toMatchObject({
			line: 5,
			message: expect.stringContaining('ends in the middle of a character'),
		});
		const sjis = { fileEncoding: 'shift_jis' };
		const bytes = Buffer.concat([Buffer.from(`email\n${'a\n'.repeat(70_000)}`), Buffer.from([0xff, 0xff, 0x0a])]);
		const found = await problemOf(readProfileFile(inChunks(bytes), {}, sjis));
		expect(found.line).toBeGreaterThan(60_000);
		expect(found.message).toContain('shift_jis');
	});

	it.each([
		['auto', true],
		['windows-1252', true],
		['cp1250', true],
		['Shift_JIS', true],
		['utf-32', false],
		['', false],
		['ebcdic', false],
	])('whether there is one by the name %j: %s', (name, known) => {
		expect(isKnownEncoding(name)).toBe(known);
	});
});

describe('a file packed by gzip', () => {
	const text = `email,first_name\n${'ann@example.com,Ann\n'.repeat(20_000)}`;
	it.each([
		['is read', gzipSync(text)],
		[
			'is read where it consists of several parts, as bgzip and pigz write',
			Buffer.concat([gzipSync(text.slice(0, 1_000)), gzipSync(text.slice(1_000))]),
		],
		['is read where zeros follow, as tapes pad it', Buffer.concat([gzipSync(text), Buffer.alloc(512)])],
	])('%s', async (_what, content) => {
		for (const lengths of [[], [7, 100]])
			expect(await rowsOf(readProfileFile(inChunks(content, ...lengths)))).toHaveLength(20_000);
	});

	it('may hold UTF-16, tabs or NDJSON, recognized by the name without its .gz', async () => {
		const read = async (content: string | Uint8Array, fileName: string) =>
			await rowsOf(readProfileFile(inChunks(gzipSync(content)), { fileName, mimeType: 'application/gzip' }));
		expect(await read(Buffer.from('\uFEFFemail\tcity\na@example.com\tKöln\n', 'utf16le'), 'x.tsv.gz')).toEqual([
			{ email: 'a@example.com', city: 'Köln' },
		]);
		expect(await read('\n{"email":"a@example.com"}\n', 'x.ndjson.gz')).toEqual([{ email: 'a@example.com' }]);
		expect(detectFormat(Buffer.from(''), 'x.jsonl.GZ')).toBe('ndjson');
	});

	it.each([
		['cut off', gzipSync(text).subarray(0, -9)],
		['cut off in its first bytes', gzipSync(text).subarray(0, 12)],
		['damaged', Buffer.concat([gzipSync(text).subarray(0, 60), Buffer.alloc(300, 7)])],
		['without anything behind its mark', Buffer.from([0x1f, 0x8b])],
	])('that is %s is a problem in clear words', async (_how, content) => {
		expect((await problemOf(readProfileFile(inChunks(content, 30)))).message).toMatch(
			/packed \(gzip\), and it is damaged/,
		);
	});

	it('hands on what the storage says, and closes it when it is left early', async () => {
		async function* broken() {
			yield gzipSync(text).subarray(0, 20);
			throw new Error('the disk is gone');
		}
		await expect(rowsOf(readProfileFile(broken()))).rejects.toThrow('the disk is gone');
	});

	it('that blows up is unpacked as it is read: what is not asked for is not there', async () => {
		const bomb = gzipSync(`email\n${'a@example.com\n'.repeat(8_000_000)}`);
		let asked = 0;
		async function* chunks() {
			for (let start = 0; start < bomb.length; start += 1_000, asked++) yield bomb.subarray(start, start + 1_000);
		}
		const pages = readProfileFile(chunks());
		for (let page = 0; page < 5; page++) await pages.next();
		expect(asked).toBeLessThan(30);
		expect(bomb.length / 1_000).toBeGreaterThan(100);
		await pages.return(undefined);
	});
});

describe('readProfileFile', () => {
	it.each([
		['CSV', 'email,age\na@example.com,41\n', [{ email: 'a@example.com', age: '41' }]],
		['NDJSON', '{"email":"a@example.com","age":41}\n', [{ email: 'a@example.com', age: 41 }]],
	])('reads %s, whichever way it is cut into chunks', async (_format, content, rows) => {
		for (const lengths of [[], [1], [5]])
			expect(await rowsOf(readProfileFile(inChunks(content, ...lengths)))).toEqual(rows);
	});

	it.each([
		[
			'is left early',
			async (pages: AsyncGenerator) => void (await pages.next()),
			'email\n'.concat('a@example.com\n'.repeat(100_000)),
		],
		[
			'is packed and left early',
			async (pages: AsyncGenerator) => void (await pages.next()),
			gzipSync('email\n' + Array.from({ length: 100_000 }, (_, row) => `${row * 7919}@example.com\n`).join('')),
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
		const pages = readProfileFile(file());
		await use(pages);
		await pages.return(undefined);
		expect(isClosed).toBe(true);
	});
});

describe('a file of nothing but addresses, one in each line, needs no name above them', () => {
	const read = (content: string | Uint8Array, isKeyName = (name: string): boolean => name === 'email') =>
		readProfileFile(inChunks(content, 5), {}, { isKeyName });
	const [ann, bob] = [{ email: 'ann@example.com' }, { email: 'bob@example.com' }];

	it.each([
		['plain', 'ann@example.com\nbob@example.com\n', [ann, bob]],
		['without a line break at its end', 'ann@example.com\r\nbob@example.com', [ann, bob]],
		['a single one', 'ann@example.com', [ann]],
		['in quotation marks', '"ann@example.com"\n"bob@example.com"\n', [ann, bob]],
		['with blank lines', '\nann@example.com\n\n bob@example.com \n', [ann, { email: ' bob@example.com ' }]],
		['packed', gzipSync('ann@example.com\nbob@example.com\n'), [ann, bob]],
	])('%s', async (_what, content, rows) => {
		expect(await rowsOf(read(content))).toEqual(rows);
	});

	it('however long it is', async () => {
		const rows = Array.from({ length: 5_000 }, (_, row) => ({ email: `p${row}@example.com` }));
		expect(await rowsOf(read(rows.map(({ email }) => `${email}\n`).join('')))).toEqual(rows);
	});

	it.each([
		['other cells are beside them', 'ann@example.com,Ann\n', 'email'],
		['other words are beside them', 'ann@example.com\nAnn Lee <bob@example.com>\n', 'email'],
		['another name is mapped', 'ann@example.com\n', 'mail'],
	])('but where %s, it does', async (_what, content, mapped) => {
		const { message } = await problemOf(read(content, (name) => name === mapped));
		expect(message).toContain('Line 1 of the file, the header, holds an email address');
	});

	it('a problem names the line as it is in the file', async () => {
		const lines = Array.from({ length: 100 }, (_, row) => `p${row}@example.com\n`).join('');
		expect(await problemOf(read(`${lines}x@example.com,Ann\n`))).toMatchObject({ line: 101 });
	});
});
