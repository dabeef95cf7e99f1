#!/bin/bash
# Two npm packages that read vCards give people another address, or none. vcard-json finds an address only where a kind
# stands with it (EMAIL;TYPE=work): a plain EMAIL: is left out without a word. A long address, which vCards have in two
# lines (https://www.rfc-editor.org/rfc/rfc6350#section-3.2), is cut after the first, so mail goes to what looks like an
# address. Which of several is preferred is not told, and somebody whose name says its CHARSET, as phones write them, is
# called "empty". Where a street holds a semicolon, which has a backslash before it, vcard-json and vcf both cut it
# there: "Flat 2" is the city, Kent the state, the state the ZIP code, and the ZIP code the country. vcf cuts names so,
# too, and Ann's first name is "Jr.". vcard-parser reads that card right.
#
# Installs the three in a temporary folder, and has three people read. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit vcard-json@0.5.2 vcf@2.1.2 vcard-parser@1.0.0

cat >read.cjs <<'EOF'
const card = (...lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const ann = card('N:Lee\\; Jr.;Ann;;;', 'FN:Ann Lee', 'EMAIL:ann@example.com', 'ADR;TYPE=HOME:;;Main St 1\\; Flat 2;Kent;OH;00950;USA');
const bob = card('N:Ray;Bob;;;', 'FN;CHARSET=UTF-8:Bob Ray', 'EMAIL;TYPE=home:bob@example.org', 'EMAIL;TYPE=work,pref:bob@example.com');
const cy = card('N:;Cy;;;', 'FN:Cy', 'EMAIL;TYPE=INTERNET,WORK:orders.and.invoices@department.of.buildings.exampl', ' e.com');
const show = (name, found) => console.log(`${name}: ${JSON.stringify(found)}`);

require('vcard-json').parseVcardString(ann + bob + cy, (_error, people) => {
	for (const { fullname, email, addr } of people) {
		show('vcard-json', [fullname, email, ...addr.map(({ street, city, state, zip, country }) => [street, city, state, zip, country])]);
	}
});
const inVcf = require('vcf').parse(ann)[0];
show('vcf', ['n', 'adr'].map((name) => inVcf.toJSON()[1].find(([each]) => each === name)[3]));
const inParser = require('vcard-parser').parse(ann);
show('vcard-parser', [inParser.n[0].value, inParser.adr[0].value]);
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = 'vcard-json: ["Ann Lee",[],["Main St 1\\"," Flat 2","Kent","OH","00950"]]
vcard-json: ["empty",[{"value":"bob@example.org","default":false},{"value":"bob@example.com","default":false}]]
vcard-json: ["Cy",[{"value":"orders.and.invoices@department.of.buildings.exampl","default":false}]]
vcf: [["Lee\\"," Jr.","Ann","","",""],["","","Main St 1\\"," Flat 2","Kent","OH","00950","USA"]]
vcard-parser: [["Lee; Jr.","Ann","","",""],["","","Main St 1; Flat 2","Kent","OH","00950","USA"]]' ] || exit 1
