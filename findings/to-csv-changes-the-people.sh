#!/bin/bash
# to-csv (npm) writes its quotation marks into the people themselves. A text with a comma, a line break or a quotation
# mark needs marks around it in CSV; to-csv puts the marked text into the object that it was given. Whatever the program
# does next with the same people, such as writing to them or keeping them in a database, they live in "Main St 1, Flat
# 2" with the marks, and a second file has them twice, with backslashes before the first ones. In the file a backslash
# stands before marks within a text instead of a second mark, so csv-parse refuses it, and PapaParse moves all that
# follows: Bob works for The \"Bolt\, and his city is Mill St.
#
# Installs the three in a temporary folder, and writes two people twice. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit to-csv@0.1.1 csv-parse@7.0.1 papaparse@5.7.1

cat >write.cjs <<'EOF'
const toCsv = require('to-csv');
const people = [
	{ email: 'ann@example.com', company: 'Acme', street: 'Main St 1, Flat 2', city: 'Rome' },
	{ email: 'bob@example.com', company: 'The "Bolt", Ltd', street: 'Mill St', city: 'Kent' },
];
const first = toCsv(people);
console.log(first.trim());
console.log(JSON.stringify(people.map(({ company, street }) => [company, street])));
console.log(toCsv(people).trim());
try {
	console.log(JSON.stringify(require('csv-parse/sync').parse(first, { columns: true, relax_column_count: true })));
} catch ({ code }) {
	console.log(`csv-parse: ${code}`);
}
console.log(JSON.stringify(require('papaparse').parse(first.trim(), { header: true }).data[1]));
EOF
found=$(node write.cjs | tr -d '\r')
echo "$found"
[ "$found" = 'email,company,street,city
ann@example.com,Acme,"Main St 1, Flat 2",Rome
bob@example.com,"The \"Bolt\", Ltd",Mill St,Kent
[["Acme","\"Main St 1, Flat 2\""],["\"The \\\"Bolt\\\", Ltd\"","Mill St"]]
email,company,street,city
ann@example.com,Acme,"\"Main St 1, Flat 2\"",Rome
bob@example.com,"\"The \\"Bolt\\", Ltd\"",Mill St,Kent
csv-parse: CSV_INVALID_CLOSING_QUOTE
{"email":"bob@example.com","company":"The \\\"Bolt\\","street":" Ltd\"","city":"Mill St","__parsed_extra":["Kent"]}' ] || exit 1
