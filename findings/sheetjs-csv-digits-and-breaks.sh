#!/bin/bash
# SheetJS's sheet_to_csv loses two things that the sheet has and sheet_to_json keeps. A number of 12 digits or more in a
# cell without a number format (a telephone number with its country code, an ID) is written as a narrow column would
# show it, 1.23457E+11: six digits are left, unless `rawNumbers` is set. A text with a carriage return alone (old Macs,
# notes from some CRMs) is written without quotation marks, although a text with a line feed gets them. SheetJS itself
# then reads it as two rows, and the second one begins in the first column. n8n's Convert to File writes its CSV in this
# way.
#
# Installs SheetJS in a temporary folder, writes a sheet as CSV and reads it again. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null

cat >run.js <<'JS'
const { read, utils, version } = require('xlsx');

const people = [
	{ email: 'ann@example.com', phone: 123456789012, note: 'first\rsecond' },
	{ email: 'bob@example.com', phone: 12345678901, note: 'first\nsecond' },
];
const sheet = utils.json_to_sheet(people);
const csv = utils.sheet_to_csv(sheet);
const again = utils.sheet_to_json(read(csv, { type: 'string', raw: true }).Sheets.Sheet1);
console.log(`SheetJS ${version}`);
console.log(`sheet_to_json:     ${JSON.stringify(utils.sheet_to_json(sheet))}`);
console.log(`sheet_to_csv:      ${JSON.stringify(csv)}`);
console.log(`with rawNumbers:   ${JSON.stringify(utils.sheet_to_csv(sheet, { rawNumbers: true }))}`);
console.log(`read by SheetJS:   ${JSON.stringify(again)}`);
const isAsBefore =
	csv === 'email,phone,note\nann@example.com,1.23457E+11,first\rsecond\nbob@example.com,12345678901,"first\nsecond"' &&
	utils.sheet_to_csv(sheet, { rawNumbers: true }).includes('123456789012') &&
	again.length === 3 && again[1].email === 'second';
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
