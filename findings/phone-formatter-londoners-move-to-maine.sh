#!/bin/bash
# phone-formatter makes Londoners live in Maine. By its README it normalizes pretty much any format and writes it as a
# pattern wants it. Of a number with a country's code (ITU-T E.164) and ten digits behind it keeps the ten, whatever the
# country: +44 2079460958 in London is (207) 946-0958, in Maine. Written with its usual blanks, +44 20 7946 0958, the
# number is not recognized, and goes into the pattern letter by letter, signs and blanks too, as far as the pattern goes:
# "(+44)  20- 794". So does one with an extension, (617) 555-0120 ext. 12, which is "((61) 7) -555-", and a Polish number
# of nine digits ends with the pattern's own N. None of it is told.
#
# Installs phone-formatter in a temporary folder and writes five numbers. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit phone-formatter@0.0.2 >/dev/null

cat >write.cjs <<'EOF'
const formatter = require('phone-formatter');
for (const phone of ['617-555-0120', '+44 2079460958', '+44 20 7946 0958', '(617) 555-0120 ext. 12', '601234567'])
	console.log(`${phone} | ${formatter.normalize(phone)} | ${formatter.format(phone, '(NNN) NNN-NNNN')}`);
EOF
found=$(node write.cjs)
echo "$found"
[ "$found" = '617-555-0120 | 6175550120 | (617) 555-0120
+44 2079460958 | 2079460958 | (207) 946-0958
+44 20 7946 0958 | +44 20 7946 0958 | (+44)  20- 794
(617) 555-0120 ext. 12 | (617) 555-0120 ext. 12 | ((61) 7) -555-
601234567 | 601234567 | (601) 234-567N' ] || exit 1
