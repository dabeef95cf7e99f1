#!/bin/bash
# n8n's Agile CRM node takes the last of somebody's addresses for the only one. Agile CRM keeps what it knows of a
# person in a list of properties, in which one name may come several times: an address for work and a personal one,
# phones for work, home and mobile, postal addresses for home and office (https://github.com/agilecrm/rest-api). With
# Simplify the node makes one field of each name, and each property writes over the one before, whatever its subtype is.
# So mail to a business goes to private addresses, a fax number counts as the phone, and a custom field that a team has
# called email takes the place of the address. The node leaves out unsubscribeStatus and emailBounceStatus as well, and
# the tags.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read three people from a small server by n8n's own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/AgileCrm package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { AgileCrm } = require('./package/dist/nodes/AgileCrm/AgileCrm.node.js');

const property = (name, subtype, value, type = 'SYSTEM') => ({ type, name, ...(subtype && { subtype }), value });
const contacts = [
	{ id: 1, tags: ['Buyer'], properties: [
		property('first_name', '', 'Ann'), property('email', 'work', 'ann@example.com'), property('email', 'personal', 'annie@example.org'),
		property('phone', 'work', '+48601234567'), property('phone', 'work fax', '+48223456789'),
	] },
	{ id: 2, properties: [
		property('first_name', '', 'Bo'), property('email', 'work', 'bo@example.com'), property('email', '', 'yes, weekly', 'CUSTOM'),
	] },
	{ id: 3, unsubscribeStatus: [{ campaign_id: '1', unsubscribeType: 'ALL' }], properties: [
		property('first_name', '', 'Cy'), property('email', 'work', 'cy@example.com'),
	] },
];
const server = http.createServer((_request, response) => {
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify(contacts));
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
			getCredentials: async () => ({ email: 'crm@example.com', apiKey: 'key', subdomain: 'shop' }),
			continueOnFail: () => false,
			helpers: {
				...this.helpers,
				request: (options) => {
					const { pathname, search } = new URL(options.uri);
					return this.helpers.request({ ...options, uri: `${here}${pathname}${search}` });
				},
			},
		});
		return await new AgileCrm().execute.call(node({
			resource: 'contact', operation: 'getAll', returnAll: true, simple: true, filterType: 'none',
		}));
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
	const read = items.map(({ json }) => json);
	read.forEach((contact) => { console.log(JSON.stringify(contact)); });
	const isAsBefore = JSON.stringify(read) === JSON.stringify([
		{ id: 1, first_name: 'Ann', email: 'annie@example.org', phone: '+48223456789' },
		{ id: 2, first_name: 'Bo', email: 'yes, weekly' },
		{ id: 3, first_name: 'Cy', email: 'cy@example.com' },
	]);
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
