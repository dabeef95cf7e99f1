#!/bin/bash
# n8n's GetResponse node gives the first hundred contacts only, although it is set to return all. GetResponse tells in
# the headers TotalPages and CurrentPage whether there is more (https://apireference.getresponse.com/). Names of headers
# have no case, and Node.js makes them small letters: `headers.TotalPages` is undefined, and so is
# `headers.CurrentPage`. The node compares the two, finds them equal, and stops after the first page. No error is given,
# so a list of 250 looks like one of 100.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's own function out of the published package,
# and lets it read 250 contacts from a small server by n8n's own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/GetResponse/GenericFunctions.js package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { getResponseApiRequestAllItems } = require('./package/dist/nodes/GetResponse/GenericFunctions.js');

const contacts = Array.from({ length: 250 }, (_, index) => ({ contactId: `c${index}`, email: `p${index}@example.com` }));
const requests = [];
const server = http.createServer((request, response) => {
	requests.push(request.url);
	const page = Number(new URL(request.url, 'http://localhost').searchParams.get('page'));
	response.writeHead(200, { 'Content-Type': 'application/json', TotalCount: 250, TotalPages: 3, CurrentPage: page });
	response.end(JSON.stringify(contacts.slice((page - 1) * 100, page * 100)));
});

const nodeType = (name, execute) => ({
	description: { displayName: name, name, group: [], version: 1, description: '', defaults: {}, properties: [],
		inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
	execute,
});
const types = {
	source: nodeType('source', async function () { return [this.getInputData()]; }),
	getResponse: nodeType('getResponse', async function () {
		const here = `http://127.0.0.1:${server.address().port}`;
		const node = {
			getNode: () => this.getNode(),
			getNodeParameter: () => 'apiKey',
			helpers: {
				requestWithAuthentication: (_type, options) =>
					this.helpers.request({ ...options, uri: options.uri.replace('https://api.getresponse.com', here) }),
			},
		};
		return [this.helpers.returnJsonArray(await getResponseApiRequestAllItems.call(node, 'GET', '/contacts'))];
	}),
};
const node = (name) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters: {} });
const workflow = new Workflow({
	id: 'w', active: false,
	nodeTypes: { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) },
	nodes: [node('source'), node('getResponse')],
	connections: { source: { main: [[{ node: 'getResponse', type: 'main', index: 0 }]] } },
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
	const [items] = run.data.resultData.runData.getResponse[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	console.log(`requests: ${requests.join(', ')}`);
	console.log(`${items.length} of ${contacts.length} contacts`);
	process.exit(items.length === 100 && requests.length === 1 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
