#!/bin/bash
# n8n's ERPNext node gives every thousandth record twice. Get Many with Return All reads pages of 1,000 by their start
# (limit_start) and size (limit_page_length), but goes on by 999 each time, so the last record of a page is also the first
# one of the next (https://docs.frappe.io/framework/user/en/api/rest). Of 2,500 customers 2,502 items come, two people
# twice: counts and sums over them are too high, and whoever writes to each item writes to these two again. With up to
# 999 records all is right.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's own function out of the published package,
# and lets it read 2,500 customers from a small server by n8n's own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/ERPNext/GenericFunctions.js package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { erpNextApiRequestAllItems } = require('./package/dist/nodes/ERPNext/GenericFunctions.js');

const customers = Array.from({ length: 2500 }, (_, id) => ({ name: `C${id}`, email_id: `p${id}@example.com` }));
const starts = [];
const server = http.createServer((request, response) => {
	const asked = new URL(request.url, 'http://localhost').searchParams;
	const [start, size] = ['limit_start', 'limit_page_length'].map((name) => Number(asked.get(name)));
	starts.push(start);
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ data: customers.slice(start, start + size) }));
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
			getCredentials: async () => ({ environment: 'selfHosted', domain: here }),
			helpers: { requestWithAuthentication: (_type, options) => this.helpers.request(options) },
		};
		return [this.helpers.returnJsonArray(await erpNextApiRequestAllItems.call(node, 'data', 'GET', '/api/resource/Customer', {}, {}))];
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
	const names = outputs[0].map(({ json }) => json.name);
	const twice = names.filter((name, index) => names.indexOf(name) !== index);
	console.log(`pages begin at: ${starts.join(', ')}`);
	console.log(`${names.length} items of ${customers.length} customers; twice: ${twice.join(', ')}`);
	process.exit(names.length === 2502 && twice.join() === 'C999,C1998' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
