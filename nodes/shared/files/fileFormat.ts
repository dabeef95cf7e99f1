import { FileProblem } from './fileProblem';

export type FileFormat = 'csv' | 'ndjson';

const exportAgain =
	'Export the segment as a CSV file, or as a file with one JSON object a line (NDJSON), and use that.';

/** What is often handed over by mistake, by its first bytes. */
const otherFormats: ReadonlyArray<{ readonly begins: string; readonly what: string; readonly advice: string }> = [
	{
		begins: 'PK\x03\x04',
		what: 'a ZIP archive or an Excel workbook (.xlsx)',
		advice: 'Unpack it, or in Excel save it as "CSV UTF-8 (Comma delimited)", and use the CSV file.',
	},
	{ begins: 'PK\x05\x06', what: 'an empty ZIP archive', advice: exportAgain },
	{
		begins: '\x1f\x8b',
		what: 'compressed (gzip)',
		advice: 'Unpack it first, for example with the Compression node, and use the file inside.',
	},
	{ begins: '%PDF', what: 'a PDF document', advice: exportAgain },
	{
		begins: '\xd0\xcf\x11\xe0',
		what: 'an old Excel workbook (.xls)',
		advice: 'In Excel save it as "CSV UTF-8 (Comma delimited)" and use the CSV file.',
	},
	{ begins: 'PAR1', what: 'a Parquet file', advice: exportAgain },
	{
		begins: '\xff\xfe',
		what: 'encoded as UTF-16',
		advice: 'Save it again as UTF-8: in Excel choose "CSV UTF-8 (Comma delimited)" and not "Unicode Text".',
	},
	{ begins: '\xfe\xff', what: 'encoded as UTF-16', advice: 'Save it again as UTF-8.' },
];

/**
 * Which of the two formats a file is in. Content that can only be JSON decides, then the name, then the MIME type.
 * @param firstBytes the beginning of the file; some hundred bytes are plenty
 */
export function detectFormat(firstBytes: Uint8Array, fileName = '', mimeType = ''): FileFormat {
	const text = beginning(firstBytes, 'utf8');
	if (/^\s*(\{\s*["}]|\[\s*(\{|\]))/.test(text)) return 'ndjson';
	if (/\.(ndjson|jsonl|json)$/i.test(fileName.trim())) return 'ndjson';
	if (/\.(csv|tsv|tab|txt)$/i.test(fileName.trim())) return 'csv';
	return /json/i.test(mimeType) ? 'ndjson' : 'csv';
}

/** @throws FileProblem if the file's first bytes are those of something else than UTF-8 text */
export function refuseOtherFormats(firstBytes: Uint8Array): void {
	const bytes = beginning(firstBytes, 'latin1');
	const other = otherFormats.find(({ begins }) => bytes.startsWith(begins));
	if (other !== undefined)
		throw new FileProblem(1, `The file is ${other.what}, which cannot be read as a list of profiles`, other.advice);
	if (/^(\0[^\0]|[^\0]\0)/.test(bytes)) {
		throw new FileProblem(
			1,
			'The file is encoded as UTF-16, which cannot be read as a list of profiles',
			'Save it again as UTF-8.',
		);
	}
	if (/^\s*<(!doctype|html|head|body|\?xml)\b/i.test(beginning(firstBytes, 'utf8'))) {
		throw new FileProblem(
			1,
			'The file is a web page (HTML) or XML, which cannot be read as a list of profiles',
			'The download before this node probably brought an error or login page instead of the file. Open its result and look.',
		);
	}
}

function beginning(firstBytes: Uint8Array, encoding: 'utf8' | 'latin1'): string {
	const bytes = Buffer.from(firstBytes.buffer, firstBytes.byteOffset, Math.min(firstBytes.length, 512));
	return bytes.toString(encoding).replace(/^\uFEFF/, '');
}
