#!/bin/bash
# exceljs writes one day in three forms into one CSV column, and west of Greenwich a day early. A date in a sheet has no
# time zone; exceljs keeps it as midnight in UTC, but its CSV writer uses the zone of the machine: in New York the 17th
# becomes the evening of the 16th. If the same day is the result of a formula (=A1), it is written by JavaScript's
# String(): "Wed May 16 1990 ...". If it is the text of a link, the link's target is written and the text is lost. A
# formula with an error is "[object Object]", while an error that was typed in keeps its name.
#
# Installs exceljs in a temporary folder, writes a sheet of a few cells as CSV in two zones, and shows the lines. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null

cat >run.js <<'JS'
const { Workbook } = require('exceljs');

const day = new Date(Date.UTC(1990, 4, 17));
const column = [
	day,
	{ formula: 'A1', result: day },
	{ text: '1990-05-17', hyperlink: 'https://example.com/17' },
	{ formula: '1/0', result: { error: '#DIV/0!' } },
	{ error: '#DIV/0!' },
];
const workbook = new Workbook();
const sheet = workbook.addWorksheet('Days');
for (const cell of column) sheet.addRow([cell]);
workbook.csv.writeBuffer().then((csv) => {
	const lines = String(csv).split('\n');
	for (const line of lines) console.log(`${process.env.TZ}: ${line}`);
	const [plain, formula, link, failedFormula, error] = lines;
	const early = process.env.TZ === 'America/New_York';
	const isAsBefore =
		plain === (early ? '1990-05-16T20:00:00-04:00' : '1990-05-17T02:00:00+02:00') &&
		formula.startsWith(early ? 'Wed May 16 1990 20:00:00 GMT-0400' : 'Thu May 17 1990 02:00:00 GMT+0200') &&
		link === 'https://example.com/17' &&
		failedFormula === '[object Object]' &&
		error === '#DIV/0!';
	process.exit(isAsBefore ? 0 : 1);
}).catch((error) => { console.error(error); process.exit(1); });
JS
echo "exceljs $(node -p 'require("exceljs/package.json").version'), Node $(node -v)"
TZ=Europe/Warsaw node run.js
TZ=America/New_York node run.js
