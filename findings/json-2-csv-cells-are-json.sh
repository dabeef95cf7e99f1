#!/bin/bash
# json-2-csv reads each cell as JSON where it is such, and writes what is none. Of its own file, or any other, the last
# name "null" is nothing, an ID of twenty digits is a rounded number, and of the ZIP codes of one column "62701" is a
# number and "00950" a text, since a number in JSON begins with no zero: compared with each other they are never equal.
# The line break at the file's end becomes a part of the last person's last cell. A value that a person does not have is
# written as the word undefined, a name like any other to whoever reads the file.
#
# Installs json-2-csv in a temporary folder, reads two people and writes one. Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts json-2-csv@5.6.0 >/dev/null

cat >run.js <<'JS'
const { csv2json, json2csv } = require('json-2-csv');

const read = csv2json('email,zip,id,last_name\nann@example.com,62701,12345678901234567890,null\nbob@example.com,00950,7,Ray\n');
const written = json2csv([{ email: 'ann@example.com', last_name: undefined, city: 'Rome' }]);
for (const person of read) console.log(JSON.stringify(person));
console.log(JSON.stringify(written));
const isAsBefore =
	JSON.stringify(read) ===
		'[{"email":"ann@example.com","zip":62701,"id":12345678901234567000,"last_name":null},' +
			'{"email":"bob@example.com","zip":"00950","id":7,"last_name":"Ray\\n"}]' &&
	written === 'email,last_name,city\nann@example.com,undefined,Rome';
process.exit(isAsBefore ? 0 : 1);
JS
echo "json-2-csv $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/json-2-csv/package.json")).version'), Node $(node -v)"
node run.js
