#!/bin/bash
# exceljs writes CSV files with rows of different lengths. A row ends at its last cell that was ever set, so gaps at its
# end get no commas, although the header names the columns; csv-parse then refuses the file. The file ends without a
# line break as well, so nobody can see whether the last row has gaps or was cut off on its way. A gap in the middle of
# a row does get its comma, and so does an empty text at the end.
#
# Installs exceljs and csv-parse in a temporary folder, writes a sheet of three columns and reads it again. Exits with 1
# if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 csv-parse@6.2.1 >/dev/null

cat >run.js <<'JS'
const { parse } = require('csv-parse/sync');
const { Workbook } = require('exceljs');

const workbook = new Workbook();
workbook.addWorksheet('People').addRows([
	['email', 'phone', 'note'],
	['ann@example.com', null, 'x'],
	['bob@example.com', '', ''],
	['cy@example.com', null, null],
]);
workbook.csv.writeBuffer().then((written) => {
	const csv = String(written);
	console.log(JSON.stringify(csv));
	let refusal;
	try {
		parse(csv, { columns: true });
	} catch (error) {
		refusal = error.code;
	}
	console.log(`csv-parse: ${refusal}`);
	const isAsBefore = csv === 'email,phone,note\nann@example.com,,x\nbob@example.com,,\ncy@example.com';
	process.exit(isAsBefore && refusal === 'CSV_RECORD_INCONSISTENT_COLUMNS' ? 0 : 1);
}).catch((error) => { console.error(error); process.exit(1); });
JS
echo "exceljs $(node -p 'require("exceljs/package.json").version'), Node $(node -v)"
node run.js
