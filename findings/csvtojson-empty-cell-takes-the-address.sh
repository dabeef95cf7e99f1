#!/bin/bash
# A CSV file that json2csv wrote of two people has lost Ann's address when csvtojson has read it. json2csv's `flatten`
# makes columns of the fields of an object, address.city and address.zip; somebody whose address is null adds one more,
# address. To csvtojson a point in a name means an object, so it builds Ann's address out of the first two, and then
# puts the empty cell of the third one in its place. If the person without an address comes first, so does that column,
# and Ann's address is kept: whether the people of a segment have an address depends on who is the first of them. In the
# same way the columns Name and Name.first keep only what stands in the second one.
#
# Installs both in a temporary folder and hands on the same two people in both orders. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @json2csv/plainjs@7.0.8 @json2csv/transforms@7.0.8 csvtojson@2.0.14

cat >both.cjs <<'EOF'
const { Parser } = require('@json2csv/plainjs');
const { flatten } = require('@json2csv/transforms');
const read = require('csvtojson');
const ann = { email: 'ann@example.com', address: { city: 'Rome', zip: '00950' } };
const bob = { email: 'bob@example.com', address: null };
(async () => {
	for (const people of [[ann, bob], [bob, ann]]) {
		const csv = new Parser({ transforms: [flatten()] }).parse(people);
		const { address } = (await read().fromString(csv)).find(({ email }) => email === ann.email);
		console.log(csv.split('\n')[0], JSON.stringify(address));
	}
	console.log(JSON.stringify(await read().fromString('Name,Name.first\nAnn Lee,Ann\n')));
})();
EOF
found=$(node both.cjs)
echo "$found"
[ "$found" = '"email","address.city","address.zip","address" ""
"email","address","address.city","address.zip" {"city":"Rome","zip":"00950"}
[{"Name":{"first":"Ann"}}]' ] || exit 1
