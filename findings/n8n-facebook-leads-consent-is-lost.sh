#!/bin/bash
# n8n's Facebook Lead Ads Trigger does not tell who has agreed to get mail. A form of a lead ad may end with boxes to
# tick ("Send me the newsletter"), which is what Facebook has for consent. Facebook keeps what was ticked apart from the
# answers, in custom_disclaimer_responses, and gives it to those who ask for it by name
# (https://developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving). The trigger asks for field_data and
# for the ad, and cannot be told to ask for more. So Ann, who has ticked the box, and Bo, who has left it empty, come
# with the same fields, with Simplify Output or without, and whoever hands them on to a list signs up both. What the box
# says is not in what the trigger gives of the form either. A request of one's own with the lead's ID has all of it.
#
# Takes the trigger out of the published package, sends it a signed call for each of two people as Facebook does,
# answers each of its requests with the fields that it asks for, and prints what it hands over. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/FacebookLeadAds package/package.json

cat >run.js <<'JS'
const { createHmac } = require('crypto');
const { version } = require('./package/package.json');
const { FacebookLeadAdsTrigger } = require('./package/dist/nodes/FacebookLeadAds/FacebookLeadAdsTrigger.node.js');

const lead = (id, name, email, is_checked) => ({
	id, created_time: '2026-03-15T14:10:05+0000', form_id: '22', ad_id: '33', ad_name: 'Spring', adset_id: '44', adset_name: 'Boston',
	field_data: [{ name: 'full_name', values: [name] }, { name: 'email', values: [email] }],
	custom_disclaimer_responses: [{ checkbox_key: 'newsletter', is_checked }],
});
const graph = {
	1: lead('1', 'Ann', 'ann@example.com', '1'),
	2: lead('2', 'Bo', 'bo@example.com', ''),
	22: {
		id: '22', name: 'Spring form', locale: 'en_US', status: 'ACTIVE', page: { id: '11', name: 'Club' },
		questions: [{ key: 'full_name', type: 'FULL_NAME' }, { key: 'email', type: 'EMAIL' }],
		legal_content: { custom_disclaimer: { checkboxes: [{ key: 'newsletter', text: 'Send me the newsletter', is_required: false }] } },
	},
};
const asked = new Set();

async function handedOver(leadgen_id, simplifyOutput) {
	const body = {
		object: 'page',
		entry: [{ id: '11', time: 1773583805, changes: [{ field: 'leadgen', value: { leadgen_id, page_id: '11', form_id: '22', ad_id: '33' } }] }],
	};
	const rawBody = Buffer.from(JSON.stringify(body));
	const { workflowData } = await new FacebookLeadAdsTrigger().webhook.call({
		getBodyData: () => body,
		getQueryData: () => ({}),
		getResponseObject: () => ({}),
		getRequestObject: () => ({ rawBody }),
		getHeaderData: () => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', 'secret').update(rawBody).digest('hex')}` }),
		getCredentials: async () => ({ clientSecret: 'secret' }),
		getWebhookName: () => 'default',
		getNode: () => ({ id: 'n', name: 'Facebook Lead Ads Trigger' }),
		getNodeParameter: (name) => ({ page: '11', form: '22', 'options.simplifyOutput': simplifyOutput })[name],
		helpers: {
			requestOAuth2: async (_type, { uri, qs }) => {
				const id = uri.split('/').at(-1);
				if (id !== '22') asked.add(qs.fields);
				return Object.fromEntries(['id', ...qs.fields.split(',')].map((field) => [field, graph[id][field]]));
			},
			returnJsonArray: (data) => data.map((json) => ({ json })),
		},
	});
	return workflowData[0][0].json;
}
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	for (const simplifyOutput of [true, false]) {
		const [ann, bo] = [await handedOver('1', simplifyOutput), await handedOver('2', simplifyOutput)];
		console.log(`Simplify Output ${simplifyOutput ? 'on' : 'off'}:`);
		for (const given of [ann, bo]) {
			console.log(`  ${JSON.stringify(given.data ?? given.field_data)}`);
			console.log(`  fields: ${Object.keys(given).join(' ')}`);
			console.log(`  says anything of the newsletter: ${/newsletter|disclaimer|is_checked/.test(JSON.stringify(given))}`);
		}
	}
	console.log(`asked for: ${[...asked].join(' and ')}`);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
Simplify Output on:
  {"full_name":"Ann","email":"ann@example.com"}
  fields: id data form ad adset page created_time
  says anything of the newsletter: false
  {"full_name":"Bo","email":"bo@example.com"}
  fields: id data form ad adset page created_time
  says anything of the newsletter: false
Simplify Output off:
  [{"name":"full_name","values":["Ann"]},{"name":"email","values":["ann@example.com"]}]
  fields: id field_data form ad adset page created_time event
  says anything of the newsletter: false
  [{"name":"full_name","values":["Bo"]},{"name":"email","values":["bo@example.com"]}]
  fields: id field_data form ad adset page created_time event
  says anything of the newsletter: false
asked for: field_data,created_time,ad_id,ad_name,adset_id,adset_name,form_id' ] || exit 1
