#!/bin/bash
# Three packages that split a full name into its parts lose short Asian names, and each loses different ones.
# humanparser takes the "Ma" of Ann Ma for a degree (M.A.) and puts it into `suffix`; another-name-parser does so with
# the "Do" of Ann Do (D.O., a doctor) and the "Vi" of Ann Vi (VI, the sixth). There is no last name then, and no error.
# parse-full-name keeps these, but takes the first name of Van Lee for the beginning of a Dutch last name, so there is
# no first name. Which people are greeted by half a name depends on the package alone.
#
# Installs the three in a temporary folder and splits five names. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
packages=(humanparser@2.7.0 another-name-parser@0.1.0 parse-full-name@1.2.7)
npm install --silent --no-audit --no-fund --ignore-scripts "${packages[@]}" >/dev/null

cat >run.js <<'JS'
const { parseName } = require('humanparser');
const anotherName = require('another-name-parser');
const { parseFullName } = require('parse-full-name');

const parts = (first, last, suffix) => [first, last, suffix].map((part) => part || '-').join(' | ');
const parsers = {
	humanparser: (name) => (({ firstName, lastName, suffix }) => parts(firstName, lastName, suffix))(parseName(name)),
	'another-name-parser': (name) => (({ first, last, suffix }) => parts(first, last, suffix))(anotherName(name)),
	'parse-full-name': (name) => (({ first, last, suffix }) => parts(first, last, suffix))(parseFullName(name)),
};
const found = {};
for (const name of ['Ann Lee', 'Ann Ma', 'Ann Do', 'Ann Vi', 'Van Lee'])
	for (const [parser, parse] of Object.entries(parsers)) {
		found[`${name}, ${parser}`] = parse(name);
		console.log(`${name}  ${parser.padEnd(20)} first | last | suffix: ${parse(name)}`);
	}
const isAsBefore =
	Object.keys(parsers).every((parser) => found[`Ann Lee, ${parser}`] === 'Ann | Lee | -') &&
	found['Ann Ma, humanparser'] === 'Ann | - | Ma' &&
	found['Ann Do, another-name-parser'] === 'Ann | - | Do' &&
	found['Ann Vi, another-name-parser'] === 'Ann | - | Vi' &&
	found['Van Lee, parse-full-name'] === '- | Van Lee | -';
process.exit(isAsBefore ? 0 : 1);
JS
echo "${packages[*]}, Node $(node -v)"
node run.js
