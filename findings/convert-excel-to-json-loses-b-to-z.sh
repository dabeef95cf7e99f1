#!/bin/bash
# convert-excel-to-json loses the columns B to Z of a range that is wider than the alphabet. Whoever gives it a range
# (A1:AB3) gets the cells within; but it compares the names of columns as words, and in a dictionary B stands behind
# AB. So of a table with 28 columns, as exports of shops and CRMs have, A, AA and AB are left: nobody has an email
# address or a name, and nothing is told. A range that begins at C and ends at AB has no columns at all. Up to Z all is
# right, and without a range, too. A cell of yes or no comes as the text TRUE or FALSE, and to JavaScript both of them
# are a yes: whoever has not opted out has.
#
# Installs convert-excel-to-json in a temporary folder, and reads a sheet with two people. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit convert-excel-to-json@1.7.0 xlsx@0.12.13 2>/dev/null

cat >read.cjs <<'EOF'
const excelToJson = require('convert-excel-to-json');
const xlsx = require('xlsx');

const names = ['id', 'email', 'first_name', ...Array.from({ length: 23 }, (_, index) => `note_${index + 1}`), 'opted_out', 'zip'];
const person = (name, id, optedOut, zip) => {
	const notes = Array.from({ length: 23 }, () => null);
	return [id, `${name.toLowerCase()}@example.com`, name, ...notes, optedOut, zip];
};
const sheet = xlsx.utils.aoa_to_sheet([names, person('Ann', 1, false, '00950'), person('Bob', 2, true, '62701')]);
const source = xlsx.write({ SheetNames: ['people'], Sheets: { people: sheet } }, { type: 'buffer', bookType: 'xlsx' });

for (const range of [undefined, 'A1:Z3', 'A1:AB3', 'C1:AB3']) {
	const { people } = excelToJson({ source, range, header: { rows: 1 }, columnToKey: { '*': '{{columnHeader}}' } });
	console.log(range ?? 'no range', JSON.stringify(people));
}
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = 'no range [{"id":1,"email":"ann@example.com","first_name":"Ann","opted_out":"FALSE","zip":"00950"},{"id":2,"email":"bob@example.com","first_name":"Bob","opted_out":"TRUE","zip":"62701"}]
A1:Z3 [{"id":1,"email":"ann@example.com","first_name":"Ann","opted_out":"FALSE","zip":"00950"},{"id":2,"email":"bob@example.com","first_name":"Bob","opted_out":"TRUE","zip":"62701"}]
A1:AB3 [{"id":1,"opted_out":"FALSE","zip":"00950"},{"id":2,"opted_out":"TRUE","zip":"62701"}]
C1:AB3 []' ] || exit 1
