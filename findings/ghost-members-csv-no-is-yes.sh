#!/bin/bash
# Ghost's members-csv, which reads and writes the CSV of a newsletter's members, takes "no", "0" and an empty cell in
# the column `subscribed_to_emails` for a yes. Only the word false, in capitals or not, says that somebody has opted
# out; "FALSE" with a blank behind it says the opposite. So a list from a service that writes "no", or that leaves the
# cell empty for who has left, is read with everybody subscribed. The column `complimentary_plan` is read the other way
# round: only true is a yes. A label "Customers, 2024" is written with its comma into the cell of all labels, and read
# as two; a name "True" is no text any more, and a note that begins with a plus comes back with an apostrophe before it.
#
# Installs @tryghost/members-csv in a temporary folder, reads the same person with several answers, and writes and reads
# one member. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @tryghost/members-csv@2.0.7

printf '%s\n' email,subscribed_to_emails,complimentary_plan 1@example.com,false,false 2@example.com,FALSE,no \
	3@example.com,no,yes 4@example.com,0,1 '5@example.com,,' '6@example.com,FALSE ,true' >people.csv
cat >members.cjs <<'EOF'
const { parse, unparse } = require('@tryghost/members-csv');
const { writeFileSync } = require('node:fs');
const columns = { email: 'email', name: 'name', note: 'note', labels: 'labels' };
(async () => {
	const consent = { email: 'email', subscribed_to_emails: 'subscribed', complimentary_plan: 'complimentary_plan' };
	for (const member of await parse('people.csv', consent)) console.log(JSON.stringify({ ...member, labels: undefined }));
	const ann = { email: 'ann@example.com', name: 'True', note: '+48601234567', labels: [{ name: 'Customers, 2024' }] };
	writeFileSync('member.csv', unparse([ann], Object.keys(columns)));
	console.log(JSON.stringify(await parse('member.csv', columns)));
})();
EOF
found=$(node members.cjs)
echo "$found"
[ "$found" = '{"email":"1@example.com","subscribed":false,"complimentary_plan":false}
{"email":"2@example.com","subscribed":false,"complimentary_plan":false}
{"email":"3@example.com","subscribed":true,"complimentary_plan":false}
{"email":"4@example.com","subscribed":true,"complimentary_plan":false}
{"email":"5@example.com","subscribed":true,"complimentary_plan":false}
{"email":"6@example.com","subscribed":true,"complimentary_plan":true}
[{"email":"ann@example.com","name":true,"note":"'"'"'+48601234567","labels":[{"name":"Customers"},{"name":" 2024"}]}]' ] || exit 1
