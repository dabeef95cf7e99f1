#!/bin/bash
# DuckDB reads the column `sex` of a segment of women as false. It finds the type of each column of a CSV file from what
# stands in it, and "f" and "t" are spellings of a boolean to it: where all are "f", every cell is false, and is written
# so into the next file. With a single "m" in the column it stays a text. (A column of T-shirt sizes that are all "T" is
# true.) The order of a date is found in the same way: "05/06/1990" is the 5th of June, as if nobody wrote the month
# first, until one day over 12 in the column shows that somebody did. The same person has another birthday in another
# segment.
#
# Installs DuckDB (about 70 MB) in a temporary folder and reads two segments with the same person. Ends with 1 if that
# is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1 >/dev/null

printf '%s\n' email,sex,birthday ann@example.com,f,05/06/1990 bea@example.com,f,07/08/1990 >women.csv
printf '%s\n' email,sex,birthday ann@example.com,f,05/06/1990 bob@example.com,m,05/17/1990 >everybody.csv
cat >run.mjs <<'JS'
import { DuckDBInstance, version } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
console.log(`DuckDB ${version()}`);
const firstOf = async (file) => {
	const [first] = (await connection.runAndReadAll(`SELECT sex, birthday FROM '${file}'`)).getRowsJson();
	console.log(`${file.padEnd(14)} Ann: ${JSON.stringify(first)}`);
	return JSON.stringify(first);
};
const women = await firstOf('women.csv');
const everybody = await firstOf('everybody.csv');
process.exit(women === '[false,"1990-06-05"]' && everybody === '["f","1990-05-06"]' ? 0 : 1);
JS
node run.mjs
