#!/bin/bash
# wks2csv makes one of ten members. It turns the tables and address files of Microsoft Works, Lotus 1-2-3 and
# Quattro Pro, in which many clubs began their lists, into CSV, and keeps six digits of each number: the members 1234567
# and 1234571 both have the number 1.23457e+06, +48 601 234 567 as a number is 4.86012e+10, and a gift of 12345.67 is
# 12345.7. Whoever has a phone of seven digits or more has none any more, and lists cannot be matched by their numbers.
# The tables hold all digits. Above the names of the columns stands a line of its own making, Col1,Col2.
#
# Fetches libwps-tools and what it needs from Debian 12 into a temporary folder (needs apt-get), installs SheetJS to
# write a table of Lotus 1-2-3 and to read it again, and turns it into CSV. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libwps-tools=0.4.13-1 libwps-0.4-4=0.4.13-1 librevenge-0.0-0=0.0.5-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit xlsx@0.18.5

cat >write.cjs <<'EOF'
const { readFile, utils, writeFile } = require('xlsx');
const members = [
	['email', 'member', 'phone', 'gift'],
	['ann@example.com', 1234567, 48601234567, 12345.67],
	['bob@example.com', 1234571, 5551230001, 20],
];
writeFile({ SheetNames: ['Members'], Sheets: { Members: utils.aoa_to_sheet(members) } }, 'members.wk3', { bookType: 'wk3' });
for (const row of utils.sheet_to_json(Object.values(readFile('members.wk3').Sheets)[0], { header: 1 })) console.log(row.join(' '));
EOF
found=$(node write.cjs && LD_LIBRARY_PATH=$(echo usr/lib/*-linux-gnu) usr/bin/wks2csv members.wk3)
echo "$found"
[ "$found" = 'email member phone gift
ann@example.com 1234567 48601234567 12345.67
bob@example.com 1234571 5551230001 20
Col1,Col2,Col3,Col4
"email","member","phone","gift"
"ann@example.com","1.23457e+06","4.86012e+10","12345.7"
"bob@example.com","1.23457e+06","5.55123e+09","20"' ] || exit 1
