#!/bin/bash
# odata-query, which writes queries for OData services such as Dynamics, leaves out a condition whose value is
# undefined. { filter: { segmentid: id } } asks for the members of a segment; if id is undefined (a name that was not
# found, a misspelled field), there is no $filter at all, and the query asks for everybody. An empty list of an `or`
# does the same: to be in one of no segments is to be anybody. null is a value like any other ("eq null"), and an empty
# `in` is written as "in ()".
#
# Installs odata-query in a temporary folder, writes the queries of a few filters, and prints them. Exits with 1 if this
# changes.
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
