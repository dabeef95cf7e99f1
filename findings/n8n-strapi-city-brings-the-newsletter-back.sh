#!/bin/bash
# n8n's Strapi node signs Ann up again while it writes her new city. Entry, Update and Create ask for columns, a
# "comma-separated list of the properties" that are to be written. With credentials for Strapi 4 (API Version) the node
# only looks whether one of them is in the item, and then sends the item as a whole. Strapi changes each field that it
# is sent, and leaves the others as they were (https://docs-v4.strapi.io/dev-docs/api/rest). So an item from a shop or a
# CRM, in which newsletter: true stands from last year, writes it over the no that Ann has given in Strapi since, and an
# old name over her new one, although Columns names the city alone. Nobody is told. With Strapi 3 only the columns are
# sent. An Edit Fields node in front that keeps the key and the columns alone helps.
#
# Takes the node out of the published package, and lets it update one person and create another one in a stand-in for
# each version of Strapi. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Strapi package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { Strapi } = require('./package/dist/nodes/Strapi/Strapi.node.js');

async function tableAfter(apiVersion) {
	const people = { 1: { name: 'Ann Miller', city: 'Boston', newsletter: false } };
	const execute = async (operation, columns, json) => {
		const parameters = { authentication: 'token', resource: 'entry', operation, contentType: 'people', columns, updateKey: 'id' };
		await new Strapi().execute.call({
			getInputData: () => [{ json }],
			getNodeParameter: (name) => parameters[name],
			getNode: () => ({ name: 'Strapi', typeVersion: 1 }),
			getCredentials: async () => ({ url: 'http://127.0.0.1:1337', apiVersion, apiToken: 'token' }),
			continueOnFail: () => false,
			helpers: {
				requestWithAuthentication: async (_type, { method, uri, body }) => {
					const { id, ...fields } = apiVersion === 'v4' ? body.data : body;
					const key = method === 'PUT' ? uri.split('/').at(-1) : '2';
					people[key] = { ...people[key], ...fields };
					const entry = { id: key, ...people[key] };
					return apiVersion === 'v4' ? { data: entry } : entry;
				},
				returnJsonArray: (data) => [{ json: data }],
				constructExecutionMetaData: (data) => data,
			},
		});
	};
	await execute('update', 'city', { id: 1, name: 'Ann Lee', city: 'Salem', newsletter: true });
	await execute('create', 'name,city', { name: 'Bo', city: 'Salem', newsletter: true, note: 'owes us money' });
	return Object.values(people).map((person) => `  ${JSON.stringify(person)}`).join('\n');
}
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	for (const apiVersion of ['v3', 'v4']) console.log(`${apiVersion}:\n${await tableAfter(apiVersion)}`);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
v3:
  {"name":"Ann Miller","city":"Salem","newsletter":false}
  {"name":"Bo","city":"Salem"}
v4:
  {"name":"Ann Lee","city":"Salem","newsletter":true}
  {"name":"Bo","city":"Salem","newsletter":true,"note":"owes us money"}' ] || exit 1
