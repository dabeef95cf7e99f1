#!/bin/bash
# n8n's Mailchimp node lets everybody of March agree at three minutes past the hour. Member, Create and Update hand over
# when somebody signed up (Signup Timestamp) and confirmed it (Opt-in Timestamp), which is what a sender shows if he is
# asked for proof. The node writes these moments with the pattern YYYY-MM-DD HH:MM:SS of Moment.js, in which MM is the
# month and SS hundredths of a second (https://momentjs.com/docs/#/displaying/format/). So 15 March, 14:45:30, is
# 14:03:00, and every sign-up of December is at minute twelve; who signed up at 14:10 and confirmed at 14:50 did both in
# the same moment, and a member who confirmed 15 minutes after may have done so before. The hour is that of the
# machine's zone, without a word of which, while Mailchimp reads ISO 8601
# (https://mailchimp.com/developer/marketing/api/list-members/).
#
# Installs n8n-workflow and moment-timezone in a temporary folder, takes the node out of the published package, and
# prints what it would send of three people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 moment-timezone@0.5.48 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Mailchimp package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { Mailchimp } = require('./package/dist/nodes/Mailchimp/Mailchimp.node.js');

const people = [
	['ann@example.com', '2026-03-15T14:10:05Z', '2026-03-15T14:50:30Z'],
	['bob@example.com', '2026-03-15T14:55:00Z', '2026-03-15T15:01:00Z'],
	['cy@example.com', '2026-12-01T09:00:00.570Z', '2026-12-01T09:20:00Z'],
];
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	await new Mailchimp().execute.call({
		getNode: () => ({ name: 'Mailchimp', typeVersion: 1 }),
		getInputData: () => people.map((json) => ({ json })),
		getNodeParameter: (name, index) => ({
			resource: 'member', operation: 'create', authentication: 'apiKey', list: 'list', email: people[index][0], status: 'subscribed',
			jsonParameters: false, options: { timestampSignup: people[index][1], timestampOpt: people[index][2] },
			locationFieldsUi: {}, mergeFieldsUi: {}, groupsUi: {},
		})[name],
		getCredentials: async () => ({ apiKey: 'key-us1' }),
		continueOnFail: () => false,
		helpers: {
			requestWithAuthentication: async (_type, { body }) => {
				const [, signedUp, confirmed] = people.find(([email]) => email === body.email_address);
				console.log(`${signedUp} -> ${body.timestamp_signup}, ${confirmed} -> ${body.timestamp_opt}`);
				return {};
			},
			returnJsonArray: (data) => [{ json: data }],
			constructExecutionMetaData: (data) => data,
		},
	});
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(TZ=UTC node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
2026-03-15T14:10:05Z -> 2026-03-15 14:03:00, 2026-03-15T14:50:30Z -> 2026-03-15 14:03:00
2026-03-15T14:55:00Z -> 2026-03-15 14:03:00, 2026-03-15T15:01:00Z -> 2026-03-15 15:03:00
2026-12-01T09:00:00.570Z -> 2026-12-01 09:12:57, 2026-12-01T09:20:00Z -> 2026-12-01 09:12:00' ] || exit 1
