#!/bin/bash
# n8n's SeaTable node gives the first rows only, and has no setting for the others. Search asks by SQL without a LIMIT,
# and then SeaTable gives 100 rows at most (https://api.seatable.com/reference/querysql): of 2,500 people in a table, of
# whom all live in Springfield, the first hundred are found. Get Many asks once for 1,000 rows, as many as SeaTable
# gives at a time (https://api.seatable.com/reference/listrows), and never for the next ones. Neither warns. Sorting or
# a view in SeaTable decides who is among the first.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node's operations out of the published package,
# and lets them read a table of 2,500 people from a small server that gives no more rows than SeaTable, by n8n's own
# requests. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/SeaTable package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const list = require('./package/dist/nodes/SeaTable/v2/actions/row/list.operation.js');
const search = require('./package/dist/nodes/SeaTable/v2/actions/row/search.operation.js');

const people = Array.from({ length: 2500 }, (_, id) => ({ Email: `p${id}@example.com`, City: 'Springfield' }));
const columns = Object.keys(people[0]).map((name) => ({ key: name, name, type: 'text' }));
const requests = [];
const answers = {
	'app-access-token': () => ({ access_token: 'token', dtable_uuid: 'base' }),
	'related-users': () => ({ user_list: [] }),
	metadata: () => ({ metadata: { tables: [{ name: 'People', columns }] } }),
	rows: (asked) => ({ rows: people.slice(Number(asked.get('start') ?? 0)).slice(0, Math.min(Number(asked.get('limit') ?? 1000), 1000)) }),
	sql: (_asked, { sql }) => ({
		success: true, metadata: columns, results: people.slice(0, Math.min(Number(/\bLIMIT (\d+)/i.exec(sql)?.[1] ?? 100), 10000)),
	}),
};
const server = http.createServer(async (request, response) => {
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const operation = pathname.split('/').filter(Boolean).at(-1);
	const body = Buffer.concat(await request.toArray()).toString();
	if (['rows', 'sql'].includes(operation)) requests.push(`${request.method} ${operation} ${body || searchParams}`);
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify(answers[operation](searchParams, body === '' ? {} : JSON.parse(body))));
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
		const read = async ({ execute }, parameters) => await execute.call({
			getNode: () => this.getNode(),
			getNodeParameter: (name) => parameters[name],
			getCredentials: async () => ({ environment: 'selfHosted', domain: here, token: 'token' }),
			helpers: {
				...this.helpers,
				requestWithAuthentication: (_type, options) => this.helpers.request(options),
			},
		}, 0);
		const found = await read(search, {
			tableName: 'People', searchColumn: 'City', searchTerm: 'Springfield', options: { wildcard: false },
		});
		const all = await read(list, { tableName: 'People', viewName: '', options: {} });
		return [this.helpers.returnJsonArray([{ found: found.length, all: all.length }])];
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
	const [{ json: { found, all } }] = items;
	console.log(`requests:\n  ${requests.join('\n  ')}`);
	console.log(`Search: ${found} rows, Get Many: ${all} rows, of ${people.length} people in Springfield`);
	process.exit(found === 100 && all === 1000 && requests.length === 2 ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
