#!/bin/bash
# n8n's Summarize node finds that customers have spent nothing. It adds up and averages numbers alone, and leaves out
# texts without a warning; an amount of PostgreSQL (numeric) is a text in what n8n's Postgres node hands over (its
# option "Output Large-Format Numbers As" is Text by default), and so is a price of WooCommerce and Shopify. The sum of
# 1000.00 and 900.00 is 0 then, their average NaN, which is null in the next node, and their maximum 900.00, as texts
# are compared by their letters. With a number among the texts, that one alone is the sum. So "everybody who spent more
# than 500" is nobody.
#
# Takes the node's own function out of the published package and summarizes two orders each, as numbers, as texts and
# mixed. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Transform/Summarize package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { aggregateAndSplitData, fieldValueGetter } = require('./package/dist/nodes/Transform/Summarize/utils.js');

const summarized = (...amounts) => {
	const { returnData } = aggregateAndSplitData({
		splitKeys: [],
		inputItems: amounts.map((amount, _itemIndex) => ({ email: 'ann@example.com', amount, _itemIndex })),
		fieldsToSummarize: ['sum', 'average', 'max'].map((aggregation) => ({ aggregation, field: 'amount' })),
		options: {},
		getValue: fieldValueGetter(false),
	});
	return JSON.stringify(returnData);
};

console.log(`n8n-nodes-base ${version}`);
const [numbers, texts, mixed] = [summarized(1000, 900), summarized('1000.00', '900.00'), summarized('1000.00', 900)];
console.log(`numbers: ${numbers}`);
console.log(`texts:   ${texts}`);
console.log(`mixed:   ${mixed}`);
const isAsBefore =
	numbers === '{"sum_amount":1900,"average_amount":950,"max_amount":1000}' &&
	texts === '{"sum_amount":0,"average_amount":null,"max_amount":"900.00"}' &&
	mixed === '{"sum_amount":900,"average_amount":900,"max_amount":"1000.00"}';
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
