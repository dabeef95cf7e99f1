#!/bin/bash
# n8n's Copper node never asks for a second page, and takes the first one again instead. Get Many people with Return All
# sends the same request, without a page number, until it has as many people as Copper counts in the header X-PW-TOTAL
# (https://developer.copper.com/introduction/requests.html). Of 450 people the first 200 come three times, 600 items,
# and the other 250 never. A Limit does not help: with 300 the first 200 come, and then a hundred of them again. Filters
# stand in the request's address instead of its body, where Copper's documentation has them.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's own functions out of the published package,
# and lets them read 450 people from a small server that takes page numbers and sizes from wherever they stand, by n8n's
# own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Copper/GenericFunctions.js package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { handleListing } = require('./package/dist/nodes/Copper/GenericFunctions.js');

const people = Array.from({ length: 450 }, (_, id) => ({ id, name: `P${id}`, emails: [{ email: `p${id}@example.com`, category: 'work' }] }));
const requests = [];
const server = http.createServer(async (request, response) => {
	const chunks = await request.toArray();
	const body = chunks.length === 0 ? '' : Buffer.concat(chunks).toString();
	requests.push(`${request.method} ${request.url} ${body}`.trim());
	const asked = { ...Object.fromEntries(new URL(request.url, 'http://localhost').searchParams), ...JSON.parse(body || '{}') };
	const [page, size] = [Number(asked.page_number ?? 1), Number(asked.page_size ?? 20)];
	response.writeHead(200, { 'Content-Type': 'application/json', 'X-PW-TOTAL': String(people.length) });
	response.end(JSON.stringify(people.slice((page - 1) * size, page * size)));
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
		const node = (parameters) => ({
			getNode: () => this.getNode(),
			getNodeParameter: (name) => parameters[name],
			helpers: {
				requestWithAuthentication: (_type, options) =>
					this.helpers.request({ ...options, url: options.url.replace('https://api.copper.com/developer_api/v1', here) }),
			},
		});
		const listed = async (parameters) =>
			await handleListing.call(node(parameters), 'POST', '/people/search', { country: 'US' });
		const found = { all: await listed({ returnAll: true }), limited: await listed({ returnAll: false, limit: 300 }) };
		return [this.helpers.returnJsonArray([found])];
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
	const outputs = run.data.resultData.runData.reader[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	const [{ json: { all, limited } }] = outputs[0];
	const told = (items) => `${items.length} items, ${new Set(items.map(({ name }) => name)).size} of ${people.length} people`;
	console.log(`requests: ${[...new Set(requests)].join(', ')}, ${requests.length} times`);
	console.log(`Return All: ${told(all)}; Limit 300: ${told(limited)}`);
	const isAsBefore = told(all).startsWith('600 items, 200 of') && told(limited).startsWith('300 items, 200 of');
	process.exit(isAsBefore && new Set(requests).size === 1 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
