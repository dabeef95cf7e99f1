#!/bin/bash
# n8n's error output ("On Error: Continue (using error output)") knows a failed item by its keys. An item that a node
# returns with json { error, details } leaves by the error output; the same item with one more key, such as `text`,
# leaves by the node's first output, with those that went well. Only `error`, `message` and `details` are allowed. So if
# a node tells more about a failure, its failures go to the success branch, without a warning.
#
# Installs n8n-core and n8n-workflow in a temporary folder, runs a workflow of two nodes in n8n's own engine, and says
# by which output each item leaves. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null

cat >run.js <<'JS'
require('reflect-metadata');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');

const returned = [
	{ error: 'No such list' },
	{ error: 'No such list', details: 'Choose another one' },
	{ error: 'No such list', message: 'No such list. Choose another one', details: 'Choose another one' },
	{ error: 'No such list', details: 'Choose another one', text: 'No such list. Choose another one' },
];
const nodeType = (name, execute) => ({
	description: { displayName: name, name, group: [], version: 1, description: '', defaults: {}, properties: [],
		inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
	execute,
});
const types = {
	source: nodeType('source', async function () { return [this.getInputData()]; }),
	failing: nodeType('failing', async () => [returned.map((json) => ({ json: { ...json } }))]),
};
const node = (name, more) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
const workflow = new Workflow({
	id: 'w', active: false,
	nodeTypes: { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) },
	nodes: [node('source'), node('failing', { onError: 'continueErrorOutput' })],
	connections: { source: { main: [[{ node: 'failing', type: 'main', index: 0 }]] } },
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
const start = { node: workflow.getNode('source'), data: { main: [[{ json: {} }]] }, source: null };
new WorkflowExecute(additionalData, 'trigger', createRunExecutionData({
	executionData: { nodeExecutionStack: [start], metadata: {}, waitingExecution: {}, waitingExecutionSource: {}, contextData: {} },
})).processRunExecutionData(workflow).then((run) => {
	const [success, failure] = run.data.resultData.runData.failing[0].data.main;
	console.log(`n8n-core ${require('n8n-core/package.json').version}`);
	const keys = (items) => items.map(({ json }) => Object.keys(json).join(' + '));
	for (const each of keys(failure)) console.log(`error output:   ${each}`);
	for (const each of keys(success)) console.log(`success output: ${each}`);
	const isAsBefore = failure.length === 3 && success.length === 1 && 'text' in success[0].json;
	process.exit(isAsBefore ? 0 : 1);
}).catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
