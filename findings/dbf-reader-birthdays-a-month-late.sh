#!/bin/bash
# dbf-reader makes everybody's birthday a month late. It reads dBase files, in which programs of clubs, shops and town
# halls keep their people. A day stands there as 19900517; dbf-reader hands the 05 to JavaScript's Date, which counts
# months from 0, so 17 May is 17 June, a day in December is one in January of the next year, and 31 January is 3 March.
# No day is invalid, and nobody's birthday is right. What is not known becomes a value: a number that was left empty is
# 0, and a yes or no that nobody has answered ("?") is false, like a no.
#
# Installs dbf-reader and dbffile, which writes such files, in a temporary folder, and hands three people on. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit dbf-reader@1.0.3 dbffile@1.12.0

cat >read.cjs <<'EOF'
const { readFileSync } = require('node:fs');
const { DBFFile } = require('dbffile');
const { Dbf } = require('dbf-reader/dbf');

const fields = [
	{ name: 'EMAIL', type: 'C', size: 20 },
	{ name: 'BORN', type: 'D', size: 8 },
	{ name: 'CHILDREN', type: 'N', size: 2 },
	{ name: 'MAIL', type: 'L', size: 1 },
];
const people = [
	['ann', '1990-05-17', 2, true],
	['bob', '1985-12-24', 0, false],
	['cy', '2000-01-31', null, null],
].map(([name, born, CHILDREN, MAIL]) => ({ EMAIL: `${name}@example.com`, BORN: new Date(born), CHILDREN, MAIL }));

(async () => {
	await (await DBFFile.create('people.dbf', fields)).appendRecords(people);
	const file = readFileSync('people.dbf');
	console.log(file.toString('latin1').match(/\d{8}/g).join(' '));
	for (const { EMAIL, BORN, CHILDREN, MAIL } of Dbf.read(file).rows) {
		console.log(EMAIL, [BORN.getFullYear(), BORN.getMonth() + 1, BORN.getDate()].join('-'), CHILDREN, MAIL);
	}
})();
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = "19900517 19851224 20000131
ann@example.com 1990-6-17 2 true
bob@example.com 1986-1-24 0 false
cy@example.com 2000-3-2 0 false" ] || exit 1
