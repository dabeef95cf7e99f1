#!/bin/bash
# n8n's HubSpot and Iterable nodes put everybody on the list that was meant for the first person. Contact List, Add (in
# Iterable: User List, Add) takes the list, and whether people are named by address or ID, from the first item alone, and
# adds all items to it in one request. Where the list is an expression, as in "each to the list of their language" or "of
# their shop", people get mail in a language that they do not read, or from a shop that they do not know. Remove takes
# the first one's list as well, so the others stay on theirs. In Iterable so does Channel Unsubscribe: whether Ann is to
# get none of a channel's mail any more decides it for all. The address and the ID are each item's own in both nodes.
#
# Takes both nodes out of the published package, and prints their requests for two people with a list each. Exits with 1
# if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 change-case@4.1.2 moment-timezone@0.5.48 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Hubspot package/dist/nodes/Iterable package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { HubspotV2 } = require('./package/dist/nodes/Hubspot/V2/HubspotV2.node.js');
const { Iterable } = require('./package/dist/nodes/Iterable/Iterable.node.js');

const sent = [];
const run = async (node, items) => {
	const answer = async (_type, { method, uri, url, body }) => {
		sent.push(`${method} ${new URL(uri ?? url).pathname} ${JSON.stringify(body)}`);
		return {};
	};
	await node.execute.call({
		getNode: () => ({ type: 'node', typeVersion: 2.2 }),
		getTimezone: () => 'UTC',
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name, index) => items[index][name],
		getCredentials: async () => ({ region: 'https://api.iterable.com' }),
		continueOnFail: () => false,
		helpers: {
			requestWithAuthentication: answer,
			httpRequestWithAuthentication: answer,
			returnJsonArray: (data) => [data].flat().map((json) => ({ json })),
			constructExecutionMetaData: (data) => data,
		},
	});
};
async function main() {
	const hubspot = { resource: 'contactList', operation: 'add', authentication: 'appToken', by: 'email' };
	const people = [{ email: 'ann@example.com', listId: 1 }, { email: 'bo@example.com', listId: 2 }];
	await run(new HubspotV2({}), people.map((person) => ({ ...hubspot, ...person })));
	await run(new HubspotV2({}), [{ id: '11', listId: 1 }, { id: '12', listId: 2 }].map((person) => ({ ...hubspot, operation: 'remove', ...person })));
	const iterable = { resource: 'userList', operation: 'add', identifier: 'email' };
	await run(new Iterable(), people.map(({ email, listId }) => ({ ...iterable, value: email, listId: String(listId) })));
	await run(new Iterable(), people.map(({ email, listId }) => ({
		...iterable, operation: 'remove', value: email, listId: String(listId), additionalFields: { channelUnsubscribe: email.startsWith('ann') },
	})));
	console.log(`n8n-nodes-base ${version}`);
	for (const line of sent) console.log(line);
	const both = '[{"email":"ann@example.com"},{"email":"bo@example.com"}]';
	const seen = [
		'POST /contacts/v1/lists/1/add {"emails":["ann@example.com","bo@example.com"],"vids":[]}',
		'POST /contacts/v1/lists/1/remove {"vids":[11,12]}',
		`POST /api/lists/subscribe {"listId":1,"subscribers":${both}}`,
		`POST /api/lists/unsubscribe {"listId":1,"subscribers":${both},"channelUnsubscribe":true}`,
	];
	process.exit(sent.join('\n') === seen.join('\n') ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
