#!/bin/bash
# PapaParse finds no semicolon in a short file that ends with a line break. To guess the delimiter it reads the first
# ten lines and wants two cells in each on average; the nothing behind the last line break counts as a line of one cell.
# In a file of two columns (email;name) with up to eight people that makes less than two, so it falls back to the comma:
# one column named "email;name", in which no address is found. With nine people, without the last line break, or with
# `skipEmptyLines` the same file is read. A segment of a few people fails where the large ones went well.
#
# Installs PapaParse in a temporary folder and reads four small files. Ends with 1 if that is no longer so.
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
