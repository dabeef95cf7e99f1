#!/bin/bash
# n8n's SurveyMonkey Trigger puts answers beside the wrong names. A question may have several boxes (First name, Last
# name, Email). SurveyMonkey sends an answer for each box that was filled in, with the ID of its row
# (https://api.surveymonkey.com/v3/docs#survey-responses); the trigger pairs the first answer with the first box, the
# second with the second, and so on, and does not look at the IDs. If somebody leaves one box empty, all below it move
# up: whoever gives no last name is called by the email address, and has none. Where all boxes are filled in, all is
# right, so a test does not show it.
#
# Takes the trigger out of the published package, sends it a signed call as SurveyMonkey does, answers its two requests,
# and prints what it hands over. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/SurveyMonkey package/package.json

cat >run.js <<'JS'
const { createHmac } = require('crypto');
const { Readable } = require('stream');
const { version } = require('./package/package.json');
const { SurveyMonkeyTrigger } = require('./package/dist/nodes/SurveyMonkey/SurveyMonkeyTrigger.node.js');

const rows = [{ id: '11', text: 'First name' }, { id: '12', text: 'Last name' }, { id: '13', text: 'Email' }];
const survey = { pages: [{ questions: [
	{ id: '1', family: 'open_ended', subtype: 'multi', headings: [{ heading: 'Who are you?' }], answers: { rows } },
] }] };

/** @param texts what was written into the boxes, by the ID of the row */
async function handedOver(texts) {
	const answers = Object.entries(texts).map(([row_id, text]) => ({ row_id, text }));
	const response = { id: '9', survey_id: '5', pages: [{ id: '2', questions: [{ id: '1', answers }] }] };
	const call = JSON.stringify({ event_type: 'response_completed', object_id: '9', resources: { survey_id: '5' } });
	const credentials = { clientId: 'id', clientSecret: 'secret', accessToken: 'token' };
	const signature = createHmac('sha1', 'id&secret').update(call).digest('base64');
	const parameters = {
		event: 'response_completed', objectType: 'survey', authentication: 'accessToken', resolveData: true, onlyAnswers: true,
	};
	const node = {
		getNodeParameter: (name) => parameters[name],
		getCredentials: async () => credentials,
		getHeaderData: () => ({ 'sm-signature': signature }),
		getRequestObject: () => Readable.from([Buffer.from(call)]),
		getWebhookName: () => 'default',
		getNode: () => ({ name: 'SurveyMonkey Trigger' }),
		helpers: { request: async ({ uri }) => (uri.includes('/responses/') ? structuredClone(response) : survey) },
	};
	const { workflowData } = await new SurveyMonkeyTrigger().webhook.call(node);
	return workflowData[0][0].json['Who are you?'];
}

async function main() {
	const whole = await handedOver({ 11: 'Ann', 12: 'Lee', 13: 'ann@example.com' });
	const withoutLast = await handedOver({ 11: 'Bob', 13: 'bob@example.com' });
	console.log(`n8n-nodes-base ${version}`);
	console.log(`all boxes filled in: ${JSON.stringify(whole)}`);
	console.log(`no last name:        ${JSON.stringify(withoutLast)}`);
	const isAsBefore =
		whole.Email === 'ann@example.com' && withoutLast['Last name'] === 'bob@example.com' && withoutLast.Email === '';
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
