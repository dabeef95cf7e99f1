#!/bin/bash
# n8n's NocoDB node leaves Ann on the newsletter, and makes rows of nobody. Row, Create, Update and Upsert can take over
# the data that they get (Auto-Map Input Data to Columns): "make sure the incoming data fields are named the same as the
# columns in NocoDB". Since version 4 of the node, which n8n takes for new ones, it does not look for the columns in the
# item but in an object called fields in it, which rows have that the node itself has read from NocoDB. Of an item from
# a form, a sheet or a database nothing is sent: Update changes no field and hands over the row as it was, Create adds a
# row without a value for each person. The node tells of success, so an opt-out is lost, and a list of new members is as
# long as it should be, and empty. Up to version 3 items are written as they are.
#
# Takes the node out of the published package, and lets it write an opt-out and a new member to a stand-in for NocoDB
# (https://nocodb.com/docs/apis), in version 3 and in version 4 from an item as a form gives it and from one with an
# object called fields. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/NocoDB package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { NocoDB } = require('./package/dist/nodes/NocoDB/NocoDB.node.js');

const { description, nodeVersions } = new NocoDB();
async function rowsAfter(typeVersion, shape) {
	const rows = { 7: { name: 'Ann', newsletter: 'yes' } };
	const write = (id, fields) => ({ id, fields: (rows[id] = { ...rows[id], ...fields }) });
	const request = async (_type, { method, body }) => {
		const written = body.map((row) => {
			const { Id, ...columns } = row;
			const sent = typeVersion === 4 ? { id: row.id, fields: row.fields } : { id: Id, fields: columns };
			return write(method === 'PATCH' ? sent.id : '8', sent.fields);
		});
		return typeVersion === 4 ? { records: written } : written.map(({ id }) => ({ Id: id }));
	};
	const execute = async (operation, json, id) => {
		const parameters = {
			version: typeVersion, authentication: 'nocoDbApiToken', resource: 'row', operation, projectId: 'club', table: 'people', id,
			dataToSend: 'autoMapInputData', inputsToIgnore: '',
		};
		await nodeVersions[typeVersion].execute.call({
			getInputData: () => [{ json }],
			getNodeParameter: (name) => parameters[name],
			getNode: () => ({ name: 'NocoDB', typeVersion }),
			getCredentials: async () => ({ host: 'http://127.0.0.1:8080', apiToken: 'token' }),
			continueOnFail: () => false,
			helpers: {
				requestWithAuthentication: request,
				httpRequestWithAuthentication: request,
				returnJsonArray: (data) => (Array.isArray(data) ? data : [data]).map((json) => ({ json })),
				constructExecutionMetaData: (data) => data,
			},
		});
	};
	await execute('update', shape({ ...(typeVersion < 4 && { Id: '7' }), newsletter: 'no' }), '7');
	await execute('create', shape({ name: 'Bo', newsletter: 'no' }));
	return Object.values(rows).map((row) => JSON.stringify(row)).join(', ');
}
(async () => {
	console.log(`n8n-nodes-base ${version}, NocoDB node ${description.defaultVersion} for new nodes`);
	console.log(`version 3: ${await rowsAfter(3, (columns) => columns)}`);
	console.log(`version 4: ${await rowsAfter(4, (columns) => columns)}`);
	console.log(`version 4, in fields: ${await rowsAfter(4, (fields) => ({ fields }))}`);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1, NocoDB node 4 for new nodes
version 3: {"name":"Ann","newsletter":"no"}, {"name":"Bo","newsletter":"no"}
version 4: {"name":"Ann","newsletter":"yes"}, {}
version 4, in fields: {"name":"Ann","newsletter":"no"}, {"name":"Bo","newsletter":"no"}' ] || exit 1
