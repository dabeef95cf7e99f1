#!/bin/bash
# n8n's Airtable node gives Bo, who wants no newsletter, the name and the consent of Di, because neither of them has an
# email address. Record, Update finds the record to change by columns to match on, in a list that it has read from
# Airtable, and Airtable leaves out empty fields (https://airtable.com/developers/web/api/list-records). What an item
# does not have equals what a record does not have, so an item without an address changes the first record without one,
# and with the option Update All Matches every such record: Cy is Di as well then. Map Each Column Manually, which is
# the default, makes the same of null, as databases give it. Nothing tells of it, and Airtable has taken a valid update.
# With an empty text instead, or with null and Map Automatically, the node stops and says that it has found no record.
#
# Installs n8n-core and n8n-workflow in a temporary folder, takes the node out of the published package, runs it in a
# workflow of two nodes for an item of each kind, with a stand-in for Airtable, and prints who is in the table then.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 reflect-metadata@0.2.2 lodash@4.18.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Airtable package/dist/utils package/package.json

cat >run.js <<'JS'
require('reflect-metadata');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeConnectionTypes, Workflow } = require('n8n-workflow');
const { version } = require('./package/package.json');
const { AirtableV2 } = require('./package/dist/nodes/Airtable/v2/AirtableV2.node.js');

const columns = ['name', 'email', 'newsletter'];
let table;
async function airtable(_type, { method, body }) {
	if (method === 'GET') {
		const records = Object.entries(table).map(([id, fields]) => ({ id, fields: fields.email ? { email: fields.email } : {} }));
		return { records };
	}
	for (const { id, fields } of JSON.parse(JSON.stringify(body.records))) Object.assign(table[id], fields);
	return { records: body.records.map(({ id }) => ({ id, createdTime: '2026-03-15T14:10:05.000Z', fields: table[id] })) };
}
const node = new AirtableV2({ displayName: 'Airtable', name: 'airtable', group: ['input'], description: '' });
const types = {
	source: {
		description: { displayName: 'source', name: 'source', group: [], version: 1, description: '', defaults: {}, properties: [],
			inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
		async execute() { return [this.getInputData()]; },
	},
	airtable: {
		description: { ...node.description, credentials: [] },
		async execute() {
			this.helpers.requestWithAuthentication = airtable;
			return await node.execute.call(this);
		},
	},
};
const place = (name, more = {}) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
const additionalData = () => ({
	hooks: new ExecutionLifecycleHooks('trigger', '1', { id: 'w', name: 'w', nodes: [], connections: {}, active: false }),
	currentNodeExecutionIndex: 0, executionId: '1', variables: {}, setExecutionStatus() {},
	...Object.fromEntries(
		['restApiUrl', 'instanceBaseUrl', 'webhookBaseUrl', 'webhookWaitingBaseUrl', 'webhookTestBaseUrl', 'formBaseUrl',
			'formWaitingBaseUrl', 'formTestBaseUrl'].map((name) => [name, 'http://127.0.0.1']),
	),
});
async function update(mappingMode, address, options = {}) {
	table = {
		rec1: { name: 'Ann', email: 'ann@example.com', newsletter: 'yes' },
		rec2: { name: 'Bo', newsletter: 'no' },
		rec3: { name: 'Cy', newsletter: 'no' },
	};
	const value = mappingMode === 'defineBelow' ? Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])) : null;
	const schema = columns.map((id) => ({
		id, displayName: id, type: 'string', required: false, defaultMatch: false, canBeUsedToMatch: true, display: true,
	}));
	const workflow = new Workflow({
		id: 'w', active: false,
		nodeTypes: { getByName: (name) => types[name], getByNameAndVersion: (name) => types[name], getKnownTypes: () => ({}) },
		nodes: [place('source'), place('airtable', {
			typeVersion: 2.2,
			parameters: {
				authentication: 'airtableTokenApi', resource: 'record', operation: 'update', options,
				base: { __rl: true, mode: 'id', value: 'appAbCdEfGhIjKlMn' }, table: { __rl: true, mode: 'id', value: 'tblAbCdEfGhIjKlMn' },
				columns: { mappingMode, matchingColumns: ['email'], value, schema },
			},
		})],
		connections: { source: { main: [[{ node: 'airtable', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const start = { node: workflow.getNode('source'), data: { main: [[{ json: { name: 'Di', ...address, newsletter: 'yes' } }]] }, source: null };
	const { data } = await new WorkflowExecute(additionalData(), 'trigger', createRunExecutionData({
		executionData: { nodeExecutionStack: [start], metadata: {}, waitingExecution: {}, waitingExecutionSource: {}, contextData: {} },
	})).processRunExecutionData(workflow);
	const told = data.resultData.error?.message ?? 'no error';
	return `${Object.values(table).map(({ name, newsletter }) => `${name} ${newsletter}`).join(', ')} (${told})`;
}
(async () => {
	console.log(`n8n-nodes-base ${version}, n8n-core ${require('n8n-core/package.json').version}`);
	console.log(`manually, not there:      ${await update('defineBelow', {})}`);
	console.log(`manually, null:           ${await update('defineBelow', { email: null })}`);
	console.log(`manually, null, all:      ${await update('defineBelow', { email: null }, { updateAllMatches: true })}`);
	console.log(`manually, empty text:     ${await update('defineBelow', { email: '' })}`);
	console.log(`automatically, not there: ${await update('autoMapInputData', {})}`);
	console.log(`automatically, null:      ${await update('autoMapInputData', { email: null })}`);
	process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(N8N_USER_FOLDER="$folder" node --no-warnings run.js | grep -E '^(n8n|manually|automatically)')
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1, n8n-core 2.41.1
manually, not there:      Ann yes, Di yes, Cy no (no error)
manually, null:           Ann yes, Di yes, Cy no (no error)
manually, null, all:      Ann yes, Di yes, Di yes (no error)
manually, empty text:     Ann yes, Bo no, Cy no (Record matching provided keys was not found)
automatically, not there: Ann yes, Di yes, Cy no (no error)
automatically, null:      Ann yes, Bo no, Cy no (Record matching provided keys was not found)' ] || exit 1
