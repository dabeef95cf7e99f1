#!/bin/bash
# fixy makes 1250 of an amount of 12.50, and moves the columns of who has a long name. It reads and writes files of
# fixed width, as banks, payroll programs and donation services hand them over. A number of the kind float may stand
# there without its decimal point; fixy takes off the blanks around it first, and then puts the point where it would
# belong in a field that is filled up. So 00001250 is 12.50, and 1250 after four blanks is 1250.00; 12.50 is right.
# When it writes rows of several levels, a text that is longer than its column is left out whole, without blanks in its
# place, and all that follows stands further left: read back, Ann's city is her ZIP code. Of what is not known it
# writes the word undefined or null.
#
# Installs fixy in a temporary folder, reads three amounts and writes three people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit fixy@1.3.3

cat >run.cjs <<'EOF'
const fixy = require('fixy');

const gift = [
	{ name: 'email', start: 1, width: 16, type: 'string' },
	{ name: 'gift', start: 17, width: 8, type: 'float', precision: 2 },
];
const rows = ['ann@example.com 00001250', 'bob@example.com     1250', 'cy@example.com     12.50'];
for (const row of fixy.parse({ map: gift, options: { fullwidth: 24, skiplines: null, format: 'json' } }, rows.join('\n'))) console.log(row.email, row.gift);

const person = ['email', 'city', 'zip'].map((name) => ({ name, level: 'people', width: { email: 16, city: 12, zip: 9 }[name], padding_position: 'end' }));
const people = [
	{ email: 'ann@example.com', city: 'Springfield Hills', zip: '62701' },
	{ email: 'bob@example.com', city: 'Springfield' },
	{ email: 'cy@example.com', city: null, zip: '00950' },
];
console.log(fixy.unparse(person, { people }, ['people']).split('\n').map((row) => `[${row}]`).join('\n'));
EOF
found=$(node run.cjs)
echo "$found"
[ "$found" = "ann@example.com 12.50
bob@example.com 1250.00
cy@example.com 12.50
[ann@example.com 62701    ]
[bob@example.com Springfield undefined]
[cy@example.com  null        00950    ]" ] || exit 1
