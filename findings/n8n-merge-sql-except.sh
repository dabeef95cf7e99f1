#!/bin/bash
# In n8n's Merge node (SQL Query), EXCEPT removes nobody. "SELECT * FROM input1 EXCEPT SELECT * FROM input2", meant for
# a segment without those who have opted out, gives the whole segment, those included. INTERSECT gives nobody, and
# neither gives an error. AlaSQL, the database in that node, compares the rows of a `*` as JavaScript objects, and such
# an object equals nothing but itself. With one column by its name (SELECT email ...) both are right, and so is WHERE
# email NOT IN (...). UNION, which should give each row once, gives equal rows twice, because n8n adds to each row where
# it comes from.
#
# Installs AlaSQL in a temporary folder, gives it the rows as n8n's node does, and prints the results. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0 >/dev/null

cat >run.js <<'JS'
const alasql = require('alasql');

const rows = (names) =>
	names.map((name, item) => ({ email: `${name}@example.com`, name, pairedItem: [{ item }] }));
function emailsOf(query, first, second) {
	const database = new alasql.Database();
	[first, second].forEach((names, index) => {
		database.exec(`CREATE TABLE input${index + 1}`);
		database.tables[`input${index + 1}`].data = rows(names);
	});
	const emails = database.exec(query).map(({ email }) => email);
	console.log(`${query}: ${emails.sort().join(', ') || '(nobody)'}`);
	return emails.length;
}

console.log(`AlaSQL ${require('alasql/package.json').version}; input1 is ann and bob, input2 is bob`);
const found = [
	'SELECT * FROM input1 EXCEPT SELECT * FROM input2',
	'SELECT email FROM input1 EXCEPT SELECT email FROM input2',
	'SELECT * FROM input1 WHERE email NOT IN (SELECT email FROM input2)',
	'SELECT * FROM input1 INTERSECT SELECT * FROM input2',
	'SELECT email FROM input1 INTERSECT SELECT email FROM input2',
	'SELECT * FROM input1 UNION SELECT * FROM input2',
	'SELECT email FROM input1 UNION SELECT email FROM input2',
].map((query) => emailsOf(query, ['ann', 'bob'], ['bob']));
process.exit(String(found) === '2,1,1,0,1,3,2' ? 0 : 1);
JS
node run.js
