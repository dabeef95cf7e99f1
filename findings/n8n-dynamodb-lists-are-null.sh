#!/bin/bash
# n8n's AWS DynamoDB node turns every list into null. Get and Get Many simplify what they hand over (by default) and
# know texts, numbers, yes or no, maps, and sets of texts and numbers. A list, for which DynamoDB writes L, is none of
# them and becomes null, also within a map. But lists are what Amazon's own packages write for JavaScript's arrays, and
# Python's: of somebody whose phones, tags and topics to hear nothing of were stored as arrays, nothing of these is
# left, as if they had none. Without Simplify they arrive as DynamoDB writes them.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read somebody whom @aws-sdk/util-dynamodb has written in DynamoDB's form from a small server, by n8n's own requests.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 xml2js@0.6.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Aws package/dist/utils package/package.json
npm pack --silent @aws-sdk/util-dynamodb@3.893.0 >/dev/null
mkdir sdk && tar -xzf aws-sdk-util-dynamodb-3.893.0.tgz -C sdk

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { marshall } = require('./sdk/package/dist-cjs/index.js');
const { AwsDynamoDB } = require('./package/dist/nodes/Aws/DynamoDB/AwsDynamoDB.node.js');

const ann = {
	email: 'ann@example.com', name: { first: 'Ann', others: ['Lee'] }, phones: ['+48601234567'], tags: ['VIP', 'trial'],
	topics: new Set(['news']), unsubscribedFrom: ['offers'],
};
const server = http.createServer((_request, response) => {
	response.setHeader('Content-Type', 'application/x-amz-json-1.0');
	response.end(JSON.stringify({ Count: 1, ScannedCount: 1, Items: [marshall(ann)] }));
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
			getInputData: () => this.getInputData(),
			getNodeParameter: (name, index, fallback) => parameters[name] ?? fallback,
			getCredentials: async () => ({ region: 'eu-central-1' }),
			continueOnFail: () => false,
			helpers: {
				...this.helpers,
				requestWithAuthentication: (_type, { method, body, headers }) => this.helpers.request({ url: here, method, body, headers }),
			},
		});
		const parameters = {
			authentication: 'iam', resource: 'item', operation: 'getAll', tableName: 'people', scan: true, returnAll: true,
			select: 'ALL_ATTRIBUTES', filterExpression: '', options: {},
		};
		const [[simple], [raw]] = [
			...(await new AwsDynamoDB().execute.call(node({ ...parameters, simple: true }))),
			...(await new AwsDynamoDB().execute.call(node({ ...parameters, simple: false }))),
		];
		return [[simple, raw]];
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
	const [simple, raw] = items.map(({ json }) => json);
	console.log(`not simplified: ${JSON.stringify(raw)}`);
	console.log(`simplified:     ${JSON.stringify(simple)}`);
	const isAsBefore = JSON.stringify(simple) === JSON.stringify({
		email: 'ann@example.com', name: { first: 'Ann', others: null }, phones: null, tags: null, topics: ['news'], unsubscribedFrom: null,
	});
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
