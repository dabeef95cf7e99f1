#!/bin/bash
# n8n's KoBoToolbox node makes places on the map of phone numbers. Its option Reformat (Submission, Get and Get Many)
# turns what KoBoToolbox gives as texts into other kinds of values; it is meant for answers of the kind geopoint,
# "latitude longitude altitude precision", but asks no form which answers these are: every text of two or more numbers
# with spaces between is taken for one. So of the phone 601 234 567 a point with the latitude 601 and the longitude 234
# is left, the other way round; its last group is gone, and of 020 7946 0018 the zeros before. The number cannot be made
# of it again. With a plus, with hyphens or without spaces a number stays a text.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, and lets it
# read five submissions from a small server by n8n's own requests (https://support.kobotoolbox.org/api.html). Exits with
# 1 if this changes.
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

const phones = ['601 234 567', '020 7946 0018', '+48 601 234 567', '601-234-567', '601234567'];
const submissions = phones.map((phone, index) => ({ _id: index, 'about_you/email': `p${index}@example.com`, 'about_you/phone': phone }));
const server = http.createServer((_request, response) => {
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ count: submissions.length, next: null, previous: null, results: submissions }));
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
		const parameters = { resource: 'submission', operation: 'getAll', formId: 'f', returnAll: true, options: { reformat: true } };
		return await new KoBoToolbox().execute.call(node(parameters));
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
	const read = items.map(({ json }) => JSON.stringify(json.about_you.phone));
	read.forEach((phone, index) => { console.log(`${phones[index].padEnd(15)} -> ${phone}`); });
	const isAsBefore = read[0] === '{"type":"Point","coordinates":[234,601]}' && read[1] === '{"type":"Point","coordinates":[7946,20]}' &&
		read.slice(2).every((phone, index) => phone === JSON.stringify(phones[index + 2]));
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
N8N_USER_FOLDER="$folder" node run.js
