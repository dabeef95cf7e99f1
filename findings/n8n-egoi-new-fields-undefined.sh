#!/bin/bash
# n8n's E-goi node (Contact, simplified) calls new fields of a list "undefined". E-goi gives the values of a list's own
# fields by their numbers; the node asks once for the names of a list's fields and keeps them for as long as n8n runs. A
# field that is made afterwards has no name there, so its value stands under the key "undefined"; of several new fields
# only one is left, and which one depends on their order. After a restart of n8n everything is right.
#
# Takes the node's own function out of the published package, hands it contacts before and after two fields were made
# (https://developers.e-goi.com/api/v3/), and prints what it makes of them. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Egoi/GenericFunctions.js package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { simplify } = require('./package/dist/nodes/Egoi/GenericFunctions.js');

const fields = [{ field_id: 1, name: 'City', type: 'extra' }];
const node = { getCredentials: async () => ({ apiKey: 'key' }), getNode: () => ({ name: 'E-goi' }), helpers: { request: async () => [...fields] } };
const simplified = async (extra) =>
	(await simplify.call(node, [{ base: { email: 'ann@example.com' }, extra, tags: [] }], '7'))[0];

async function main() {
	const before = await simplified([{ field_id: 1, value: 'Lisbon' }]);
	fields.push({ field_id: 2, name: 'Company', type: 'extra' }, { field_id: 3, name: 'Job Title', type: 'extra' });
	const after = await simplified([
		{ field_id: 1, value: 'Lisbon' }, { field_id: 2, value: 'Acme' }, { field_id: 3, value: 'Baker' },
	]);
	console.log(`n8n-nodes-base ${version}`);
	console.log(`before: ${JSON.stringify(before)}`);
	console.log(`after:  ${JSON.stringify(after)}`);
	const isAsBefore = before.City === 'Lisbon' && after.undefined === 'Acme' && !('Company' in after) && !('Job Title' in after);
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
