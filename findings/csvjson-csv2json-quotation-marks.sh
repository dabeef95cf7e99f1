#!/bin/bash
# csvjson-csv2json takes the last quotation mark from whoever has one. It is behind csvjson.com, a much used
# place to turn CSV into JSON. A mark within a text stands twice in CSV (RFC 4180, section 2.7), and the parser makes
# one of them, as it should; but then a mark at the beginning or end of any text is taken away once more. Bob "Bobby"
# becomes Bob "Bobby, a TV of 40" one of 40, and an "Acme" lamp an Acme" lamp. The delimiter is the one of comma,
# semicolon and tab that there are most of in the whole file, quotation marks or not: where people have several tags in
# a cell (VIP;trial;new;spring), the file is taken apart at the semicolons, and nobody has an address any more.
#
# Installs csvjson-csv2json in a temporary folder and reads two small files. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit csvjson-csv2json@5.0.6 >/dev/null

cat >read.cjs <<'EOF'
const read = require('csvjson-csv2json');
const print = (people) => people.forEach((person) => console.log(JSON.stringify(person)));
print(read('email,name,bought\nann@example.com,Ann Lee,"TV, 40"""\nbob@example.com,"Bob ""Bobby""","""Acme"" lamp"\n'));
print(read('email,tags\nann@example.com,"VIP;trial;new;spring"\nbob@example.com,"trial;new;spring"\n'));
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = '{"email":"ann@example.com","name":"Ann Lee","bought":"TV, 40"}
{"email":"bob@example.com","name":"Bob \"Bobby","bought":"Acme\" lamp"}
{"email,tags":"ann@example.com,\"VIP"}
{"email,tags":"bob@example.com,\"trial"}' ] || exit 1
