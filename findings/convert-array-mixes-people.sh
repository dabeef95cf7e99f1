#!/bin/bash
# Two packages that turn lists into CSV and back give people the values of others. convert-array-to-csv takes the
# columns from the first person, and then writes the values of each one in the order in which they come: of somebody
# whose city is told before the email address, the city stands under email, and somebody without a ZIP code has the next
# field in its place. JSON has no order of names, so databases and services may give each person another one. The other
# way round, convert-csv-to-array does not know quotation marks: a comma within a text makes one cell more, which gets
# the name "undefined", and this value stays with everybody below: Bob and Cy have Ann's phone there.
#
# Installs both in a temporary folder, writes three people and reads three. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts convert-array-to-csv@2.0.0 convert-csv-to-array@1.0.3

cat >both.cjs <<'EOF'
const { convertArrayToCSV } = require('convert-array-to-csv');
const { convertCSVToArray } = require('convert-csv-to-array');
const people = [
	{ email: 'ann@example.com', zip: '00950', city: 'Rome' },
	{ city: 'Kent', zip: '62701', email: 'bob@example.com' },
	{ email: 'cy@example.com', city: 'Bonn' },
];
console.log(convertArrayToCSV(people).trim());
const csv = 'email,company,phone\nann@example.com,"Acme, Ltd",5551230001\nbob@example.com,Bolt,5551230002\ncy@example.com,,\n';
const options = { type: 'object', separator: ',', header: false };
for (const person of convertCSVToArray(csv, options)) console.log(JSON.stringify(person));
EOF
found=$(node both.cjs)
echo "$found"
[ "$found" = 'email,zip,city
ann@example.com,00950,Rome
Kent,62701,bob@example.com
cy@example.com,Bonn
{"email":"ann@example.com","company":"\"Acme","phone":" Ltd\"","undefined":5551230001}
{"email":"bob@example.com","company":"Bolt","phone":5551230002,"undefined":5551230001}
{"email":"cy@example.com","company":"","phone":"","undefined":5551230001}' ] || exit 1
