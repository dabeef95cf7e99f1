#!/bin/bash
# address-rfc2822 gives people names that they do not have. Where an address stands alone, its `name()` is made of the
# part before the @ if there is a point in it: sales.team@example.com is called "Sales Team", and
# ann.lee+news@example.com "Ann Lee+News". Names in capitals it writes small but for the first letter, and takes only
# ASCII's letters for such: ÉMILIE ROUX becomes "éMilie Roux". A name that was given plainly is in `phrase`; who greets
# people by `name()` greets a team.
#
# Installs address-rfc2822 in a temporary folder and reads four addresses. Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts address-rfc2822@2.2.4 >/dev/null

cat >run.js <<'JS'
const { parse } = require('address-rfc2822');

const given = ['sales.team@example.com', 'ann.lee+news@example.com', '"ÉMILIE ROUX" <emilie@example.com>', 'ann@example.com'];
const names = given.map((text) => {
	const [address] = parse(text);
	console.log(`${text.padEnd(36)} phrase "${address.phrase}", name() "${address.name()}"`);
	return address.name();
});
process.exit(String(names) === 'Sales Team,Ann Lee+News,éMilie Roux,' ? 0 : 1);
JS
echo "address-rfc2822 2.2.4, Node $(node -v)"
node run.js
