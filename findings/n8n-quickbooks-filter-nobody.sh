#!/bin/bash
# n8n's QuickBooks node gives nobody where it should give some. Get Many customers with Return All and a filter (Query)
# first asks how many customers there are, but without the filter, and then reads pages of 1,000 until it has that many.
# Those who fit are fewer, so it asks for a second page, which does not exist; QuickBooks answers with an empty
# QueryResponse, the node fails at it, and hands over an empty list instead of what it has read, without an error. Only
# a filter that everybody fits, or no filter, or a limit instead of Return All, gives the right people.
#
# Takes the node's own function out of the published package, answers its queries for five customers as QuickBooks does
# (https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries), and prints
# the queries and who comes. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 change-case@5.4.4 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/QuickBooks/GenericFunctions.js package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { handleListing } = require('./package/dist/nodes/QuickBooks/GenericFunctions.js');

const customers = ['Ann', 'Bob', 'Cy', 'Di', 'Eve'].map((GivenName, index) => ({ GivenName, Balance: index < 3 ? 10 : 0 }));

/** As QuickBooks answers: an empty QueryResponse where there is nothing. */
function answer(query) {
	if (query.startsWith('SELECT COUNT(*)')) return { QueryResponse: { totalCount: customers.length } };
	const [, most] = /MAXRESULTS (\d+)/.exec(query);
	const [, first = 1] = /STARTPOSITION (\d+)/.exec(query) ?? [];
	const fitting = customers.filter(({ Balance }) => !query.includes("WHERE Balance > '0'") || Balance > 0);
	const Customer = fitting.slice(first - 1, first - 1 + Number(most));
	return { QueryResponse: Customer.length === 0 ? {} : { Customer } };
}

async function getMany(parameters) {
	const queries = [];
	const node = {
		getNode: () => ({ name: 'QuickBooks', type: 'quickbooks', typeVersion: 1 }),
		getNodeParameter: (name) => ({ resource: 'customer', operation: 'getAll', filters: {}, ...parameters })[name],
		getCredentials: async () => ({ environment: 'production' }),
		helpers: {
			requestOAuth2: async (_type, { qs }) => {
				queries.push(qs.query);
				return answer(qs.query);
			},
		},
	};
	const found = await handleListing.call(node, 0, '/v3/company/1/query', 'customer');
	return { queries, names: found.map(({ GivenName }) => GivenName).join(', ') };
}

async function main() {
	const filters = { query: "WHERE Balance > '0'" };
	const all = await getMany({ returnAll: true, filters });
	const limited = await getMany({ returnAll: false, limit: 50, filters });
	const unfiltered = await getMany({ returnAll: true });
	console.log(`n8n-nodes-base ${version}`);
	for (const query of all.queries) console.log(`query: ${query}`);
	console.log(`with a filter, all:         ${all.names || 'nobody'}`);
	console.log(`with a filter, limit of 50: ${limited.names || 'nobody'}`);
	console.log(`without a filter, all:      ${unfiltered.names || 'nobody'}`);
	const isAsBefore =
		all.names === '' && limited.names === 'Ann, Bob, Cy' && unfiltered.names === 'Ann, Bob, Cy, Di, Eve';
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
