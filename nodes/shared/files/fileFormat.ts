import { encodingOf, type FileEncoding } from './encodings';
import { FileProblem } from './fileProblem';

export type FileFormat = 'csv' | 'ndjson';

/** Bytes that tell what a file is; a tar archive does so at 257. */
export const tellingBytes = 512;

const exportAgain =
	'Export the segment as a CSV file, or as a file with one JSON object a line (NDJSON), and use that.';
const saveAsCsv = 'Open it in Excel or LibreOffice, save it as "CSV UTF-8 (Comma delimited)", and use the CSV file.';
const unpackIt = 'Unpack it before this node, or pack it with gzip, which is read as it is.';
const exportOfTable = 'Export the table or the query as CSV instead.';
/** Tables as clients of databases show them. */
export const drawnForTheEye =
	'Let the database write CSV instead: psql --csv, sqlite3 -csv, mysql --batch, sqlcmd -s "," -W.';

/**
 * Files that are often handed over by mistake, by their first bytes
 * (https://en.wikipedia.org/wiki/List_of_file_signatures).
 */
const otherFormats: ReadonlyArray<readonly [begins: readonly string[] | RegExp, what: string, advice: string]> = [
	[
		['PK\x03\x04'],
		'a ZIP archive or an Excel workbook (.xlsx)',
		'Unpack it, or in Excel save it as "CSV UTF-8 (Comma delimited)", and use the CSV file.',
	],
	[['PK\x05\x06'], 'an empty ZIP archive', exportAgain],
	// A file that is packed once has been unpacked by now.
	[['\x1f\x8b'], 'packed twice (gzip within gzip)', unpackIt],
	[/^BZh[1-9]1AY/, 'packed by bzip2 (.bz2)', unpackIt],
	[['\xfd7zXZ\0'], 'packed by xz (.xz)', unpackIt],
	[['\x28\xb5\x2f\xfd'], 'packed by Zstandard (.zst)', unpackIt],
	[['7z\xbc\xaf\x27\x1c'], 'a 7-Zip archive (.7z)', unpackIt],
	[['Rar!\x1a\x07'], 'a RAR archive', unpackIt],
	[['\x04\x22\x4d\x18', 'LZIP\x01', '\x1f\x9d', '\x1f\xa0'], 'packed in a format that cannot be read', unpackIt],
	[/^[^]{257}ustar/, 'a tar archive', 'Unpack it before this node and use the file inside.'],
	[['%PDF'], 'a PDF document', exportAgain],
	[['\xd0\xcf\x11\xe0'], 'an old Excel workbook (.xls)', saveAsCsv],
	[/^ID;P[^\r\n]*[\r\n]+[A-Z]{1,2};/, 'a SYLK sheet (.slk)', saveAsCsv],
	[/^TABLE[\r\n]+0,1[\r\n]/, 'a DIF sheet', saveAsCsv],
	[['{\\rtf'], 'a rich text document (.rtf)', 'Save it as plain text, or export the segment as CSV.'],
	[
		/^BEGIN:VCARD/i,
		'a list of vCards (.vcf)',
		'Export the contacts as CSV instead: Google Contacts, Outlook and Thunderbird offer both.',
	],
	[/^BEGIN:VCALENDAR/i, 'a calendar (.ics)', exportAgain],
	[
		/^(# extended LDIF[\r\n]|version: ?1[\r\n]|dn::? )/,
		'an LDIF address book',
		'Export the address book as CSV (comma separated) instead.',
	],
	[['PAR1', 'ORC\n', 'Obj\x01', 'ARROW1\0', 'FEA1'], 'a Parquet, ORC, Avro or Arrow file', exportAgain],
	[['SQLite format 3\0', 'PGDMP', 'PGCOPY\n\xff', '\0\x01\0\0Standard '], 'a database', exportOfTable],
	// The version, and the day of the last change: https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm
	[/^(?:0|[^\P{Cc}\0\t\n\r])[^]\p{Cc}{2}[^]{1,60}\0\0/u, 'a dBase table (.dbf)', exportOfTable],
	[
		[
			'$FL2',
			'$FL3',
			'<stata_dta>',
			'HEADER RECORD***',
			'\x89HDF',
			'RDX2\n',
			'RDX3\n',
			'RDA3\n',
			'X\n\0\0\0',
			'\x93NUMPY',
		],
		'made by a program for statistics (SPSS, Stata, SAS, R)',
		'Export the data as CSV there.',
	],
	[
		/^(-- |\/\*)[^]{0,300}(\bdump\b|\bSQL\b)|^(INSERT INTO|CREATE TABLE|PRAGMA|SET NAMES) /i,
		'an SQL script',
		exportOfTable,
	],
	// Signs for drawing, in UTF-8, and lines below column names that only blanks separate.
	[/^[^]*\xe2\x94\x80[^]*\xe2\x94\x82|^[^]*\xe2\x94\x82[^]*\xe2\x94\x80/, 'a table drawn for the eye', drawnForTheEye],
	[/^\s*\S[^\r\n]*\r?\n[ \t]*[-=]{2,}(?: +[-=]{2,})+\s*?[\r\n]/, 'a table drawn for the eye', drawnForTheEye],
	[['\xff\xfe\0\0', '\0\0\xfe\xff'], 'encoded as UTF-32', 'Save it again as UTF-8.'],
	[['\xff\xfe', '\xfe\xff'], 'encoded as UTF-16', 'Save it again as UTF-8.'],
	[['\x89PNG', 'GIF8', '\xff\xd8\xff'], 'a picture', exportAgain],
	[['-----BEGIN PGP MESSAGE'], 'encrypted', 'Decrypt it before this node.'],
	[
		/^(\xef\xbb\xbf)?\s*<table\b/i,
		'an HTML table (systems often call it .xls)',
		'Open it in Excel or LibreOffice and save it as CSV, or use the HTML node and the source "Incoming Items".',
	],
	[
		/^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|\?xml|style|meta|div|p|rss|soap\S*)\b/i,
		'a web page (HTML) or XML',
		'The download before this node probably brought an error or login page instead of the file. Open its result and look.',
	],
];

/**
 * Which of the two formats a file is in. Content that can only be JSON decides, then the name, then the MIME type.
 * @param firstBytes the beginning of the file; some hundred bytes are plenty
 */
export function detectFormat(
	firstBytes: Uint8Array,
	fileName = '',
	mimeType = '',
	fileEncoding?: FileEncoding,
): FileFormat {
	const text = new TextDecoder(encodingOf(firstBytes, fileEncoding)).decode(firstBytes.subarray(0, tellingBytes));
	const name = fileName.trim().replace(/\.gz$/i, '');
	if (/^\s*(\{\s*["}]|\[\s*(\{|\]))/.test(text)) return 'ndjson';
	if (/\.(ndjson|jsonl|json)$/i.test(name)) return 'ndjson';
	if (/\.(csv|tsv|tab|txt)$/i.test(name)) return 'csv';
	return /json/i.test(mimeType) ? 'ndjson' : 'csv';
}

/** @throws FileProblem if the file's first bytes are those of something else than text */
export function refuseOtherFormats(firstBytes: Uint8Array): void {
	const { buffer, byteOffset, length } = firstBytes;
	const bytes = Buffer.from(buffer, byteOffset, Math.min(length, tellingBytes)).toString('latin1');
	for (const [begins, what, advice] of otherFormats)
		if ('test' in begins ? begins.test(bytes) : begins.some((mark) => bytes.startsWith(mark)))
			throw new FileProblem(1, `The file is ${what}, which cannot be read as a list of profiles`, advice);
}
