#!/bin/bash
# n8n's Compare Datasets tells people as new who are known. Of those in input B with the same key, the first one alone is
# matched: whoever comes in B twice, as exports of orders and of several lists bring them, leaves by "Same" and by "In B
# only" as well. So the usual way to send new people alone ("In B only") sends old ones again; in A the same person twice
# is no trouble. "Include All Matches", an option, mends it. And null is equal to null: somebody without an address
# (null) in A is "the same" as another one without an address in B.
#
# Takes the node's own function out of the published package, compares two small lists by their address with its default
# options, and prints what leaves by which output. Ends with 1 if that is no longer so.
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
const nulls = compared([ann, null], [bob, null, null]);
console.log(`n8n-nodes-base ${version}`);
console.log(`A: ann, B: ann, bob, ann: ${JSON.stringify(twice)}`);
console.log(`the same with all matches: ${JSON.stringify(all)}`);
console.log(`A: ann, null, B: bob, null, null: ${JSON.stringify(nulls)}`);
const isAsBefore =
	String(twice['In B only']) === `${bob},${ann}` &&
	String(twice.Same) === ann &&
	String(all['In B only']) === bob &&
	JSON.stringify(nulls['In B only']) === JSON.stringify([bob, null]);
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
