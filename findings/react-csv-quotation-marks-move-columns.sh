#!/bin/bash
# The CSV that react-csv offers for download, as many admin pages do, is read in three ways where a text ends with a
# quotation mark. react-csv puts every cell into quotation marks and leaves those within as they are. PapaParse and
# csv-parser take the two at the end of "Cafe "C"" for one of the text: the company goes on over the next cell, and the
# ZIP code is the city; PapaParse tells of it in its list of errors, and csv-parser nowhere. csvtojson finds all cells,
# but the company has four marks instead of two. fast-csv refuses a file with "Acme "A", Ltd" in it.
#
# Installs the five in a temporary folder, and has two small files of the first read by the others. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --legacy-peer-deps react-csv@2.2.2 papaparse@5.7.1 csv-parser@3.2.1 \
	csvtojson@2.0.14 fast-csv@5.0.8

cat >read.cjs <<'EOF'
const { toCSV } = require('react-csv/lib/core');
const { parse } = require('papaparse');
const { parseString } = require('fast-csv');
const csvtojson = require('csvtojson');
const parser = require('csv-parser');

const collected = (stream) =>
	new Promise((resolve) => {
		const rows = [];
		stream.on('data', (row) => rows.push(row)).on('end', () => resolve(rows)).on('error', () => resolve('refused'));
	});
const show = (name, found) => console.log(`${name}: ${typeof found === 'string' ? found : JSON.stringify(found)}`);
(async () => {
	const bob = toCSV([{ company: 'Cafe "C"', city: 'Kent', zip: '62701' }]);
	console.log(bob);
	const { data, errors } = parse(bob, { header: true });
	show('PapaParse', data);
	show('PapaParse', errors[0]?.message ?? 'no error');
	const stream = parser();
	stream.end(bob);
	show('csv-parser', await collected(stream));
	show('csvtojson', await csvtojson().fromString(bob));
	const ann = toCSV([{ company: 'Acme "A", Ltd', city: 'Rome' }]);
	show('fast-csv', await collected(parseString(ann, { headers: true })));
})();
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = '"company","city","zip"
"Cafe "C"","Kent","62701"
PapaParse: [{"company":"Cafe \"C\",\"Kent","city":"62701"}]
PapaParse: Trailing quote on quoted field is malformed
csv-parser: [{"company":"Cafe \"C\",\"Kent","city":"62701"}]
csvtojson: [{"company":"\"Cafe \"C\"\"","city":"Kent","zip":"62701"}]
fast-csv: refused' ] || exit 1
