#!/bin/bash
# any-date-parser reads the 17th of May as the 5th of July. Its pattern for American dates (month/day/year) does not fit
# "17/05/1990" from the first character, but fits from the second one: it reads "7/05/1990" and drops the digit before
# it. New Year's Eve, "31/12/1990", becomes the 12th of January. With dots ("17.05.1990") the day is right, and a day up
# to 12 is read in the American order. So in a column of day/month/year hardly any birthday is right, and no error is
# given.
#
# Installs any-date-parser in a temporary folder and reads four dates in English. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts any-date-parser@2.2.4 >/dev/null

cat >run.js <<'JS'
const loaded = require('any-date-parser');
const { version } = JSON.parse(require('node:fs').readFileSync('node_modules/any-date-parser/package.json', 'utf8'));

const parser = loaded.default ?? loaded;
console.log(`any-date-parser ${version}, Node ${process.version}`);
const days = ['17/05/1990', '31/12/1990', '17.05.1990', '05/06/1990'].map((text) => {
	const { year, month, day } = parser.attempt(text, 'en-US');
	console.log(`${text}: year ${year}, month ${month}, day ${day}`);
	return [year, month, day].join('-');
});
process.exit(String(days) === '1990-7-5,1990-1-12,1990-5-17,1990-5-6' ? 0 : 1);
JS
node run.js
