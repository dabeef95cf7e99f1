#!/bin/bash
# n8n's Keap node asks for a person by what it knows of the one before. Get Many contacts with filters by expressions
# (Email, Given Name) asks Keap once for each item, but all items share one set of filters: a filter that is empty for an
# item is left out only until some item has filled it, and then keeps that value. So of three people, of whom the address,
# the first name and the address is known, only the first one is found; asked for by address alone, somebody without one
# is given the contact of the person before, whose address, phone and tags then count as theirs. One item at a time
# (Loop Over Items) is right.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it look
# people up on a small server that filters as Keap does (https://developer.keap.com/docs/rest/), by n8n's own requests.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 change-case@4.1.2 moment-timezone@0.5.48 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Keap package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const http = require('http');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { Keap } = require('./package/dist/nodes/Keap/Keap.node.js');

const contacts = ['Ann', 'Bo', 'Cy'].map((given_name, id) => ({
	id, given_name, email_addresses: [{ email: `${given_name.toLowerCase()}@example.com`, field: 'EMAIL1' }],
}));
const requests = [];
const server = http.createServer((request, response) => {
	requests.push(decodeURIComponent(request.url));
	const asked = new URL(request.url, 'http://localhost').searchParams;
	const found = contacts.filter(({ given_name, email_addresses: [{ email }] }) =>
		(asked.get('given_name') ?? given_name) === given_name && (asked.get('email') ?? email) === email);
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ contacts: found, count: found.length }));
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
		const lookUp = async (people) => {
			const parameters = (index) => ({ resource: 'contact', operation: 'getAll', returnAll: false, limit: 10, options: people[index] });
			const node = {
				getNode: () => this.getNode(),
				getInputData: () => people.map((json) => ({ json })),
				getNodeParameter: (name, index) => parameters(index)[name],
				continueOnFail: () => false,
				helpers: {
					...this.helpers,
					requestOAuth2: (_type, options) =>
						this.helpers.request({ ...options, uri: options.uri.replace('https://api.infusionsoft.com/crm/rest/v1', here) }),
				},
			};
			const [items] = await new Keap().execute.call(node);
			return people.map((_, index) => items.filter((item) => item.pairedItem.item === index).map(({ json }) => json.given_name));
		};
		const known = await lookUp([
			{ email: 'ann@example.com', givenName: '' }, { email: '', givenName: 'Bo' }, { email: 'cy@example.com', givenName: '' },
		]);
		const byEmail = await lookUp([{ email: 'ann@example.com' }, { email: '' }]);
		return [this.helpers.returnJsonArray([{ known, byEmail }])];
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
	const [{ json: { known, byEmail } }] = outputs[0];
	const told = (found) => found.map((names) => names.join(' and ') || 'nobody').join(', ');
	console.log(`requests: ${requests.join(', ')}`);
	console.log(`Ann by address, Bo by name, Cy by address: ${told(known)}`);
	console.log(`Ann by address, somebody without one:      ${told(byEmail)}`);
	process.exit(told(known) === 'Ann, nobody, nobody' && told(byEmail) === 'Ann, Ann' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
