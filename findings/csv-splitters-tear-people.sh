#!/bin/bash
# Two packages that split large CSV files tear people apart. Services take so many people at a time, and so long lists are
# split before they are imported. csv-split-stream and csv-splitter promise a number of rows in each part, and count line
# breaks; but a text in quotation marks may hold some (RFC 4180, section 2.6), such as a street in two lines. Where the
# parts meet within Cy's, one ends with a quotation mark that is never closed, and the next has the rest of her street
# below the column names, with a mark in the middle of a word. csv-parse can read neither: of four people Dee is left, in a
# third part, and of csv-splitter's two parts nobody.
#
# Installs both, and csv-parse to read what they write, in a temporary folder, and splits a list of four people into
# parts of two or three lines. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit csv-split-stream@1.0.2 csv-splitter@1.1.0 csv-parse@7.0.1 >/dev/null

printf '%s\n' email,name,street 'ann@example.com,Ann,1 Main St' 'cy@example.com,Cy,"2 High St' 'Flat 3"' 'bob@example.com,Bob,4 Low St' \
	'dee@example.com,Dee,5 Mill St' >people.csv
cat >split.cjs <<'EOF'
const { createReadStream, createWriteStream } = require('node:fs');
require('csv-split-stream').split(createReadStream('people.csv'), { lineLimit: 2 }, (part) => createWriteStream(`stream_${part}.csv`));
EOF
cat >read.cjs <<'EOF'
const { readFileSync } = require('node:fs');
const { parse } = require('csv-parse/sync');
for (const part of process.argv.slice(2)) {
	try {
		const people = parse(readFileSync(part), { columns: true, relax_column_count: true });
		console.log(people.map(({ email }) => email).join(' '));
	} catch ({ code }) {
		console.log(code);
	}
}
EOF
node split.cjs
mkdir parts
node node_modules/csv-splitter/csv-splitter.js people.csv 3 -o parts >/dev/null
found=$(node read.cjs stream_*.csv && echo csv-splitter && node read.cjs parts/*.csv)
echo "$found"
[ "$found" = 'CSV_QUOTE_NOT_CLOSED
INVALID_OPENING_QUOTE
dee@example.com
csv-splitter
CSV_QUOTE_NOT_CLOSED
INVALID_OPENING_QUOTE' ] || exit 1
