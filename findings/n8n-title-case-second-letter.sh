#!/bin/bash
# n8n's toTitleCase() makes the second letter of a name a capital if it does not know the first one: {{
# "šimon".toTitleCase() }} is "šImon". It looks for the first letter among those of English and Western Europe (up to
# ÿ), and skips all others, such as ł, š, č, ş, ō, đ. So "łukasz" becomes "łUkasz", "đặng" becomes "đặNg", and a name in
# Cyrillic stays as it is, while "élodie" and "øystein" are right. Tidying up the names of a list in this way spoils
# those of Polish, Czech, Turkish and Vietnamese people. toSentenceCase() gets each of these names right.
#
# Installs n8n-workflow in a temporary folder, evaluates the expressions as n8n does, and prints each name before and
# after. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null

cat >run.js <<'JS'
const { Workflow } = require('n8n-workflow');

const workflow = new Workflow({
	id: 'w', active: false, connections: {}, settings: {},
	nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined, getKnownTypes: () => ({}) },
	nodes: [{ id: 'n', name: 'n', type: 'n', typeVersion: 1, position: [0, 0], parameters: {} }],
});
const evaluated = (code) => workflow.expression.getParameterValue(`={{ ${code} }}`, null, 0, 0, 'n', [], 'manual', {});

const expected = {
	'élodie øystein': ['Élodie Øystein', 'Élodie øystein'],
	łukasz: ['łUkasz', 'Łukasz'],
	šimon: ['šImon', 'Šimon'],
	čapek: ['čApek', 'Čapek'],
	ştefan: ['şTefan', 'Ştefan'],
	ōta: ['ōTa', 'Ōta'],
	đặng: ['đặNg', 'Đặng'],
	'ann-šárka': ['Ann-šÁrka', 'Ann-šárka'],
	иван: ['иван', 'Иван'],
};
async function main() {
	let isAsBefore = true;
	for (const [name, [title, sentence]] of Object.entries(expected)) {
		const found = [await evaluated(`"${name}".toTitleCase()`), await evaluated(`"${name}".toSentenceCase()`)];
		console.log(`${name}: toTitleCase() ${found[0]}, toSentenceCase() ${found[1]}`);
		isAsBefore &&= found[0] === title && found[1] === sentence;
	}
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
echo "n8n-workflow $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/n8n-workflow/package.json")).version'), Node $(node -v)"
node run.js
