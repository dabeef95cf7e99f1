#!/bin/bash
# n8n's Mautic node loses the order that it asks for. Contact, Get Many has options to sort by a column (Order By, Order
# By Dir), as for "the ten with the most points". Mautic sorts, and hands over one object in which each contact stands
# under its number (https://developer.mautic.org/#list-contacts). JavaScript keeps names that are whole numbers in their
# own order, whatever order they came in (https://tc39.es/ecma262/#sec-ordinaryownpropertykeys), and the node takes the
# values one after the other. So within each page, of 30 with Return All and of Limit without, people come by their
# numbers, the oldest first: a Limit node behind it keeps ten who may have no points, and the last one of a list "by
# last activity" is the newest contact. Which people are on a page is right.
#
# Installs n8n-workflow and change-case in a temporary folder, takes the node out of the published package, and lets it
# read 35 contacts from a request function that sorts them as Mautic does. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --no-audit --ignore-scripts n8n-workflow@2.41.0 change-case@5.4.4 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Mautic package/dist/utils package/package.json

cat >run.cjs <<'EOF'
const { Mautic } = require('./package/dist/nodes/Mautic/Mautic.node.js');

const contacts = Array.from({ length: 35 }, (_, index) => ({ id: index + 1, points: (index * 8) % 35 }));
/** Mautic, whose JSON has the contacts in the order that is asked for. */
const requestWithAuthentication = async (_name, { qs: { orderByDir, start, limit } }) => {
	const sorted = contacts.toSorted((one, other) => (orderByDir === 'desc' ? other.points - one.points : one.points - other.points));
	const page = sorted.slice(start, start + limit);
	const text = `{"total":"35","contacts":{${page.map((contact) => `"${contact.id}":${JSON.stringify(contact)}`).join()}}}`;
	if (start === 0) console.log('Mautic:', page.slice(0, 5).map(({ points }) => points).join(' '), '...');
	return JSON.parse(text);
};
const read = async (more) => {
	const parameters = { authentication: 'credentials', resource: 'contact', operation: 'getAll', ...more, options: { orderBy: 'points', orderByDir: 'desc' } };
	const [items] = await new Mautic().execute.call({
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name) => parameters[name],
		getCredentials: async () => ({ url: 'https://mautic.example.com' }),
		getNode: () => ({ name: 'Mautic' }),
		continueOnFail: () => false,
		helpers: {
			requestWithAuthentication,
			returnJsonArray: (list) => list.map((json) => ({ json })),
			constructExecutionMetaData: (items) => items,
		},
	});
	console.log('n8n:   ', items.slice(0, 5).map(({ json }) => json.points).join(' '), '...');
};
(async () => {
	console.log('Return All');
	await read({ returnAll: true });
	console.log('Limit 10');
	await read({ returnAll: false, limit: 10 });
})();
EOF
found=$(node --no-warnings run.cjs)
echo "$found"
[ "$found" = 'Return All
Mautic: 34 33 32 31 30 ...
n8n:    8 16 24 32 5 ...
Limit 10
Mautic: 34 33 32 31 30 ...
n8n:    32 29 26 34 31 ...' ] || exit 1
