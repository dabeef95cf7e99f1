#!/bin/bash
# n8n's Customer.io node writes one person's values into the next one. Customer, Create/Update asks Customer.io once for
# each item, but all items share one object for what is written: a value that the next item does not have keeps that of
# an item before. So Bo, whose address is not known, gets Ann's, and mail to Bo goes to Ann; with JSON Parameters Bo gets
# Ann's phone and her unsubscribed: true as well, and Di gets the city of Cy. Where every item has all fields, it is right,
# and one at a time (Loop Over Items), too.
#
# Takes the node out of the published package, and prints what it would write of two people by fields and of four by JSON
# (https://docs.customer.io/api/track/#operation/identify). Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/CustomerIo package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { CustomerIo } = require('./package/dist/nodes/CustomerIo/CustomerIo.node.js');

/** What the node sends for each item, a line each. */
const write = async (items) => {
	const sent = [];
	await new CustomerIo().execute.call({
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name, index) => ({ resource: 'customer', operation: 'upsert', ...items[index] })[name],
		getCredentials: async () => ({ region: 'track.customer.io' }),
		continueOnFail: () => false,
		helpers: {
			requestWithAuthentication: async (_type, { method, url, body }) => { sent.push(`${method} ${new URL(url).pathname} ${JSON.stringify(body)}`); },
			returnJsonArray: (data) => data.map((json) => ({ json })),
		},
	});
	return sent;
};
const byFields = (id, additionalFields) => ({ id, jsonParameters: false, additionalFields });
const byJson = (id, values) => ({ id, jsonParameters: true, additionalFieldsJson: JSON.stringify(values) });

async function main() {
	const sent = [
		...(await write([byFields('ann', { email: 'ann@example.com' }), byFields('bo', { email: '' })])),
		...(await write([
			byJson('ann', { email: 'ann@example.com', phone: '+48601234567', unsubscribed: true }),
			byJson('bo', { email: 'bo@example.com' }),
			byJson('cy', { email: 'cy@example.com', city: 'Kent' }),
			byJson('di', { email: 'di@example.com' }),
		])),
	];
	console.log(`n8n-nodes-base ${version}`);
	for (const line of sent) console.log(line);
	const ann = '"phone":"+48601234567","unsubscribed":true';
	const seen = [
		'PUT /api/v1/customers/ann {"email":"ann@example.com"}',
		'PUT /api/v1/customers/bo {"email":"ann@example.com"}',
		`PUT /api/v1/customers/ann {"email":"ann@example.com",${ann}}`,
		`PUT /api/v1/customers/bo {"email":"bo@example.com",${ann}}`,
		`PUT /api/v1/customers/cy {"email":"cy@example.com",${ann},"city":"Kent"}`,
		`PUT /api/v1/customers/di {"email":"di@example.com",${ann},"city":"Kent"}`,
	];
	process.exit(sent.join('\n') === seen.join('\n') ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
