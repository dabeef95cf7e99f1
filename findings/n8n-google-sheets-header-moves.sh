#!/bin/bash
# n8n's Google Sheets node writes people's addresses below row_number. Get Rows gives each item the number of its row
# (row_number); Append Row, which maps fields to columns automatically, leaves it out, and makes the columns itself
# where the sheet is empty. But if somebody further down has a field that the first one does not have, as when the
# customers of two sheets go into a new one, it writes the column names a second time, and then row_number is the first
# of them. The rows below have no such cell: each value stands one column further left than its name. In what is read
# from that sheet, row_number is ann@example.com, her email is Ann, and her name is her city. Where the first item has
# all fields, or the columns are there already, all is right.
#
# Installs n8n-workflow and what the node needs in a temporary folder, takes the node out of the published package, and
# lets it read two sheets, write a third one and read it again, by a request function that keeps cells as Google's API
# does (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values). Exits with 1 if this
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
	Shop: [['email', 'name'], ['ann@example.com', 'Ann'], ['bob@example.com', 'Bob']],
	Fair: [['email', 'name', 'city'], ['cy@example.com', 'Cy', 'Salem']],
	All: [],
};
const titles = Object.keys(sheets);
/** Google's API: the cells of a sheet or of its rows (Shop!1:1), and rows that are written over what is there. */
const request = async (_type, { method, uri, body }) => {
	const [, range] = decodeURIComponent(new URL(uri).pathname).split('/values/');
	if (range === undefined) return { sheets: titles.map((title, sheetId) => ({ properties: { title, sheetId } })) };
	const [, title, first = '1', last = '1000'] = /^'?(\w+)'?(?:!(\d+):(\d+))?$/.exec(range);
	if (method === 'PUT') body.values.forEach((row, index) => { sheets[title][Number(first) - 1 + index] = row; });
	const values = sheets[title].slice(Number(first) - 1, Number(last));
	return method === 'GET' && values.length > 0 ? { values } : {};
};
const execute = async (title, operation, items, more = {}) => {
	const parameters = {
		resource: 'sheet', operation, authentication: 'oAuth2', documentId: { mode: 'id', value: 'document' }, options: {},
		'columns.mappingMode': 'autoMapInputData', ...more,
	};
	const [found] = await new GoogleSheetsV2({}).execute.call({
		getInputData: () => items,
		getNodeParameter: (name, _index, fallback, { extractValue } = {}) =>
			(name === 'sheetName' ? (extractValue ? title : { mode: 'name', value: title }) : parameters[name] ?? fallback),
		getNode: () => ({ name: 'Google Sheets', typeVersion: 4.7 }),
		continueOnFail: () => false,
		addExecutionHints() {},
		helpers: { requestOAuth2: request, constructExecutionMetaData: (data) => data },
	});
	return found;
};
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	const start = [{ json: {} }];
	const people = [...(await execute('Shop', 'read', start)), ...(await execute('Fair', 'read', start))];
	await execute('All', 'append', people);
	for (const row of sheets.All) console.log(row.join(' | '));
	for (const { json } of (await execute('All', 'read', start))) console.log(JSON.stringify(json));
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
row_number | email | name | city
ann@example.com | Ann | 
bob@example.com | Bob | 
cy@example.com | Cy | Salem
{"row_number":"ann@example.com","email":"Ann","name":"","city":""}
{"row_number":"bob@example.com","email":"Bob","name":"","city":""}
{"row_number":"cy@example.com","email":"Cy","name":"Salem","city":""}' ] || exit 1
