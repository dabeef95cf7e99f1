#!/bin/bash
# n8n's Sendy node asks about everybody and tells of the last one only. For each item it asks Sendy, the newsletter
# program for one's own server, but it hands on what it has got once, behind the loop: of three people whose status is
# asked for (Subscriber, Status) one item comes out, { status: "Subscribed" }, without an address. Ann, who has
# unsubscribed, and Bo, who has complained, are gone, and n8n links the one item to none of the three. Whoever filters by
# status or compares the number sees what holds for Cy alone. Subscribers are added and removed all the same, and the
# answers for them are gone in the same way. One at a time (Loop Over Items) is right.
#
# Takes the node out of the published package, and asks for three people's status from a request function that answers as
# Sendy does (https://sendy.co/api). Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Sendy package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { Sendy } = require('./package/dist/nodes/Sendy/Sendy.node.js');

const statuses = { 'ann@example.com': 'Unsubscribed', 'bo@example.com': 'Complained', 'cy@example.com': 'Subscribed' };
const people = Object.keys(statuses);
const asked = [];
async function main() {
	const [items] = await new Sendy().execute.call({
		getNode: () => ({ name: 'Sendy' }),
		getInputData: () => people.map((email) => ({ json: { email } })),
		getNodeParameter: (name, index) => ({ resource: 'subscriber', operation: 'status', listId: '1', email: people[index] })[name],
		getCredentials: async () => ({ apiKey: 'key', url: 'https://sendy.example.com' }),
		helpers: {
			request: async ({ form: { email } }) => { asked.push(email); return statuses[email]; },
			returnJsonArray: (data) => data.map((json) => ({ json })),
		},
	});
	console.log(`n8n-nodes-base ${version}`);
	console.log(`asked: ${asked.join(', ')}`);
	console.log(`told:  ${JSON.stringify(items)}`);
	process.exit(asked.length === 3 && JSON.stringify(items) === '[{"json":{"status":"Subscribed"}}]' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
