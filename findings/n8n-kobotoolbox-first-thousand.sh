#!/bin/bash
# n8n's KoBoToolbox node gives the first thousand submissions only, although it is set to return all. KoBoToolbox hands
# over 1,000 at most at a time and tells where the next ones are
# (https://community.kobotoolbox.org/t/important-changes-to-api-v2-assets-uid-asset-data-result-limits/74610). The
# node's request follows that where its caller says `returnAll`, but the operation Get Many says `scroll` instead, which
# nothing looks at. So of 2,500 people who filled in a form the first 1,000 come, in one request and without a warning;
# a Limit of 2,000 gives no more. Until March 2026, 30,000 came at a time where the Limit was as high.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read 2,500 submissions from a small server that pages them as KoBoToolbox does, by n8n's own requests. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/KoBoToolbox package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { KoBoToolbox } = require('./package/dist/nodes/KoBoToolbox/KoBoToolbox.node.js');

const submissions = Array.from({ length: 2500 }, (_, id) => ({ _id: id, email: `p${id}@example.com` }));
const requests = [];
const server = http.createServer((request, response) => {
	requests.push(request.url);
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const [start, limit] = [Number(searchParams.get('start') ?? 0), Math.min(Number(searchParams.get('limit') ?? 100), 1000)];
	const hasMore = start + limit < submissions.length;
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({
		count: submissions.length,
		next: hasMore ? `https://kf.kobotoolbox.org${pathname}?limit=${limit}&start=${start + limit}` : null,
		results: submissions.slice(start, start + limit),
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
		const node = (parameters) => ({
			getNode: () => this.getNode(),
			getInputData: () => this.getInputData(),
			getNodeParameter: (name, index, fallback) => parameters[name] ?? fallback,
			getCredentials: async () => ({ URL: 'https://kf.kobotoolbox.org', token: 'token' }),
			continueOnFail: () => false,
			helpers: {
				...this.helpers,
				httpRequestWithAuthentication: (_type, options) => {
					const { pathname, search } = new URL(options.url);
					return this.helpers.httpRequest({ ...options, url: `${here}${pathname}${search}` });
				},
			},
		});
		const parameters = { resource: 'submission', operation: 'getAll', formId: 'f', options: {} };
		const [all] = await new KoBoToolbox().execute.call(node({ ...parameters, returnAll: true }));
		const [limited] = await new KoBoToolbox().execute.call(node({ ...parameters, returnAll: false, limit: 2000 }));
		return [this.helpers.returnJsonArray([{ all: all.length, limited: limited.length }])];
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
	const [{ json: { all, limited } }] = items;
	console.log(`requests: ${requests.join(', ')}`);
	console.log(`Return All: ${all} of ${submissions.length} submissions; Limit 2,000: ${limited}`);
	process.exit(all === 1000 && limited === 1000 && requests.length === 2 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
