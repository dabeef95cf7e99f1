#!/bin/bash
# PapaParse does not find the semicolon in a short file that ends with a line break. To guess the delimiter it reads the
# first ten lines and wants about two cells in each of them, and the nothing after the last line break counts as a line
# of one cell. In a file of two columns (email;name) with up to eight people the average is then too low, and PapaParse
# falls back to the comma: there is one column, "email;name", and no address is found. With nine people, without the
# last line break, or with `skipEmptyLines` the file is read. So the export of a small segment fails where that of a
# large one went well.
#
# Installs PapaParse in a temporary folder and reads four small files. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 >/dev/null

cat >run.js <<'JS'
const { parse } = require('papaparse');

const people = (count) => ['email;name', ...Array(count).fill('ann@example.com;Ann')].join('\n');
const read = (what, text, options) => {
	const { data, errors, meta } = parse(text, { header: true, ...options });
	const codes = errors.map(({ code }) => code).join();
	console.log(`${what.padEnd(34)} by ${meta.delimiter}  ${JSON.stringify(data[0])}  ${codes}`);
	return `${meta.delimiter}${codes}`;
};
const found = [
	read('8 people', `${people(8)}\n`),
	read('8 people, without the last break', people(8)),
	read('8 people, skipEmptyLines', `${people(8)}\n`, { skipEmptyLines: true }),
	read('9 people', `${people(9)}\n`),
];
process.exit(String(found) === ',UndetectableDelimiter,;,;,;TooFewFields' ? 0 : 1);
JS
echo "PapaParse $(node -p 'require("papaparse/package.json").version'), Node $(node -v)"
node run.js
