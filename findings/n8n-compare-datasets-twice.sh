#!/bin/bash
# n8n's Compare Datasets reports known people as new. Of the items in input B with the same key, only the first one is
# matched: somebody who is in B twice, as in exports of orders or of several lists, leaves by "Same" and by "In B only"
# as well. So the usual way to send only new people ("In B only") sends known ones again. The same person twice in A
# does no harm, and the option "Include All Matches" mends it.
#
# Takes the node's own function out of the published package, compares two small lists by their addresses with its
# default options and with all matches, and prints what leaves by which output. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/CompareDatasets package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { findMatches } = require('./package/dist/nodes/CompareDatasets/GenericFunctions.js');

const items = (emails) => emails.map((email, item) => ({ json: { email }, pairedItem: { item } }));
const compared = (known, brought, options = {}) => {
	const byAddress = [{ field1: 'email', field2: 'email' }];
	const outputs = findMatches(items(known), items(brought), byAddress, { nodeVersion: 2.3, resolve: 'includeBoth', ...options });
	return Object.fromEntries(
		['In A only', 'Same', 'Different', 'In B only'].map((name, index) => [name, outputs[index].map(({ json }) => json.email)]),
	);
};

const [ann, bob] = ['ann@example.com', 'bob@example.com'];
const twice = compared([ann], [ann, bob, ann]);
const all = compared([ann], [ann, bob, ann], { multipleMatches: 'all' });
const twiceInA = compared([ann, ann], [ann, bob]);
console.log(`n8n-nodes-base ${version}`);
console.log(`A: ann, B: ann, bob, ann: ${JSON.stringify(twice)}`);
console.log(`the same with all matches: ${JSON.stringify(all)}`);
console.log(`A: ann, ann, B: ann, bob: ${JSON.stringify(twiceInA)}`);
const isAsBefore =
	String(twice['In B only']) === `${bob},${ann}` &&
	String(twice.Same) === ann &&
	String(all['In B only']) === bob &&
	String(twiceInA['In B only']) === bob;
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
