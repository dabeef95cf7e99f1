#!/bin/bash
# csv-parse's `info.lines` counts a CRLF within quotation marks as two lines, one for each of its bytes, although a CRLF
# between records counts as one. In a file as Excel writes it, with a text of several lines in a cell, every line number
# after that cell is too high, so an error is reported on the wrong line. With LF alone the numbers are right.
#
# Installs csv-parse in a temporary folder and reads the same three lines with both line ends. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts csv-parse@7.0.3 >/dev/null

cat >run.js <<'JS'
const { parse } = require('csv-parse/sync');

const linesWith = (lineEnd) => {
	const text = ['name,note', 'Ann,"two', 'lines"', ''].join(lineEnd);
	const lines = parse(text, { info: true, record_delimiter: lineEnd }).at(-1).info.lines;
	console.log(`${JSON.stringify(text)}: the last record ends in line ${lines}`);
	return lines;
};
process.exit(linesWith('\n') === 3 && linesWith('\r\n') === 4 ? 0 : 1);
JS
echo "csv-parse $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/csv-parse/package.json")).version'), Node $(node -v)"
node run.js
