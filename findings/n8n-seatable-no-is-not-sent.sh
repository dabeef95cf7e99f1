#!/bin/bash
# n8n's SeaTable node can say yes, but not no. Row, Update and Row, Create hand the columns of an item to SeaTable, and
# leave out each whose value is false, 0 or an empty text, because they look whether there is a value by whether it is
# true. SeaTable leaves a column that is not named as it was. So Ann, who ticked off the newsletter (false), goes on
# wanting it; her 0 points stay 250, and a phone that she had deleted stays, too. The word "false" as a text is handed
# on, and so is "yes", of which the node makes a no. No error is given, and SeaTable answers { success: true }.
#
# Installs n8n-workflow and moment-timezone in a temporary folder, takes the node out of the published package, and lets
# it update one row, by a request function that changes what it is told, as SeaTable does
# (https://api.seatable.com/reference/updaterow). Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 moment-timezone@0.5.48 lodash@4.18.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/SeaTable package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const update = require('./package/dist/nodes/SeaTable/v2/actions/row/update.operation.js');

const types = { Email: 'email', Newsletter: 'checkbox', Points: 'number', Phone: 'text' };
const before = { Email: 'ann@example.com', Newsletter: true, Points: 250, Phone: '+1 617 555 0123' };
const change = async (Newsletter) => {
	const row = { ...before };
	const sent = {};
	const item = { Email: 'ann@example.com', Newsletter, Points: 0, Phone: '' };
	const parameters = { tableName: 'People', fieldsToSend: 'autoMapInputData', rowId: 'row', inputsToIgnore: '' };
	await update.execute.call({
		getNode: () => ({ name: 'SeaTable', typeVersion: 2 }),
		getNodeParameter: (name) => parameters[name],
		getInputData: () => [{ json: item }],
		getCredentials: async () => ({ environment: 'cloudHosted', token: 'token' }),
		helpers: {
			httpRequest: async () => ({ access_token: 'token', dtable_uuid: 'base' }),
			requestWithAuthentication: async (_type, { method, body }) => {
				if (method === 'GET') {
					return { metadata: { tables: [{ name: 'People', columns: Object.entries(types).map(([name, type]) => ({ key: name, name, type })) }] } };
				}
				Object.assign(sent, body.updates[0].row);
				Object.assign(row, sent);
				return { success: true };
			},
			returnJsonArray: (data) => [{ json: data }],
		},
	}, 0);
	console.log(`Newsletter ${JSON.stringify(Newsletter)}: sends ${JSON.stringify(sent)}`);
	console.log(`  the row is ${JSON.stringify(row)}`);
};
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	await change(false);
	await change('false');
	await change('yes');
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
Newsletter false: sends {"Email":"ann@example.com"}
  the row is {"Email":"ann@example.com","Newsletter":true,"Points":250,"Phone":"+1 617 555 0123"}
Newsletter "false": sends {"Email":"ann@example.com","Newsletter":false}
  the row is {"Email":"ann@example.com","Newsletter":false,"Points":250,"Phone":"+1 617 555 0123"}
Newsletter "yes": sends {"Email":"ann@example.com","Newsletter":false}
  the row is {"Email":"ann@example.com","Newsletter":false,"Points":250,"Phone":"+1 617 555 0123"}' ] || exit 1
