#!/bin/bash
# uDSV finds the types of the columns from the last of the rows that it looks at, and reads all rows by these. If the
# last phone has only digits, the column is one of numbers, and "+48 601 234 567" in a row above is NaN (null in JSON);
# the other way round all are texts. A last "no" makes the column one of booleans in which only "yes" is true, so "true"
# becomes false. What is lost depends on the order of the same people.
#
# Installs uDSV in a temporary folder and reads two people in both orders. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts udsv@0.7.3 >/dev/null

cat >run.js <<'JS'
const { inferSchema, initParser } = require('udsv');

const [ann, bob] = ['ann@example.com,+48 601 234 567,true', 'bob@example.com,5551230001,no'];
const read = (...rows) => {
	const text = ['email,phone,vip', ...rows, ''].join('\n');
	const people = initParser(inferSchema(text)).typedObjs(text);
	for (const { email, phone, vip } of people) console.log(email, phone, vip);
	console.log();
	return JSON.stringify(people.map(({ phone, vip }) => [phone, vip]));
};
const bobLast = read(ann, bob);
const annLast = read(bob, ann);
process.exit(bobLast === '[[null,false],[5551230001,false]]' && annLast === '[["5551230001",false],["+48 601 234 567",true]]' ? 0 : 1);
JS
echo "uDSV $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/udsv/package.json")).version'), Node $(node -v)"
node run.js
