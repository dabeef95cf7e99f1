#!/bin/bash
# n8n's Autopilot node says of people that they are on no list when it could not ask. Contact List, Exist takes every
# error for a no: where Autopilot has too many requests (429), is out of order (503) or does not accept the key any more
# (401), the item is { exist: false }, as for somebody who is not there (404), and neither an error nor On Error says
# anything else. So a workflow that writes to customers who are not on the list of those who want no mail writes to
# everybody from the request on that comes too soon. Add and Remove tell of errors.
#
# Takes the node out of the published package, and asks for four people from a request function that answers one, knows
# one not, and fails twice. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Autopilot package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { Autopilot } = require('./package/dist/nodes/Autopilot/Autopilot.node.js');

const statuses = { 'ann@example.com': 200, 'bo@example.com': 404, 'cy@example.com': 429, 'di@example.com': 401 };
const people = Object.keys(statuses);
async function main() {
	const [items] = await new Autopilot().execute.call({
		getNode: () => ({ name: 'Autopilot' }),
		getInputData: () => people.map((email) => ({ json: { email } })),
		getNodeParameter: (name, index) => ({ resource: 'contactList', operation: 'exist', listId: 'noMail', contactId: people[index] })[name],
		getCredentials: async () => ({ apiKey: 'key' }),
		continueOnFail: () => false,
		helpers: {
			request: async ({ uri }) => {
				const status = statuses[uri.split('/').pop()];
				if (status !== 200) throw Object.assign(new Error(`Request failed with status code ${status}`), { statusCode: status });
			},
			returnJsonArray: (data) => [data].flat().map((json) => ({ json })),
			constructExecutionMetaData: (data) => data,
		},
	});
	console.log(`n8n-nodes-base ${version}`);
	const told = items.map(({ json }, index) => `${people[index]} ${statuses[people[index]]} ${JSON.stringify(json)}`);
	for (const line of told) console.log(line);
	const seen = [true, false, false, false];
	process.exit(JSON.stringify(items.map(({ json }) => json.exist)) === JSON.stringify(seen) ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
