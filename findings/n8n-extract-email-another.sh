#!/bin/bash
# n8n's extractEmail() makes another person's address of some addresses, and isEmail() says of each that it is one. The
# pattern of both looks for an address anywhere in the text and stops where its letters end. Two dots in a row, which
# Japanese phone companies gave out, cut off what is before them: ann..lee@example.com is lee@example.com. A domain with
# other letters than a to z, or in its ASCII form behind the last dot, is cut short: ann@mail.exämple.org is ann@mail.ex,
# which is a whole address elsewhere. So a list that was tidied up by these two mails people who never asked for it.
# removeMarkdown(), for texts from chats and web pages, takes underscores for emphasis: first_last_name@example.com
# loses both. removeTags() takes the address of `Ann Lee <ann@example.com>` for a tag.
#
# Installs n8n-workflow in a temporary folder, evaluates the expressions as n8n does, and prints each address before and
# after. Ends with 1 if that is no longer so.
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
	['ann@mail.exämple.org', 'isEmail', true],
	['ann@mail.exämple.org', 'extractEmail', 'ann@mail.ex'],
	['ann@mail.xn--exmple-cua.org', 'extractEmail', 'ann@mail.xn--exmple-cua.org'],
	['ann@example.xn--p1ai', 'extractEmail', 'ann@example.xn'],
	['ann@example.com,bob@example.org', 'isEmail', true],
	['first_last_name@example.com', 'removeMarkdown', 'firstlastname@example.com'],
	['Ann Lee <ann@example.com>', 'removeTags', 'Ann Lee '],
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
