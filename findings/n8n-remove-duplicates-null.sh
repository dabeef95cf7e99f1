#!/bin/bash
# n8n's Remove Duplicates keeps duplicates if somebody in between has no value. It sorts the items by the fields that it
# compares, and drops each item that equals the one before. But null is neither smaller nor greater than a text, so the
# items before a null are not sorted together with those after it: of ann, null, ann both anns stay; of ann, ann, null
# one stays. Databases give missing values as null, and the node (since version 2) takes them without a warning. So one
# person without an address in a list makes others get the same letter twice.
#
# Takes the node's own function out of the published package, gives it three lists, and prints who is left. Exits with 1
# if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Transform package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { removeDuplicateInputItems } = require('./package/dist/nodes/Transform/RemoveDuplicates/utils.js');

const parameters = { compare: 'selectedFields', fieldsToCompare: 'email' };
const context = {
	getNode: () => ({ name: 'Remove Duplicates', type: 'n8n-nodes-base.removeDuplicates', typeVersion: 2 }),
	getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
};
const leftOf = (emails) => {
	const [items] = removeDuplicateInputItems(context, emails.map((email) => ({ json: { email } })));
	return items.map(({ json }) => json.email);
};

const [ann, bob] = ['ann@example.com', 'bob@example.com'];
console.log(`n8n-nodes-base ${version}`);
const found = [[ann, ann, bob, null], [ann, null, ann], [bob, ann, null, bob, ann]].map((emails) => {
	const left = leftOf(emails);
	console.log(`${JSON.stringify(emails)} leaves ${JSON.stringify(left)}`);
	return left.length;
});
process.exit(String(found) === '3,3,5' ? 0 : 1);
JS
node run.js
