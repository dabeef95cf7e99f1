#!/bin/bash
# dbffile turns people into others. It writes dBase files, which programs of clubs, shops and town halls read, and whose
# columns have a fixed size. A value that is longer is cut at its end, and nothing is told, although the package checks the
# kind of each value, and refuses people whose number is a text. With 19 characters for the address,
# ann.lee@example.com.au is ann.lee@example.com, who is somebody else; with eight digits for the number, the member
# 1234567890 is the member 12345678; and an amount of 1234567.89 has lost its cents.
#
# Installs dbffile in a temporary folder, and writes and reads two people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit dbffile@1.13.0 >/dev/null

cat >write.cjs <<'EOF'
const { DBFFile } = require('dbffile');
const fields = [
	{ name: 'EMAIL', type: 'C', size: 19 },
	{ name: 'MEMBER', type: 'N', size: 8 },
	{ name: 'AMOUNT', type: 'N', size: 8, decimalPlaces: 2 },
];
const people = [
	{ EMAIL: 'ann.lee@example.com', MEMBER: 12345678, AMOUNT: 12.5 },
	{ EMAIL: 'ann.lee@example.com.au', MEMBER: 1234567890, AMOUNT: 1234567.89 },
];
(async () => {
	const file = await DBFFile.create('people.dbf', fields);
	await file.appendRecords([{ ...people[0], MEMBER: '12345678' }]).catch(({ message }) => console.log(message));
	await file.appendRecords(people);
	for (const person of await (await DBFFile.open('people.dbf')).readRecords()) console.log(JSON.stringify(person));
})();
EOF
found=$(node write.cjs)
echo "$found"
[ "$found" = 'MEMBER: expected a number
{"EMAIL":"ann.lee@example.com","MEMBER":12345678,"AMOUNT":12.5}
{"EMAIL":"ann.lee@example.com","MEMBER":12345678,"AMOUNT":1234567}' ] || exit 1
