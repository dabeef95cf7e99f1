#!/bin/bash
# csv-parse with `cast_date: true` makes dates of streets. Every text that V8's Date.parse can read becomes a date, and
# Date.parse skips words before a number: "Suite 12" is December 2001, "Suite 50" is the year 1950, "Flat 4-5" is the
# 5th of April. "Suite 13" stays a text, so some rows of a column change and the others do not. The moments also depend
# on the machine's time zone.
#
# Installs csv-parse in a temporary folder and reads a column of second address lines. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts csv-parse@6.2.1 >/dev/null

cat >run.js <<'JS'
const { parse } = require('csv-parse/sync');

const lines = ['Suite 12', 'Suite 13', 'Suite 50', 'Flat 4-5', 'Building B'];
const cells = parse(lines.join('\n'), { cast: true, cast_date: true }).flat();
lines.forEach((line, index) => console.log(`${line.padEnd(12)} ${typeof cells[index]} ${JSON.stringify(cells[index])}`));
const day = (text) => new Date(`${text}T00:00:00Z`);
const asBefore = [day('2001-12-01'), 'Suite 13', day('1950-01-01'), day('2001-04-05'), 'Building B'];
process.exit(JSON.stringify(cells) === JSON.stringify(asBefore) ? 0 : 1);
JS
echo "csv-parse $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/csv-parse/package.json")).version'), Node $(node -v)"
TZ=UTC node run.js
