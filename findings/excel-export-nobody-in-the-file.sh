#!/bin/bash
# Two packages that read Excel files row by row find nobody in a file of excel-export. XML lets a file put a prefix
# before the names of its elements (https://www.w3.org/TR/xml-names/), so <x:row> is a row, as excel-export writes it,
# by which many sites offer their members for download, and Microsoft's Open XML SDK. exceljs's stream reader and
# xlsx-stream-reader look for <row> alone: they hand over no rows and no error, and a list of members is empty. Read as
# a whole, exceljs fails at the file; SheetJS finds everybody. excel-export itself calls somebody whose name is not
# known (undefined) "undefined", and whether Bob has opted out, which nobody knows, is a no; with null both are left
# out.
#
# Installs the four in a temporary folder, writes three people and reads them. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit excel-export@0.5.1 exceljs@4.4.0 xlsx-stream-reader@1.1.1 xlsx@0.18.5

cat >hand-on.cjs <<'EOF'
const { createReadStream, writeFileSync } = require('node:fs');
const { execute } = require('excel-export');
const { Workbook, stream } = require('exceljs');
const { read, utils } = require('xlsx');
const XlsxStreamReader = require('xlsx-stream-reader');

const rows = [
	['ann@example.com', 'Ann', true],
	['bob@example.com', undefined, undefined],
	['cy@example.com', null, null],
];
const cols = Object.entries({ email: 'string', name: 'string', opted_out: 'bool' }).map(([caption, type]) => ({ caption, type }));
const file = execute({ cols, rows });
writeFileSync('people.xlsx', file, 'binary');

(async () => {
	console.log('SheetJS');
	console.log(utils.sheet_to_csv(Object.values(read(file, { type: 'binary' }).Sheets)[0]).trimEnd());
	let count = 0;
	for await (const sheet of new stream.xlsx.WorkbookReader('people.xlsx')) for await (const _ of sheet) count++;
	console.log('exceljs, row by row:', count, 'rows');
	await new Workbook().xlsx.readFile('people.xlsx').catch(() => console.log('exceljs, as a whole: an error'));
	count = 0;
	const reader = new XlsxStreamReader();
	reader.on('worksheet', (sheet) => sheet.on('row', () => count++).process());
	reader.on('end', () => console.log('xlsx-stream-reader:', count, 'rows'));
	createReadStream('people.xlsx').pipe(reader);
})();
EOF
found=$(node --no-warnings hand-on.cjs)
echo "$found"
[ "$found" = 'SheetJS
email,name,opted_out
ann@example.com,Ann,TRUE
bob@example.com,undefined,FALSE
cy@example.com,,
exceljs, row by row: 0 rows
exceljs, as a whole: an error
xlsx-stream-reader: 0 rows' ] || exit 1
