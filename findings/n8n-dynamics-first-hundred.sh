#!/bin/bash
# n8n's Microsoft Dynamics CRM node gives the first hundred accounts only, although it is set to return all. It asks for
# pages by `$top=100` and goes on as long as an answer has an @odata.nextLink. But for Dataverse $top is how many records
# there are to be at all, and no size of a page: an answer to $top has no next link; pages are asked for by the header
# Prefer: odata.maxpagesize (https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/page-results).
# No error is given, so 250 accounts look like 100. A Limit of 250 instead of Return All gives all of them.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's own functions out of the published package,
# and lets them read 250 accounts from a small server that treats $top and odata.maxpagesize as documented, by n8n's own
# requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Microsoft/Dynamics/GenericFunctions.js package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const dynamics = require('./package/dist/nodes/Microsoft/Dynamics/GenericFunctions.js');

const accounts = Array.from({ length: 250 }, (_, id) => ({ accountid: `a${id}`, emailaddress1: `p${id}@example.com` }));
const requests = [];
const server = http.createServer((request, response) => {
	requests.push(`${decodeURIComponent(request.url)} (Prefer: ${request.headers.prefer})`);
	const asked = new URL(request.url, 'http://localhost').searchParams;
	const [, size] = /odata\.maxpagesize=(\d+)/.exec(request.headers.prefer ?? '') ?? [];
	// With a size of pages, $top is ignored.
	const top = size === undefined ? asked.get('$top') : null;
	const start = Number(asked.get('$skiptoken') ?? 0);
	const end = start + Number(top ?? size ?? 5000);
	const next = `http://127.0.0.1:${server.address().port}/accounts?$skiptoken=${end}`;
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({
		value: accounts.slice(start, end),
		...(top === null && end < accounts.length && { '@odata.nextLink': next }),
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
			getCredentials: async () => ({ subdomain: 'acme', region: 'crm.dynamics.com' }),
			helpers: {
				requestOAuth2: (_type, options) =>
					this.helpers.request({ ...options, uri: options.uri.replace('https://acme.crm.dynamics.com/api/data/v9.2', here) }),
			},
		};
		const all = await dynamics.microsoftApiRequestAllItems.call(node, 'value', 'GET', '/accounts', {}, {});
		const limited = (await dynamics.microsoftApiRequest.call(node, 'GET', '/accounts', {}, { $top: 250 })).value;
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
	const outputs = run.data.resultData.runData.reader[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	const [{ json: { all, limited } }] = outputs[0];
	console.log(`requests: ${requests.join(', ')}`);
	console.log(`Return All: ${all} of ${accounts.length} accounts; Limit 250: ${limited}`);
	process.exit(all === 100 && limited === 250 && requests.length === 2 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
