#!/bin/bash
# exceljs reads a day that SheetJS wrote as a day in June 1905. A cell may hold its day as text by ISO 8601 (type "d",
# ECMA-376 part 1, 18.18.11), and SheetJS writes it so with `cellDates`. exceljs reads that text as a number, finds 1990
# at its beginning, and takes it for the 1990th day since 1900: everybody who was born in 1990 has a birthday on 12 June
# 1905, and everybody who was born in 1991 one day later. SheetJS itself reads the right days.
#
# Installs both in a temporary folder, writes two birthdays with SheetJS and reads them with exceljs. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 @e965/xlsx@0.20.3 >/dev/null

cat >run.js <<'JS'
const { Workbook } = require('exceljs');
const { read, utils, version, write } = require('@e965/xlsx');

const days = ['1990-05-17', '1991-12-08'].map((day) => new Date(`${day}T00:00:00Z`));
const sheet = utils.aoa_to_sheet(days.map((day) => [day]), { cellDates: true, UTC: true });
const book = utils.book_new();
utils.book_append_sheet(book, sheet, 'Birthdays');
const file = write(book, { type: 'buffer', bookType: 'xlsx', cellDates: true });
const bySheetJs = utils.sheet_to_json(read(file, { cellDates: true, UTC: true }).Sheets.Birthdays, { header: 1, UTC: true });
const isoOf = (day) => (day instanceof Date ? day.toISOString().slice(0, 10) : String(day));

const workbook = new Workbook();
workbook.xlsx.load(file).then(() => {
	const own = bySheetJs.map(([day]) => isoOf(day));
	const found = [1, 2].map((row) => isoOf(workbook.worksheets[0].getCell(row, 1).value));
	console.log(`SheetJS ${version}: ${own}`);
	console.log(`exceljs ${require('exceljs/package.json').version}:  ${found}`);
	process.exit(String(found) === '1905-06-12,1905-06-13' && String(own) === '1990-05-17,1991-12-08' ? 0 : 1);
}).catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
