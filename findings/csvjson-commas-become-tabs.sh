#!/bin/bash
# csvjson puts a tab into the company "Acme, Ltd". Its toCSV writes no quotation marks around a text that needs them;
# instead every delimiter and every line break within a text becomes a tab. With `wrap` all texts are in quotation
# marks, but one within a text is not written twice, so the file is broken. A field of an object is called without the
# object: somebody's own city and that of the billing address are two columns "city". The other way round, toObject with
# `quote` loses the rest of a person from a cell on in which a quotation mark is written twice, as CSV has it: Ann has
# neither company nor ZIP code then, and nothing tells so.
#
# Installs csvjson in a temporary folder, writes three people and reads one. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts csvjson@5.1.0

cat >write.cjs <<'EOF'
const csvjson = require('csvjson');
const shown = (text) => text.replaceAll('\t', '<tab>').trim();
const ann = { email: 'ann@example.com', company: 'Acme, Ltd', street: 'Main St 1\nFlat 2', city: 'Kent', billing: { city: 'Rome' } };
console.log(shown(csvjson.toCSV([ann], { headers: 'key' })));
console.log(shown(csvjson.toCSV([{ email: 'bob@example.com', company: 'Bolt, Inc; Rome' }], { headers: 'key', delimiter: ';' })));
console.log(shown(csvjson.toCSV([{ email: 'cy@example.com', company: 'Cafe "C"' }], { headers: 'key', wrap: true })));
const csv = 'email,company,zip\nann@example.com,"Acme ""A"", Ltd",00950\n';
console.log(JSON.stringify(csvjson.toObject(csv, { quote: true })));
EOF
found=$(node write.cjs)
echo "$found"
[ "$found" = 'email,company,street,city,city
ann@example.com,Acme<tab> Ltd,Main St 1<tab>Flat 2,Kent,Rome
email;company
bob@example.com;Bolt, Inc<tab> Rome
"email","company"
"cy@example.com","Cafe "C""
[{"email":"ann@example.com","company":"","zip":""}]' ] || exit 1
