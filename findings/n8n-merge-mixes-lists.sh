#!/bin/bash
# n8n's Merge node (Combine, Matching Fields) mixes two lists in one field, position by position. Somebody who has the
# tags VIP, trial, newsletter in one source and customer in the other leaves with customer, trial, newsletter: the first
# tag of one source and the other tags of the other. This is the default, Deep Merge. Objects are mixed in the same way:
# a street comes from one source and its flat from the other. And null is a value like any other: somebody without an
# address (null, as databases give it) matches everybody else without one, so one person's city and tags go to all of
# them, while a field that is missing matches nobody.
#
# Takes the node's own functions out of the published package, merges items by their addresses with its default options,
# and prints what leaves. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Merge package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { findMatches, mergeMatched } = require('./package/dist/nodes/Merge/v3/helpers/utils.js');

const byAddress = [{ field1: 'email', field2: 'email' }];
const items = (profiles) => profiles.map((json, item) => ({ json, pairedItem: { item } }));
const merged = (first, second) => {
	const options = { joinMode: 'enrichInput1', outputDataFrom: 'both' };
	const { matched, unmatched1 } = findMatches(items(first), items(second), byAddress, options);
	return [...mergeMatched(matched, {}, options.joinMode), ...unmatched1].map(({ json }) => json);
};

const ann = { email: 'ann@example.com' };
const [tagged] = merged(
	[{ ...ann, tags: ['VIP', 'trial', 'newsletter'], address: { street: 'Main St 1', flat: '2' } }],
	[{ ...ann, tags: ['customer'], address: { street: 'High St 3' } }],
);
const withoutAddress = merged(
	[{ email: null, name: 'Bob' }, { email: null, name: 'Cy' }, { name: 'Di' }],
	[{ email: null, city: 'Rome', tags: ['VIP'] }],
);
console.log(`n8n-nodes-base ${version}`);
for (const profile of [tagged, ...withoutAddress]) console.log(JSON.stringify(profile));
const isAsBefore =
	String(tagged.tags) === 'customer,trial,newsletter' &&
	JSON.stringify(tagged.address) === '{"street":"High St 3","flat":"2"}' &&
	withoutAddress.map(({ city }) => city).join() === 'Rome,Rome,';
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
