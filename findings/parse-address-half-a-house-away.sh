#!/bin/bash
# parse-address sends people's mail to the neighbours. It takes American addresses apart for shops and CRMs, and its own
# README says that it knows fractional building numbers; such are valid (123 1/2 MAIN ST, Publication 28 of the US Postal
# Service, D4, https://pe.usps.com/text/pub28/28apd.htm). It finds the fraction and throws it away: 123 1/2 Main St becomes
# number 123, street Main, which is another house, and whoever compares addresses takes the two households for one. A
# letter at the number goes into the street, 221B Main St is number 221 in "B Main", and West End Avenue in New York
# becomes End Avenue with a direction, W. Of W1234 County Road K in Wisconsin there is no number, city, state or ZIP code.
#
# Installs parse-address in a temporary folder and takes five addresses apart. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit parse-address@1.1.2 >/dev/null

cat >parse.cjs <<'EOF'
const { parseLocation } = require('parse-address');
for (const address of [
	'123 Main St, Austin, TX 78701',
	'123 1/2 Main St, Austin, TX 78701',
	'221B Main St, Springfield, IL 62701',
	'1 West End Ave, New York, NY 10023',
	'W1234 County Road K, Eau Claire, WI 54701',
])
	console.log(Object.values(parseLocation(address)).join(' | '));
EOF
found=$(node parse.cjs)
echo "$found"
[ "$found" = '123 | Main | St | Austin | TX | 78701
123 | Main | St | Austin | TX | 78701
221 | B Main | St | Springfield | IL | 62701
1 | W | End | Ave | New York | NY | 10023
W1234 County | Rd' ] || exit 1
