#!/bin/bash
# json-2-csv makes the line break at the end of a file a part of the last person's last cell: "Ray" is "Ray" and a line
# break. Every cell is read as JSON by itself where it can be, so one column has several types: the ZIP code "62701" is
# a number, and "00950" is a text, as no number in JSON begins with a zero; an ID of twenty digits is rounded; and the
# last name "null" is no name at all. The other way round, a person who does not have a value gets the word undefined in
# the file, a name like any other to whoever reads it.
#
# Installs json-2-csv in a temporary folder, reads two people and writes two. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts json-2-csv@5.6.0 >/dev/null

cat >run.js <<'JS'
const { csv2json, json2csv } = require('json-2-csv');

const read = csv2json('email,zip,id,last_name\nann@example.com,62701,12345678901234567890,null\nbob@example.com,00950,7,Ray\n');
const written = json2csv([{ email: 'bob@example.com', last_name: 'Ray' }, { email: 'ann@example.com' }]);
for (const person of read) console.log(JSON.stringify(person));
console.log(JSON.stringify(written));
const isAsBefore =
	JSON.stringify(read) ===
		'[{"email":"ann@example.com","zip":62701,"id":12345678901234567000,"last_name":null},' +
			'{"email":"bob@example.com","zip":"00950","id":7,"last_name":"Ray\\n"}]' &&
	written === 'email,last_name\nbob@example.com,Ray\nann@example.com,undefined';
process.exit(isAsBefore ? 0 : 1);
JS
echo "json-2-csv $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/json-2-csv/package.json")).version'), Node $(node -v)"
node run.js
