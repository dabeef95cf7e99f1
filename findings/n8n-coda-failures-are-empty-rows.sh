#!/bin/bash
# n8n's Coda node hands over failures as rows without any field. With On Error set to Continue, a node of n8n gives an
# item with the error's message for each input that it failed for. Coda's takes the message from `error.messsage`, a
# misspelling, for Get, Get Many and others of tables, formulas, controls and views: the item's `error` is undefined, and
# an item { } in the next node, in which nothing tells that something went wrong. With Continue (using error output) n8n
# looks for an `error` that holds something, finds none, and lets these items leave by the output of those that went well.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it read
# the columns of two tables, of which Coda knows one, from a small server by n8n's own requests. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Coda package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { Coda } = require('./package/dist/nodes/Coda/Coda.node.js');

const server = http.createServer((request, response) => {
	const isKnown = request.url.includes('/tables/people/');
	response.writeHead(isKnown ? 200 : 404, { 'Content-Type': 'application/json' });
	response.end(JSON.stringify(isKnown ? { items: [{ id: 'c-1', name: 'Email' }] } : { statusCode: 404, message: 'No such table' }));
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
		const parameters = (index) => ({
			resource: 'table', operation: 'getAllColumns', docId: 'd', tableId: this.getInputData()[index].json.table, returnAll: true,
		});
		const node = {
			getNode: () => this.getNode(),
			getInputData: () => this.getInputData(),
			getNodeParameter: (name, index) => parameters(index)[name],
			getCredentials: async () => ({ accessToken: 'token' }),
			continueOnFail: () => this.continueOnFail(),
			helpers: {
				...this.helpers,
				request: (options) => this.helpers.request({ ...options, uri: options.uri.replace('https://coda.io/apis/v1', here) }),
			},
		};
		return await new Coda().execute.call(node);
	}),
};
const node = (name, more = {}) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
const workflow = new Workflow({
	id: 'w', active: false,
	nodeTypes: { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) },
	nodes: [node('source'), node('reader', { onError: 'continueErrorOutput' })],
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
	const start = { node: workflow.getNode('source'), data: { main: [[{ json: { table: 'people' } }, { json: { table: 'gone' } }]] }, source: null };
	const run = await new WorkflowExecute(additionalData, 'trigger', createRunExecutionData({
		executionData: { nodeExecutionStack: [start], metadata: {}, waitingExecution: {}, waitingExecutionSource: {}, contextData: {} },
	})).processRunExecutionData(workflow);
	const { error } = run.data.resultData;
	if (error) throw error;
	const outputs = run.data.resultData.runData.reader[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	const [wentWell, failed] = outputs.map((items) => items.map(({ json }) => JSON.stringify(json)));
	console.log(`went well: ${wentWell.join(' ')}`);
	console.log(`failed:    ${failed.join(' ') || 'none'}`);
	process.exit(wentWell.length === 2 && wentWell[1] === '{}' && failed.length === 0 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
