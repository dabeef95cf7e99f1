#!/bin/bash
# Two packages that read vCards (vcf, vcard-parser) leave the names from older phones' address books encoded, and lose
# the end of their streets. vCard 2.1, which older phones and Outlook write, puts letters beyond ASCII in
# quoted-printable, where a "=" at the end of a line says that the next line belongs to it
# (https://en.wikipedia.org/wiki/Quoted-printable). Both packages read the parameter ENCODING, but the first name stays
# "=C5=BBaneta". Of a street in two lines vcf keeps only the first one, so that city, ZIP code and country are gone;
# vcard-parser makes a property named "flat 2" of the rest. Afterwards vcf writes the encoded name as version 4.0, which
# has no such encoding.
#
# Installs both in a temporary folder and reads one card. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts vcf@2.1.2 vcard-parser@1.0.0 >/dev/null

cat >run.js <<'JS'
const vcf = require('vcf');
const { parse } = require('vcard-parser');

const card = [
	'BEGIN:VCARD',
	'VERSION:2.1',
	'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lee;=C5=BBaneta;;;',
	'EMAIL;HOME:zaneta@example.com',
	'ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;Main St 1=0D=0A=',
	'Flat 2;Rome;;00950;Italy',
	'END:VCARD',
	'',
].join('\r\n');

const [byVcf] = vcf.parse(card);
const byParser = parse(card);
console.log(`vcf:          n   ${byVcf.get('n').valueOf()}`);
console.log(`vcf:          adr ${byVcf.get('adr').valueOf()}`);
console.log(`vcf as 4.0:   ${byVcf.toString('4.0').split('\r\n')[2]}`);
console.log(`vcard-parser: n   ${byParser.n[0].value}`);
console.log(`vcard-parser: adr ${byParser.adr[0].value}`);
console.log(`vcard-parser: properties ${Object.keys(byParser)}`);
const isAsBefore =
	byVcf.get('n').valueOf() === 'Lee;=C5=BBaneta;;;' &&
	byVcf.get('adr').valueOf() === ';;Main St 1=0D=0A=' &&
	/^N;.*=C5=BBaneta/m.test(byVcf.toString('4.0')) &&
	byParser.n[0].value[1] === '=C5=BBaneta' &&
	'flat 2' in byParser;
process.exit(isAsBefore ? 0 : 1);
JS
echo "vcf 2.1.2, vcard-parser 1.0.0, Node $(node -v)"
node run.js
