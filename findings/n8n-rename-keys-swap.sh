#!/bin/bash
# n8n's Rename Keys loses a field if one field gets the name that another one had. Each rename takes its value from the
# item as it came, writes it into the new item, and removes the old name there, even if an earlier rename has just
# written that field. So if first and last name are in each other's columns, renaming both (first to last, last to
# first) leaves only one of them. Moving a private address to email, and the old email to work_email, in this order
# leaves no email; in the other order it is right. No error is given.
#
# Takes the node out of the published package, renames the fields of two people, and prints what leaves. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/RenameKeys package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { RenameKeys } = require('./package/dist/nodes/RenameKeys/RenameKeys.node.js');

async function renamed(json, ...renames) {
	const keys = renames.map(([currentKey, newKey]) => ({ currentKey, newKey }));
	const [[item]] = await new RenameKeys().execute.call({
		getInputData: () => [{ json }],
		getNodeParameter: (name, _index, fallback) => (name === 'keys.key' ? keys : fallback),
		continueOnFail: () => false,
	});
	console.log(`${renames.map((rename) => rename.join(' to ')).join(', ')}: ${JSON.stringify(item.json)}`);
	return JSON.stringify(item.json);
}

async function main() {
	console.log(`n8n-nodes-base ${version}`);
	const names = { first: 'Lee', last: 'Ann' };
	const addresses = { email: 'ann@example.com', private: 'ann@example.org' };
	const swapped = await renamed(names, ['first', 'last'], ['last', 'first']);
	const moved = await renamed(addresses, ['private', 'email'], ['email', 'work_email']);
	const inOrder = await renamed(addresses, ['email', 'work_email'], ['private', 'email']);
	const isAsBefore =
		swapped === '{"first":"Ann"}' &&
		moved === '{"work_email":"ann@example.com"}' &&
		inOrder === '{"work_email":"ann@example.com","email":"ann@example.org"}';
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
