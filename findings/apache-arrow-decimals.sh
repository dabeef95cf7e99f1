#!/bin/bash
# apache-arrow's JavaScript gives decimals without their decimal point. The schema of a table (from DuckDB, Snowflake,
# BigQuery or a Parquet file) says that an amount has two decimals, but table.get(0).amount is 1250 for 12.50: in
# toString(), in Number() and in JSON alike (JSON has it in quotation marks twice). So somebody who spent 12.50 seems to
# have spent 1250. Days are written as Dates and come back as numbers, the milliseconds since 1970; and a moment in
# nanoseconds comes back with a fraction of a millisecond that it never had. Nothing in the row says which value is of
# which kind.
#
# Installs apache-arrow in a temporary folder, writes a table of one person as a stream of bytes, reads it, and prints
# the values. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0 >/dev/null

cat >run.js <<'JS'
const { readFileSync } = require('node:fs');
const arrow = require('apache-arrow');

const twoDecimals = arrow.makeData({
	type: new arrow.Decimal(2, 10, 128), length: 1, nullCount: 0, data: new Uint32Array([1250, 0, 0, 0]),
});
const day = new Date('1990-05-17T00:00:00Z');
const moment = new Date('1990-05-17T10:00:00.123Z');
const written = new arrow.Table({
	email: arrow.vectorFromArray(['ann@example.com'], new arrow.Utf8()),
	amount: arrow.makeVector(twoDecimals),
	birthday: arrow.vectorFromArray([day], new arrow.DateDay()),
	joined: arrow.vectorFromArray([moment], new arrow.TimestampNanosecond()),
});
const table = arrow.tableFromIPC(arrow.tableToIPC(written));
const person = table.get(0).toJSON();
console.log(`apache-arrow ${JSON.parse(readFileSync('node_modules/apache-arrow/package.json')).version}`);
console.log(`schema: ${table.schema.fields.map(({ name, type }) => `${name} ${type}`).join(', ')}`);
console.log(`12.50 is ${person.amount}, as a number ${Number(person.amount)}, as JSON ${JSON.stringify(person.amount)}`);
console.log(`17 May 1990 is ${person.birthday}, a ${typeof person.birthday}`);
console.log(`${moment.getTime()} ms are ${person.joined}`);
const isAsBefore =
	String(person.amount) === '1250' &&
	JSON.parse(JSON.stringify(person.amount)) === '"1250"' &&
	Number(person.amount) === 1250 &&
	person.birthday === 642902400000 &&
	person.joined !== moment.getTime() && Math.floor(person.joined) === moment.getTime();
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
