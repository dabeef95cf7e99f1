#!/bin/bash
# n8n's Remove Duplicates keeps one person of a whole family, because the first has no email address. Compare: All
# Fields Except is for lists in which each item has something of its own, such as the number of an order. The fields
# that it compares are those of the first item, and not of all, as with All Fields: what the first item does not have,
# as services and databases of documents leave out what they do not know, is not looked at in any other. So of the Lees
# in Main Street, whose orders came with three addresses, the one order without an address stays. With an address in the
# first item, the node stops and says that the field is missing in some; so which of both happens depends on who comes
# first. Of a list, such as tags, as many entries are compared as the first item has.
#
# Installs n8n-workflow and lodash in a temporary folder, takes the node's own function out of the published package,
# gives it the same orders in two ways, and prints who is left. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Transform package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { removeDuplicateInputItems } = require('./package/dist/nodes/Transform/RemoveDuplicates/utils.js');

const lee = { name: 'Lee', street: '1 Main St' };
const orders = [
	{ order: 1, ...lee }, { order: 2, ...lee, email: 'ann@example.com' }, { order: 3, ...lee, email: 'bob@example.com' },
	{ order: 4, ...lee, email: 'cy@example.com' },
];
const tagged = [['news'], ['news', 'vip'], ['news', 'no mail']].map((tags, index) => ({ order: index + 1, ...lee, tags }));
const left = (people, compare) => {
	const parameters = { compare, fieldsToExclude: 'order' };
	const context = {
		getNode: () => ({ name: 'Remove Duplicates', type: 'n8n-nodes-base.removeDuplicates', typeVersion: 2 }),
		getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
	};
	try {
		const [items] = removeDuplicateInputItems(context, people.map((json) => ({ json })));
		return items.map(({ json: { order, email = 'no address', tags = email } }) => `${order} (${tags})`).join(', ');
	} catch (error) {
		return error.message;
	}
};
console.log(`n8n-nodes-base ${version}`);
console.log('all but the order:', left(orders, 'allFieldsExcept'));
console.log('the last one first:', left(orders.toReversed(), 'allFieldsExcept'));
console.log('tags:', left(tagged, 'allFieldsExcept'));
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = "n8n-nodes-base 2.41.1
all but the order: 1 (no address)
the last one first: 'email' field is missing from some input items
tags: 1 (news)" ] || exit 1
