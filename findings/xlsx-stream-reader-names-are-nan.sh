#!/bin/bash
# xlsx-stream-reader gives everybody the name NAN. It reads Excel files row by row, and shows each value in the format
# of its cell. A text either stands in the list of all texts of a file, as Excel writes it, or in the cell itself with
# the type "str", as SheetJS writes all texts unless a program says otherwise (bookSST). Of the latter
# xlsx-stream-reader makes a number before it formats it: Ann Lee and ann@example.com are no numbers, so both are NAN,
# without an error, the ZIP code 00950 is 950, and her day alone is right. The names of the columns are NAN as well.
#
# Installs both in a temporary folder, writes the same people with SheetJS in both ways, and reads them. Exits with 1
# if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit xlsx-stream-reader@1.1.1 xlsx@0.18.5 2>/dev/null

cat >read.cjs <<'EOF'
const { createReadStream } = require('node:fs');
const xlsx = require('xlsx');
const XlsxStreamReader = require('xlsx-stream-reader');

/** Writes people with SheetJS, their texts in a list or in the cells, and shows the rows that come back. */
const handOn = (bookSST) =>
	new Promise((resolve, reject) => {
		const sheet = xlsx.utils.aoa_to_sheet([
			['email', 'name', 'born', 'zip'],
			['ann@example.com', 'Ann Lee', { t: 'n', v: 33010, z: 'yyyy-mm-dd' }, '00950'],
		]);
		xlsx.writeFile({ SheetNames: ['people'], Sheets: { people: sheet } }, 'people.xlsx', { bookSST });
		const reader = new XlsxStreamReader();
		reader.on('error', reject);
		reader.on('worksheet', (worksheet) => {
			worksheet.on('row', ({ values }) => console.log(' ', values.slice(1).join(' | ')));
			worksheet.on('end', resolve);
			worksheet.process();
		});
		createReadStream('people.xlsx').pipe(reader);
	});

(async () => {
	console.log('texts in the cells');
	await handOn(false);
	console.log('texts in the list');
	await handOn(true);
})();
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = "texts in the cells
  NAN | NAN | NAN | NAN
  NAN | NAN | 1990-05-17 | 950
texts in the list
  email | name | born | zip
  ann@example.com | Ann Lee | 1990-05-17 | 00950" ] || exit 1
