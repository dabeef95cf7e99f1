#!/bin/bash
# odata-query, a writer of OData's queries as Dataverse, Dynamics and others take them, leaves out a condition whose value
# is not there. { filter: { segmentid: id } } asks for the members of a segment, and with an id that is undefined (a name
# that was not found, a field that is called otherwise) for everybody, without a $filter at all. So does the empty list
# of an `or`: whoever is in one of no segments is everybody. null is a value ("eq null"), and an empty `in` is written as
# "in ()", which services refuse. Who exports a segment by it should look at the query before it is sent.
#
# Installs odata-query in a temporary folder, writes the queries of a few filters, and prints them. Ends with 1 if that
# is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts odata-query@8.1.0 >/dev/null

cat >run.js <<'JS'
const { readFileSync } = require('node:fs');
const { inspect } = require('node:util');
const buildQuery = require('odata-query').default;

console.log(`odata-query ${JSON.parse(readFileSync('node_modules/odata-query/package.json')).version}`);
const expected = [
	[{ segmentid: 'vip' }, "?$filter=segmentid eq 'vip'"],
	[{ segmentid: undefined }, ''],
	[{ segmentid: { eq: undefined } }, ''],
	[{ segmentid: undefined, statecode: 0 }, '?$filter=statecode eq 0'],
	[{ or: [] }, ''],
	[{ segmentid: null }, '?$filter=segmentid eq null'],
	[{ segmentid: { in: [] } }, '?$filter=segmentid in ()'],
];
let isAsBefore = true;
for (const [filter, query] of expected) {
	const found = buildQuery({ filter });
	console.log(`${inspect(filter)}: ${found || '(no filter: everybody)'}`);
	isAsBefore &&= found === query;
}
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
