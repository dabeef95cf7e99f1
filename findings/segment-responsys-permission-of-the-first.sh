#!/bin/bash
# Segment gives everybody the permission of the first person on their way to Responsys. In Oracle Responsys a person may
# get mail (OPTIN) or not (OPTOUT); the mapping of Segment's Responsys (Actions) destination takes this from each person
# (Default Permission Status). But people are sent by up to 200, a request has one status for all of its records
# (https://docs.oracle.com/cloud/latest/marketingcs_gs/OMCED/op-rest-api-v1.3-lists-listname-members-post.html), and the
# destination takes that of the first one: if Ann has agreed, Bob, who has not, is signed up with her. Recipient Data may
# hold further fields ("additionalProperties"). Their names are sent and their values are not, so those that follow move
# to the left: behind a FIRST_NAME_, Ann's first name is her phone number, and she has no phone.
#
# Installs @segment/actions-core, takes the destination out of the published package, and lets it send two people to a
# small server in one batch. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 liquidjs@10.30.1
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >send.cjs <<'EOF'
const { createServer } = require('node:http');
const { createRequestClient } = require('@segment/actions-core');
const { default: responsys } = require('@segment/action-destinations/dist/destinations/responsys');

const server = createServer(async (request, response) => {
	let body = '';
	for await (const part of request) body += part;
	if (request.method === 'POST') {
		const { recordData, mergeRule } = JSON.parse(body);
		console.log(mergeRule.defaultPermissionStatus, JSON.stringify(recordData.fieldNames), JSON.stringify(recordData.records));
	}
	response.setHeader('Content-Type', 'application/json');
	response.end('{ "requestId": "1" }');
}).listen(0, '127.0.0.1', async () => {
	const people = [
		{ email: 'ann@example.com', name: 'Ann', phone: '+15551230001', consent: 'OPTIN' },
		{ email: 'bob@example.com', name: 'Bob', phone: '+15551230002', consent: 'OPTOUT' },
	];
	const plain = ({ email, phone }) => ({ EMAIL_ADDRESS_: email, MOBILE_NUMBER_: phone });
	const named = ({ email, name, phone }) => ({ EMAIL_ADDRESS_: email, FIRST_NAME_: name, MOBILE_NUMBER_: phone });
	for (const recipientData of [plain, named]) {
		await responsys.actions.upsertListMember.performBatch(createRequestClient(), {
			payload: people.map((person) => ({ userData: recipientData(person), default_permission_status: person.consent })),
			settings: {
				baseUrl: `http://127.0.0.1:${server.address().port}`,
				profileListName: 'Customers',
				matchColumnName1: 'EMAIL_ADDRESS',
				insertOnNoMatch: true,
				defaultPermissionStatus: 'OPTOUT',
			},
			auth: { accessToken: 'a', refreshToken: '' },
		});
	}
	server.close();
});
EOF
found=$(node send.cjs)
echo "$found"
[ "$found" = 'OPTIN ["EMAIL_ADDRESS_","MOBILE_NUMBER_"] [["ann@example.com","+15551230001"],["bob@example.com","+15551230002"]]
OPTIN ["EMAIL_ADDRESS_","FIRST_NAME_","MOBILE_NUMBER_"] [["ann@example.com","+15551230001"],["bob@example.com","+15551230002"]]' ] || exit 1
