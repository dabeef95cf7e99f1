#!/bin/bash
# DuckDB reads the column `sex` of a segment of women as false. It finds the type of each column of a CSV file from the
# cells, and "f" and "t" are ways to write a boolean: if all cells are "f", all are read as false, and are written so
# into the next file. A single "m" in the column keeps it a text. The order of day and month is found in the same way:
# "05/06/1990" is the 5th of June, until one day over 12 in the column shows that the month comes first. So the same
# person has another birthday in another segment.
#
# Installs DuckDB (about 70 MB) in a temporary folder and reads two segments with the same person. Exits with 1 if this
# changes.
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
