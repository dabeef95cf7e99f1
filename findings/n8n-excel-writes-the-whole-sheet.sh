#!/bin/bash
# n8n's Microsoft Excel 365 node brings back who has left, because somebody else has moved. Sheet, Update (and Append or
# Update) reads all rows of a sheet, changes the row of each item, and writes all rows, the others as it read them. Who
# writes into the sheet in between, as a form or a colleague does, and be it in other rows, is overwritten: Ann's new
# city undoes Cy's "no" of a second ago. Formulas are written as the values that they had, so the column that counts the
# days since the last order stays at today's numbers for everybody. The row is found by the key as a number as well, of
# which 16 digits count: with a member ID of 19 digits (a text, as Excel's numbers have 15) Bob's change goes to Ann,
# whose row is above his. No error is given.
#
# Installs n8n-workflow and lodash in a temporary folder, takes the node out of the published package, and lets it
# change a sheet, by a request function that keeps cells as Microsoft Graph does, where null leaves a cell as it is
# (https://learn.microsoft.com/en-us/graph/api/resources/excel). Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Microsoft/Excel package/dist/nodes/Microsoft/GenericFunctions.js package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { MicrosoftExcelV2 } = require('./package/dist/nodes/Microsoft/Excel/v2/MicrosoftExcelV2.node.js');

const columns = ['member', 'name', 'city', 'newsletter', 'days'];
const today = 46355;
let sheet;
let meanwhile = () => {};
const valueOf = (cell) => (typeof cell === 'string' && cell.startsWith('=TODAY()-') ? today - Number(cell.slice(9)) : cell);
/** Microsoft Graph: the values of a sheet's cells, and values that are written; null leaves a cell as it is. */
const request = async (_type, { method, body }) => {
	const answer = () => ({ address: `People!A1:E${sheet.length}`, values: sheet.map((row) => row.map(valueOf)) });
	if (method === 'GET') {
		const read = answer();
		meanwhile();
		return read;
	}
	body.values.forEach((row, index) => row.forEach((value, column) => { if (value !== null) sheet[index][column] = value; }));
	return answer();
};
const update = async (json) => {
	sheet = [columns,
		['7034567890123456701', 'Ann', 'Boston', 'yes', '=TODAY()-46300'],
		['7034567890123456702', 'Bob', 'Salem', 'yes', '=TODAY()-46301'],
		['7034567890123459999', 'Cy', 'Reno', 'yes', '=TODAY()-46302']];
	const parameters = {
		resource: 'worksheet', operation: 'update', authentication: 'microsoftExcelOAuth2Api', workbook: 'book', worksheet: 'sheet',
		range: '', dataMode: 'autoMap', columnToMatchOn: 'member', options: {},
	};
	await new MicrosoftExcelV2({}).execute.call({
		getInputData: () => [{ json }],
		getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
		getNode: () => ({ name: 'Microsoft Excel 365', typeVersion: 2.2 }),
		getCredentials: async () => ({}),
		continueOnFail: () => false,
		helpers: { requestOAuth2: request, constructExecutionMetaData: (data) => data },
	});
	for (const [, ...row] of sheet.slice(1)) console.log(`  ${row.join(', ')}`);
};
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	console.log('Ann moves to Salem, and Cy says no meanwhile');
	meanwhile = () => { sheet[3][3] = 'no'; };
	await update({ member: '7034567890123456701', city: 'Salem' });
	console.log('Bob says no');
	meanwhile = () => {};
	await update({ member: '7034567890123456702', newsletter: 'no' });
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
Ann moves to Salem, and Cy says no meanwhile
  Ann, Salem, yes, =TODAY()-46300
  Bob, Salem, yes, 54
  Cy, Reno, yes, 53
Bob says no
  Ann, Boston, no, =TODAY()-46300
  Bob, Salem, yes, 54
  Cy, Reno, yes, 53' ] || exit 1
