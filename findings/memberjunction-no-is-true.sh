#!/bin/bash
# MemberJunction's export-engine writes TRUE for somebody who has not opted out. MemberJunction is a platform for
# associations and their members; its export-engine makes CSV and Excel files of rows. Whoever says that a column is one
# of yes and no (dataType boolean) gets JavaScript's Boolean() of it, to which every text but an empty one is a yes: the
# texts false, No, N and 0, as forms, CSV files and services have them, are all TRUE. In a column of amounts an empty
# text is 0, so who has not given has given 0. Where nobody names the columns, they are those of the first row: of a
# list whose first member has no phone, nobody has one.
#
# Installs the package in a temporary folder, and writes five people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @memberjunction/export-engine@5.51.3

cat >write.mjs <<'EOF'
import { ExportEngine } from '@memberjunction/export-engine';

const people = [
	{ email: 'ann@example.com', opted_out: 'false', gift: '12.50' },
	{ email: 'bob@example.com', opted_out: 'No', gift: '', phone: '+48 601 234 567' },
	{ email: 'cy@example.com', opted_out: '0', gift: null },
	{ email: 'di@example.com', opted_out: false },
	{ email: 'ed@example.com', opted_out: 'true' },
];
const columns = [{ name: 'email' }, { name: 'opted_out', dataType: 'boolean' }, { name: 'gift', dataType: 'currency' }];
for (const options of [{ columns }, {}]) console.log(new TextDecoder().decode((await ExportEngine.toCSV(people, options)).data).replaceAll('\r', ''));
EOF
found=$(node write.mjs)
echo "$found"
[ "$found" = 'email,opted_out,gift
ann@example.com,TRUE,12.5
bob@example.com,TRUE,0
cy@example.com,TRUE,
di@example.com,FALSE,
ed@example.com,TRUE,
Email,Opted Out,Gift
ann@example.com,false,12.50
bob@example.com,No,
cy@example.com,0,
di@example.com,FALSE,
ed@example.com,true,' ] || exit 1
