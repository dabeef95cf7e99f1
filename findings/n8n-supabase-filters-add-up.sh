#!/bin/bash
# n8n's Supabase node asks for the second person by the filters of the first two. Row, Get Many with Filter: String asks
# once for each item, but writes each filter to the end of the address that it has asked for before, after a question
# mark of its own: ?email=eq.ann@example.com, then ?email=eq.ann@example.com?email=eq.bo@example.com. All behind the
# second one belongs to the value of the first filter, an address that nobody has: of a list of people only the first
# one is found, without an error. A filter that excludes turns into one that excludes nobody:
# ?city=neq.Springfield?city=neq.Riverside gives those in Riverside and in Springfield, too. Filters that are built
# manually are right. Return All gives one page only where a project's API setting Max rows is below 1,000: a shorter
# page is taken for the last one.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# look people up on a small server that filters and pages as PostgREST does
# (https://docs.postgrest.org/en/stable/references/api/tables_views.html), by n8n's own requests. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Supabase package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { Supabase } = require('./package/dist/nodes/Supabase/Supabase.node.js');

const cities = ['Springfield', 'Riverside', 'Fairview'];
const people = Array.from({ length: 1200 }, (_, id) => ({ id, email: `p${id}@example.com`, city: cities[id % 3] }));
const maxRows = 500;
const requests = [];
const server = http.createServer((request, response) => {
	requests.push(decodeURIComponent(request.url));
	const asked = new URL(request.url, 'http://localhost').searchParams;
	const offset = Number(asked.get('offset') ?? 0);
	const limit = Math.min(Number(asked.get('limit') ?? maxRows), maxRows);
	const filters = [...asked].filter(([column]) => column in people[0]).map(([column, filter]) => {
		const [, operator, value] = /^(eq|neq)\.(.*)$/.exec(filter);
		return (row) => (row[column] === value) === (operator === 'eq');
	});
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify(people.filter((row) => filters.every((fits) => fits(row))).slice(offset, offset + limit)));
});
const nodeType = (name, execute) => ({
	description: { displayName: name, name, group: [], version: 1, description: '', defaults: {}, properties: [],
		inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
	execute,
});
const types = {
	source: nodeType('source', async function () { return [this.getInputData()]; }),
	reader: nodeType('reader', async function () {
		const here = `http://127.0.0.1:${server.address().port}`;
		const read = async (filters, returnAll = false) => {
			const parameters = (index) => ({
				resource: 'row', operation: 'getAll', tableId: 'people', returnAll, limit: 5, useCustomSchema: false,
				filterType: filters[index] === undefined ? 'none' : 'string', filterString: filters[index],
			});
			const node = {
				getNode: () => this.getNode(),
				getInputData: () => filters.map(() => ({ json: {} })),
				getNodeParameter: (name, index, fallback) => parameters(index)[name] ?? fallback,
				getCredentials: async () => ({ host: here, serviceRole: 'key' }),
				continueOnFail: () => false,
				helpers: { ...this.helpers, requestWithAuthentication: (_type, options) => this.helpers.request(options) },
			};
			const [found] = await new Supabase().execute.call(node);
			return filters.map((_, index) => found.filter(({ pairedItem }) => pairedItem.item === index).map(({ json }) => json));
		};
		const known = await read(['email=eq.p1@example.com', 'email=eq.p2@example.com', 'email=eq.p3@example.com']);
		const elsewhere = await read(['city=neq.Springfield', 'city=neq.Riverside']);
		const [all] = await read([undefined], true);
		return [this.helpers.returnJsonArray([{
			known: known.map((rows) => rows.length),
			elsewhere: elsewhere.map((rows) => [...new Set(rows.map(({ city }) => city))].join(' and ')),
			all: all.length,
		}])];
	}),
};
const node = (name, more = {}) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
const workflow = new Workflow({
	id: 'w', active: false,
	nodeTypes: { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) },
	nodes: [node('source'), node('reader')],
	connections: { source: { main: [[{ node: 'reader', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});
const additionalData = {
	hooks: new ExecutionLifecycleHooks('trigger', '1', { id: 'w', name: 'w', nodes: [], connections: {}, active: false }),
	currentNodeExecutionIndex: 0, executionId: '1', variables: {}, setExecutionStatus() {},
	...Object.fromEntries(
		['restApiUrl', 'instanceBaseUrl', 'webhookBaseUrl', 'webhookWaitingBaseUrl', 'webhookTestBaseUrl', 'formBaseUrl',
			'formWaitingBaseUrl', 'formTestBaseUrl'].map((name) => [name, 'http://127.0.0.1']),
	),
};
async function main() {
	await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
	const start = { node: workflow.getNode('source'), data: { main: [[{ json: {} }]] }, source: null };
	const run = await new WorkflowExecute(additionalData, 'trigger', createRunExecutionData({
		executionData: { nodeExecutionStack: [start], metadata: {}, waitingExecution: {}, waitingExecutionSource: {}, contextData: {} },
	})).processRunExecutionData(workflow);
	const { error } = run.data.resultData;
	if (error) throw error;
	const [items] = run.data.resultData.runData.reader[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	const [{ json: { known, elsewhere, all } }] = items;
	console.log(`requests:\n  ${requests.join('\n  ')}`);
	console.log(`three people by their addresses: found ${known.join(', ')}`);
	console.log(`not in Springfield: ${elsewhere[0]}; not in Riverside: ${elsewhere[1]}`);
	console.log(`Return All, ${maxRows} rows at most to a page: ${all} of ${people.length} people`);
	const isAsBefore = String(known) === '1,0,0' && elsewhere[1].includes('Riverside') && all === maxRows;
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
