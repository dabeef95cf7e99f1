#!/bin/bash
# n8n's Action Network node hands over people without whether they have unsubscribed. Person, Get and Get Many,
# simplified as it is by default, makes one address of a person's list of addresses and leaves out what stands beside
# it, the status: subscribed, unsubscribed, bouncing, spam complaint and others
# (https://actionnetwork.org/docs/v2/people). It stands nowhere else, so Ann who gets mail, Bo who has unsubscribed, Cy
# whose address bounces, and Di who has complained are told apart by nothing, and no Filter after the node can do it.
# Phones, which have a status of their own, lose it alike.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read four people from a small server by n8n's own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/ActionNetwork package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { ActionNetwork } = require('./package/dist/nodes/ActionNetwork/ActionNetwork.node.js');

const statuses = { Ann: 'subscribed', Bo: 'unsubscribed', Cy: 'bouncing', Di: 'spam complaint' };
const people = Object.entries(statuses).map(([given_name, status]) => ({
	identifiers: [`action_network:${given_name}`], given_name,
	email_addresses: [{ primary: true, address: `${given_name.toLowerCase()}@example.com`, status }],
	phone_numbers: [{ primary: true, number: '12025550101', number_type: 'Mobile', status }],
	postal_addresses: [{ primary: true, postal_code: '62701', country: 'US' }],
	languages_spoken: ['en'], custom_fields: {},
	_links: { self: { href: `https://actionnetwork.org/api/v2/people/${given_name}` } },
}));
const server = http.createServer((_request, response) => {
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ total_pages: 1, per_page: 25, page: 1, _embedded: { 'osdi:people': people }, _links: {} }));
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
			getCredentials: async () => ({}),
			continueOnFail: () => false,
			helpers: {
				...this.helpers,
				requestWithAuthentication: (_type, options) => {
					const { pathname, search } = new URL(options.uri);
					return this.helpers.request({ ...options, uri: `${here}${pathname}${search}` });
				},
			},
		});
		const parameters = { resource: 'person', operation: 'getAll', returnAll: true };
		const [simple] = await new ActionNetwork().execute.call(node({ ...parameters, simple: true }));
		const [raw] = await new ActionNetwork().execute.call(node({ ...parameters, simple: false }));
		return [[...simple, ...raw]];
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
	const told = items.map(({ json }) => {
		const text = JSON.stringify(json);
		return Object.values(statuses).filter((status) => text.includes(`"${status}"`)).join(' ') || 'nothing';
	});
	console.log(`simplified: ${JSON.stringify(items[1].json)}`);
	people.forEach(({ given_name }, index) => {
		console.log(`${given_name} is ${statuses[given_name]}; told by the item: ${told[index]}; not simplified: ${told[index + 4]}`);
	});
	const isAsBefore = told.slice(0, 4).every((status) => status === 'nothing') &&
		String(told.slice(4)) === String(Object.values(statuses));
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
