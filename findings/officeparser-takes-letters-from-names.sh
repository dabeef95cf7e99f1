#!/bin/bash
# officeparser takes letters from names on the way from an OpenDocument sheet to CSV. Where a part of a text is
# formatted otherwise, it stands in an element of its own (text:span, OpenDocument 1.2 part 1, 6.1.7), and officeparser
# takes that part alone: "Ann" with a bold second n is "n". Several blanks, tabs and line breaks are elements, too
# (6.1.3 to 6.1.5), and are left out, so that "1 Main St" and "Flat 2" in one cell are "1 Main StFlat 2", and "Lee Ray"
# with a tab between is LeeRay. A comment at a cell becomes a part of what stands in it: the first name of Bob, who is
# to be called after 5, is "call him after 5Bob".
#
# Installs officeparser in a temporary folder, and turns two people of a sheet into CSV. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit officeparser@7.8.0 >/dev/null

cat >write.cjs <<'EOF'
const { writeFileSync } = require('node:fs');
const { strToU8, zipSync } = require('fflate');
const cell = (text, before = '') => `<table:table-cell office:value-type="string">${before}<text:p>${text}</text:p></table:table-cell>`;
const comment = '<office:annotation><text:p>call him after 5</text:p></office:annotation>';
const rows = [
	[cell('email'), cell('first'), cell('last'), cell('street')],
	[cell('ann@example.com'), cell('An<text:span text:style-name="T1">n</text:span>'), cell('Lee<text:tab/>Ray'), cell('1 Main St<text:line-break/>Flat 2')],
	[cell('bob@example.com'), cell('Bob', comment), cell('Ito'), cell('2 High St')],
];
const table = rows.map((row) => `<table:table-row>${row.join('')}</table:table-row>`).join('');
const names = ['office', 'table', 'text', 'style'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ');
const content = `<office:document-content ${names} office:version="1.2"><office:automatic-styles><style:style style:name="T1" style:family="text"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="people">${table}</table:table></office:spreadsheet></office:body></office:document-content>`;
const type = 'application/vnd.oasis.opendocument.spreadsheet';
const manifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
writeFileSync('people.ods', zipSync({ mimetype: [strToU8(type), { level: 0 }], 'META-INF/manifest.xml': strToU8(manifest), 'content.xml': strToU8(content) }));
EOF
node write.cjs
found=$(node_modules/.bin/officeparser people.ods --to=csv | tr -d '\r')
echo "$found"
[ "$found" = 'email,first,last,street
ann@example.com,n,LeeRay,1 Main StFlat 2
bob@example.com,call him after 5Bob,Ito,2 High St' ] || exit 1
