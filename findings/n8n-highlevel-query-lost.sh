#!/bin/bash
# n8n's HighLevel node forgets what it was asked for after a hundred people. Get Many contacts with the filter Query and
# Return All asks for the first 100 people that fit, and then builds the next request anew from the place to go on at:
# the query is gone, and so is the size of a page. HighLevel then gives everybody who comes next, and its total is now
# that of all people, so the node reads on to the end. Of 150 people with a tag among 300, all 300 come, without an
# error. With up to 100 people that fit, the answer is right.
#
# Takes the node's own function for pages out of the published package, gives it 300 people in the way of HighLevel's
# API (https://marketplace.gohighlevel.com/docs/ghl/contacts/get-contacts), and prints the requests and who comes. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 luxon@3.7.2 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/HighLevel package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { highLevelApiPagination, addLocationIdPreSendAction } = require('./package/dist/nodes/HighLevel/v2/GenericFunctions.js');

const peopleWith = (tagged) =>
	Array.from({ length: 300 }, (_, index) => ({ id: `p${index + 1}`, tags: index < tagged ? ['vip'] : [] }));

async function getMany(people, query) {
	const parameters = { resource: 'contact', operation: 'getAll', returnAll: true };
	const requests = [];
	const node = {
		getNodeParameter: (name) => parameters[name],
		getCredentials: async () => ({ oauthTokenData: { locationId: 'shop' } }),
		/** n8n's: lets the node prepare each request, sends it, and hands over the answer as an item. */
		async makeRoutingRequest({ options }) {
			const { qs } = await addLocationIdPreSendAction.call(this, options);
			requests.push(Object.fromEntries(Object.entries(qs).filter(([, value]) => value !== undefined)));
			const fitting = people.filter(({ tags }) => qs.query === undefined || tags.includes(qs.query));
			const start = qs.startAfterId === undefined ? 0 : fitting.findIndex(({ id }) => id === qs.startAfterId) + 1;
			const contacts = fitting.slice(start, start + (qs.limit ?? 20));
			const startAfterId = contacts.at(-1)?.id;
			return [{ json: { contacts, meta: { total: fitting.length, startAfterId, startAfter: 1700000000000 } } }];
		},
	};
	const items = await highLevelApiPagination.call(node, { options: { qs: { query } } });
	return { requests, people: items.map(({ json }) => json) };
}

async function main() {
	const many = await getMany(peopleWith(150), 'vip');
	const few = await getMany(peopleWith(100), 'vip');
	const strangers = ({ people }) => people.filter(({ tags }) => !tags.includes('vip')).length;
	console.log(`n8n-nodes-base ${version}`);
	for (const request of many.requests.slice(0, 2)) console.log(`request: ${JSON.stringify(request)}`);
	console.log(`150 people of 300 have the tag: ${many.people.length} come, ${strangers(many)} of them without it`);
	console.log(`100 people of 300 have the tag: ${few.people.length} come, ${strangers(few)} of them without it`);
	const isAsBefore =
		many.people.length === 300 && strangers(many) === 150 && !('query' in many.requests[1]) &&
		few.people.length === 100 && strangers(few) === 0;
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
