#!/bin/bash
# n8n's Baserow node lets people in who have left, as it looks at the last of two filters only. Row, Get Many takes as
# many filters as one likes, and whether all of them must fit or any. The node makes each a parameter of its request,
# called by the column and the condition (filter__field_3__not_equal), and keeps one value under each name. Baserow
# takes the same name as often as it comes (https://api.baserow.io/api/redoc/), but only the last one gets there: whose
# status is neither "unsubscribed" nor "bounced" are all but those who bounced, and who lives in Boston or in Salem are
# those in Salem. Two filters with different conditions, or for different columns, are both kept. No error is given.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read people from a small server that filters as Baserow does, by n8n's own requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Baserow package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { Baserow } = require('./package/dist/nodes/Baserow/Baserow.node.js');

const fields = [{ id: 1, name: 'email' }, { id: 2, name: 'city' }, { id: 3, name: 'status' }];
const people = [
	['ann@example.com', 'Boston', 'active'], ['bob@example.com', 'Salem', 'unsubscribed'], ['cy@example.com', 'Salem', 'bounced'],
	['di@example.com', 'Reno', 'active'],
];
const requests = [];
const conditions = { equal: (value, other) => value === other, not_equal: (value, other) => value !== other };
const server = http.createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	let answer = fields;
	if (pathname.includes('/rows/')) {
		const filters = [...searchParams].filter(([name]) => name.startsWith('filter__'));
		requests.push(filters.map((filter) => filter.join('=')).join('&'));
		const fits = (person) => filters.map(([name, value]) => {
			const [, field, condition] = /^filter__field_(\d+)__(\w+)$/.exec(name);
			return conditions[condition](person[field - 1], value);
		});
		const results = people
			.filter((person) => (searchParams.get('filter_type') === 'OR' ? fits(person).includes(true) : !fits(person).includes(false)))
			.map((person, id) => ({ id, ...Object.fromEntries(person.map((value, index) => [`field_${index + 1}`, value])) }));
		answer = { count: results.length, next: null, results };
	}
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify(answer));
});
const nodeType = (name, execute) => ({
	description: { displayName: name, name, group: [], version: 1, description: '', defaults: {}, properties: [],
		inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
	execute,
});
const types = {
	source: nodeType('source', async function () { return [this.getInputData()]; }),
	reader: nodeType('reader', async function () {
		const read = async (filterType, ...filters) => {
			const parameters = {
				operation: 'getAll', tableId: 1, authentication: 'databaseToken', returnAll: true,
				additionalOptions: { filterType, filters: { fields: filters.map(([field, operator, value]) => ({ field, operator, value })) } },
			};
			const [items] = await new Baserow().execute.call({
				getNode: () => this.getNode(),
				getInputData: () => [{ json: {} }],
				getNodeParameter: (name) => parameters[name],
				getCredentials: async () => ({ host: `http://127.0.0.1:${server.address().port}` }),
				continueOnFail: () => false,
				helpers: { ...this.helpers, requestWithAuthentication: (_type, options) => this.helpers.request(options) },
			});
			return items.map(({ json }) => json.email).join(' ');
		};
		return [this.helpers.returnJsonArray([{
			reachable: await read('AND', [3, 'not_equal', 'unsubscribed'], [3, 'not_equal', 'bounced']),
			near: await read('OR', [2, 'equal', 'Boston'], [2, 'equal', 'Salem']),
			both: await read('AND', [3, 'not_equal', 'unsubscribed'], [2, 'equal', 'Salem']),
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
	const [[{ json: { reachable, near, both } }]] = run.data.resultData.runData.reader[0].data.main;
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	for (const request of requests) console.log(`asks for ${request}`);
	console.log(`neither unsubscribed nor bounced: ${reachable}`);
	console.log(`in Boston or in Salem: ${near}`);
	console.log(`not unsubscribed, and in Salem: ${both}`);
	process.exit(reachable === 'ann@example.com bob@example.com di@example.com' && near === 'bob@example.com cy@example.com'
		&& both === 'cy@example.com' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
