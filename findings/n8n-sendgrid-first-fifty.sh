#!/bin/bash
# n8n's nodes for SendGrid, ConvertKit and Discourse give one page of people when they are set to return all, without a
# warning, and a Limit above it changes nothing. SendGrid (Contact, Get Many): the 50 people who were added last, or the
# first 50 whom a query finds. These requests of SendGrid's have no other pages, which its export has
# (https://www.twilio.com/docs/sendgrid/api-reference/contacts/get-sample-contacts), but each answer tells how many
# there are, and the node does not look at it. ConvertKit (Tag Subscriber, Get Many; subscriptions of forms and
# sequences alike): the first 50 (https://developers.kit.com/api-reference/v3/tags). Discourse (User, Get Many): the
# first 100. The last two have further pages, and the nodes never ask for one.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the nodes out of the published package, and lets them
# read 450 people from a small server that pages them as the three services do, by n8n's own requests. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 change-case@4.1.2 moment-timezone@0.5.48 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/SendGrid package/dist/nodes/ConvertKit package/dist/nodes/Discourse package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const nodes = {
	SendGrid: require('./package/dist/nodes/SendGrid/SendGrid.node.js').SendGrid,
	ConvertKit: require('./package/dist/nodes/ConvertKit/ConvertKit.node.js').ConvertKit,
	Discourse: require('./package/dist/nodes/Discourse/Discourse.node.js').Discourse,
};

const people = Array.from({ length: 450 }, (_, id) => ({ id, email: `p${id}@example.com` }));
const requests = [];
const pageOf = (page, size) => people.slice((page - 1) * size, page * size);
const server = http.createServer((request, response) => {
	requests.push(`${request.method} ${request.url}`);
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const page = Number(searchParams.get('page') ?? 1);
	response.setHeader('Content-Type', 'application/json');
	if (pathname.includes('/marketing/contacts'))
		response.end(JSON.stringify({
			result: pageOf(1, 50), contact_count: people.length, _metadata: { self: 'https://api.sendgrid.com/v3/marketing/contacts' },
		}));
	else if (pathname.endsWith('/subscriptions'))
		response.end(JSON.stringify({
			total_subscriptions: people.length, page, total_pages: 9,
			subscriptions: pageOf(page, 50).map(({ id, email }) => ({ id, state: 'active', subscriber: { id, email_address: email } })),
		}));
	else response.end(JSON.stringify(pageOf(page, 100)));
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
		const toServer = (send) => (_type, options) => {
			const { pathname, search } = new URL(options.uri ?? options.url);
			const { uri, url, ...others } = options;
			return send({ ...others, url: `${here}${pathname}${search}` });
		};
		const read = async (Node, parameters) => {
			const [found] = await new Node().execute.call({
				getNode: () => this.getNode(),
				getInputData: () => this.getInputData(),
				getNodeParameter: (name) => parameters[name],
				getCredentials: async () => ({ url: 'https://forum.example.com' }),
				getTimezone: () => 'UTC',
				continueOnFail: () => false,
				helpers: {
					...this.helpers,
					requestWithAuthentication: toServer(this.helpers.request),
					httpRequestWithAuthentication: toServer(this.helpers.httpRequest),
				},
			});
			return found.length;
		};
		const both = async (Node, parameters) => [
			await read(Node, { ...parameters, operation: 'getAll', returnAll: true }),
			await read(Node, { ...parameters, operation: 'getAll', returnAll: false, limit: 300 }),
		];
		return [this.helpers.returnJsonArray([{
			SendGrid: await both(nodes.SendGrid, { resource: 'contact', filters: {} }),
			'SendGrid, query': await both(nodes.SendGrid, { resource: 'contact', filters: { query: "country = 'US'" } }),
			ConvertKit: await both(nodes.ConvertKit, { resource: 'tagSubscriber', tagId: 1 }),
			Discourse: await both(nodes.Discourse, { resource: 'user', flag: 'active', options: { showEmails: true } }),
		}])];
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
	const [{ json: found }] = items;
	console.log(`requests:\n  ${[...new Set(requests)].join('\n  ')}`);
	for (const [name, [all, limited]] of Object.entries(found))
		console.log(`${name}: Return All ${all}, Limit 300 ${limited} of ${people.length} people`);
	const counts = Object.values(found).map(([all, limited]) => (all === limited ? all : NaN));
	process.exit(String(counts) === '50,50,50,100' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
