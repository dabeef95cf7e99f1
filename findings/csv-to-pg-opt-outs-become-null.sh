#!/bin/bash
# csv-to-pg drops the opt-outs on their way into PostgreSQL. It turns a CSV file and a list of columns with their types
# into an INSERT. PostgreSQL reads yes, on, y and 1 as true, and no, off, n and 0 as false
# (https://www.postgresql.org/docs/15/datatype-boolean.html); csv-to-pg knows true and false with their first letters
# alone, and writes NULL for all others, without a word. So whoever has opted out with a yes or a 1, as most forms and
# spreadsheets write it, has not. Tags, which PostgreSQL itself writes as {vip,trial} into a CSV, are an empty list. In
# a column of varchar the country NA, which is Namibia, is NULL, too. With `required` there is an error instead.
#
# Installs csv-to-pg in a temporary folder, and turns a file of five people into an INSERT. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit csv-to-pg@4.12.1 2>/dev/null

cat >people.csv <<'EOF'
email,opted_out,tags,country
ann@example.com,yes,"{vip,trial}",NA
bob@example.com,no,{vip},PL
cy@example.com,1,{},US
di@example.com,on,{trial},JP
eve@example.com,TRUE,{vip},DE
EOF
cat >run.cjs <<'EOF'
const { Parser } = require('csv-to-pg');

const fields = { email: 'text', opted_out: 'bool', tags: 'text[]', country: 'varchar' };
new Parser({ schema: 'shop', table: 'people', input: 'people.csv', fields }).parse().then((sql) => console.log(sql.replace(/\s+/g, ' ').replace(/\), \(/g, '),\n(')));
EOF
found=$(node run.cjs)
echo "$found"
[ "$found" = "INSERT INTO shop.people ( email, opted_out, tags, country ) VALUES ('ann@example.com', NULL, '{}', NULL),
('bob@example.com', NULL, '{}', 'PL'),
('cy@example.com', NULL, '{}', 'US'),
('di@example.com', NULL, '{}', 'JP'),
('eve@example.com', true, '{}', 'DE');" ] || exit 1
