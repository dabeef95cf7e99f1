#!/bin/bash
# address-rfc2822 gives people names that they do not have. If an address comes without a name and has a dot before the
# @, `name()` makes a name of that part: sales.team@example.com is "Sales Team", and ann.lee+news@example.com is "Ann
# Lee+News". The name that was really given is in `phrase`, which is empty here; a newsletter that greets people by
# `name()` says hello to a team. A name in capital letters is put into small ones, but only the letters A to Z count:
# ÉMILIE ROUX becomes "éMilie Roux".
#
# Installs address-rfc2822 in a temporary folder and reads four addresses. Exits with 1 if this changes.
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
