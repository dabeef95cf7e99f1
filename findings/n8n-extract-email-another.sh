#!/bin/bash
# n8n's extractEmail() makes another person's address of some addresses, although isEmail() says that each of them is
# one. The pattern behind both looks for an address anywhere in the text and ends where its letters end. A domain may
# have letters beyond a to z (RFC 6531), but the pattern stops at the first of them, and what is left is a whole address
# if a dot and two letters are before it: ann@example.comédie.example.org becomes ann@example.com. Two dots in a row
# before the @, as Japanese phone companies gave them to people, cut off what stands before them: ann..lee@example.com
# becomes lee@example.com. So a list that is tidied up with extractEmail() writes to people who never asked for it.
# removeMarkdown(), for texts from chats, takes the underscores within a word as emphasis: first_last_name@example.com
# loses both.
#
# Installs n8n-workflow in a temporary folder, evaluates the expressions as n8n does, and prints each address before and
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

const expected = [
	['ann..lee@example.com', 'isEmail', true],
	['ann..lee@example.com', 'extractEmail', 'lee@example.com'],
	['ann@example.comédie.example.org', 'isEmail', true],
	['ann@example.comédie.example.org', 'extractEmail', 'ann@example.com'],
	['ann@example.xn--comdie-dva.example.org', 'extractEmail', 'ann@example.xn--comdie-dva.example.org'],
	['first_last_name@example.com', 'removeMarkdown', 'firstlastname@example.com'],
];
async function main() {
	let isAsBefore = true;
	for (const [text, name, result] of expected) {
		const found = await evaluated(`"${text}".${name}()`);
		console.log(`"${text}".${name}() is ${JSON.stringify(found)}`);
		isAsBefore &&= found === result;
	}
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
echo "n8n-workflow $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/n8n-workflow/package.json")).version'), Node $(node -v)"
node run.js
