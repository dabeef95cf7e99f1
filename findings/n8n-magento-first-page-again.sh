#!/bin/bash
# n8n's Magento 2 node gives the first hundred customers again and again. Get Many with Return All asks for pages of 100
# until it has as many customers as Magento counts. The number of the next page is set by `x = x ? x++ : 1`, which in
# JavaScript leaves x as it is, and besides under `current_page`, while Magento looks for it within `search_criteria`
# (https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/). So of 250 customers the first hundred
# come three times, 300 items in all, and the other 150 never, without an error. With up to 100 customers all is right.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's own function out of the published package,
# and lets it read 250 customers from a small server that knows both spellings, by n8n's own requests. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Magento/GenericFunctions.js package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { magentoApiRequestAllItems } = require('./package/dist/nodes/Magento/GenericFunctions.js');

const customers = Array.from({ length: 250 }, (_, id) => ({ id, email: `p${id}@example.com` }));
const pages = [];
const server = http.createServer((request, response) => {
	const asked = new URL(request.url, 'http://localhost').searchParams;
	const size = Number(asked.get('search_criteria[page_size]'));
	const page = Number(asked.get('search_criteria[current_page]') ?? asked.get('current_page') ?? 1);
	pages.push(page);
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({
		items: customers.slice((page - 1) * size, page * size), search_criteria: {}, total_count: customers.length,
	}));
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
		const node = {
			getNode: () => this.getNode(),
			getCredentials: async () => ({ host: here }),
			helpers: { requestWithAuthentication: (_type, options) => this.helpers.request(options) },
		};
		const asked = { search_criteria: { page_size: 100 } };
		const found = await magentoApiRequestAllItems.call(node, 'items', 'GET', '/rest/default/V1/customers/search', {}, asked);
		return [this.helpers.returnJsonArray(found)];
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
	const people = new Set(outputs[0].map(({ json }) => json.email));
	console.log(`pages that were asked for: ${pages.join(', ')}`);
	console.log(`${outputs[0].length} items, ${people.size} of ${customers.length} customers`);
	process.exit(outputs[0].length === 300 && people.size === 100 && pages.join() === '1,1,1' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
