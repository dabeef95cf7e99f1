#!/bin/bash
# n8n's Google Sheets node appends people whom the sheet has already, and then forgets that they left. Append or Update
# Row is there to "append a new row, or update the current one if it already exists". It looks for the key of each item
# among the rows as they were before the node ran, so somebody who is new and comes twice, as in a list of orders, gets
# two rows. Later changes reach the first of them only: when Ann leaves, one row says so, and the other one goes on
# saying yes. And it looks for the key in what a cell shows: the customer 1204, whom the sheet shows as 1,204, is never
# found, and gets a new row in each run, while Get Rows gives 1204. A text of an empty key counts as one, so all people
# without an address share the first row without one.
#
# Installs n8n-workflow and what the node needs in a temporary folder, takes the node out of the published package, and
# lets it write two sheets, by a request function that keeps cells as Google's API does
# (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values). Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 @n8n/utils@1.48.0 @e965/xlsx@0.20.3 \
	lodash@4.18.1 moment-timezone@0.5.48 luxon@3.7.2 jsonwebtoken@9.0.3 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Google/Sheet package/dist/nodes/Google/GenericFunctions.js \
	package/dist/nodes/Google/constants.js package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { GoogleSheetsV2 } = require('./package/dist/nodes/Google/Sheet/v2/GoogleSheetsV2.node.js');

const sheets = {
	Newsletter: [['email', 'name', 'wants_it']],
	Customers: [['customer', 'name', 'wants_it'], [1204, 'Bob', 'yes']],
	Guests: [['email', 'name', 'wants_it'], ['', 'Cy', 'no']],
};
const titles = Object.keys(sheets);
const shown = (value) => (typeof value === 'number' ? value.toLocaleString('en-US') : value);
/** Google's API: the cells of a sheet or of its rows, as they are shown or not, and rows and cells that are written. */
const request = async (_type, { method, uri, body, qs }) => {
	const [, range] = decodeURIComponent(new URL(uri).pathname).split('/values/');
	if (body?.data) {
		for (const { range: cell, values } of body.data) {
			const [, title, column, row] = /^(\w+)!([A-Z])(\d+)$/.exec(cell);
			sheets[title][row - 1][column.charCodeAt(0) - 65] = values[0][0];
		}
		return {};
	}
	if (range === undefined) return { sheets: titles.map((title, sheetId) => ({ properties: { title, sheetId } })) };
	const [, title, first = '1', last = '1000'] = /^'?(\w+)'?(?:!(\d+):(\d+))?$/.exec(range);
	if (method === 'PUT') body.values.forEach((row, index) => { sheets[title][Number(first) - 1 + index] = row; });
	const values = sheets[title].slice(Number(first) - 1, Number(last));
	return { values: values.map((row) => (qs.valueRenderOption === 'FORMATTED_VALUE' ? row.map(shown) : row)) };
};
const write = async (title, key, ...people) => {
	const parameters = {
		resource: 'sheet', operation: 'appendOrUpdate', authentication: 'oAuth2', documentId: { mode: 'id', value: 'document' }, options: {},
		'columns.mappingMode': 'autoMapInputData', 'columns.matchingColumns': [key], 'columns.schema': [],
	};
	await new GoogleSheetsV2({}).execute.call({
		getInputData: () => people.map((json) => ({ json })),
		getNodeParameter: (name, _index, fallback, { extractValue } = {}) =>
			(name === 'sheetName' ? (extractValue ? title : { mode: 'name', value: title }) : parameters[name] ?? fallback),
		getNode: () => ({ name: 'Google Sheets', typeVersion: 4.7 }),
		continueOnFail: () => false,
		addExecutionHints() {},
		helpers: { requestOAuth2: request, constructExecutionMetaData: (data) => data },
	});
};
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	const ann = { email: 'ann@example.com', name: 'Ann' };
	await write('Newsletter', 'email', { ...ann, wants_it: 'yes' }, { ...ann, wants_it: 'yes' });
	await write('Newsletter', 'email', { ...ann, wants_it: 'no' });
	await write('Customers', 'customer', { customer: 1204, name: 'Bob', wants_it: 'no' });
	await write('Guests', 'email', { email: '', name: 'Di', wants_it: 'yes' });
	for (const title of titles) for (const row of sheets[title].slice(1)) console.log(`${title}: ${row.join(', ')}`);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
Newsletter: ann@example.com, Ann, no
Newsletter: ann@example.com, Ann, yes
Customers: 1204, Bob, yes
Customers: 1204, Bob, no
Guests: , Di, yes' ] || exit 1
