#!/bin/bash
# n8n's Notion node says that Ann may get mail, because she may be called. Simplify, which is on for new nodes, gives
# each property of a page a name in small letters without signs: "✉️ Consent" is property_consent, and so is "📞
# Consent", as people who work with Notion like to call their columns; of all with one name the last that Notion sends
# stays, and nothing tells so. "Opt-in" and "Opt in?" are one as well. Numbers that Notion adds up over somebody's
# orders (a rollup with the function sum) are left out, and so are the newest date of them and customer numbers (unique
# ID): who has spent 740 has spent nothing, and a filter for more than 500 finds nobody. How many orders there are is
# kept.
#
# Installs n8n-workflow and what the node needs in a temporary folder, takes the node out of the published package, and
# lets it read one page from a request function in the shape of Notion's API
# (https://developers.notion.com/reference/page-property-values). Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 change-case@5.4.4 moment-timezone@0.5.48 \
	lodash@4.18.1 uuid@11.1.1 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Notion package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { get } = require('./package/dist/nodes/Notion/v3/actions/databasePage/DatabasePage.resource.js');

const rollup = (name, type, value) => ({ type: 'rollup', rollup: { type, [type]: value, function: name } });
const page = {
	object: 'page', id: 'p1', url: 'https://www.notion.so/p1', parent: { type: 'data_source_id', data_source_id: 'd1' },
	properties: {
		Name: { id: 'title', type: 'title', title: [{ type: 'text', plain_text: 'Ann' }] },
		'✉️ Consent': { type: 'checkbox', checkbox: false },
		'📞 Consent': { type: 'checkbox', checkbox: true },
		'Opt-in': { type: 'select', select: { name: 'never' } },
		'Opt in?': { type: 'select', select: { name: 'ask again' } },
		Orders: rollup('count', 'number', 3),
		Spent: rollup('sum', 'number', 740),
		'Last order': rollup('latest_date', 'date', { start: '2026-11-01', end: null }),
		Member: { type: 'unique_id', unique_id: { prefix: 'M', number: 12 } },
	},
};
const read = async (simple) => {
	const parameters = { simple, pageId: { mode: 'id', value: 'p1' }, authentication: 'apiKey' };
	const [{ json }] = await get.call({
		getNode: () => ({ name: 'Notion', typeVersion: 3 }),
		getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
		continueOnFail: () => false,
		helpers: {
			httpRequestWithAuthentication: async () => structuredClone(page),
			returnJsonArray: (data) => [data].flat().map((json) => ({ json })),
			constructExecutionMetaData: (data) => data,
		},
	}, [{ json: {} }]);
	return JSON.parse(JSON.stringify(json));
};
(async () => {
	console.log(`n8n-nodes-base ${version}`);
	console.log('Notion:', Object.keys((await read(false)).properties).join(', '));
	for (const [name, value] of Object.entries(await read(true))) if (name.startsWith('property_')) console.log(`n8n: ${name}: ${JSON.stringify(value)}`);
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
Notion: Name, ✉️ Consent, 📞 Consent, Opt-in, Opt in?, Orders, Spent, Last order, Member
n8n: property_name: "Ann"
n8n: property_consent: true
n8n: property_opt_in: "ask again"
n8n: property_orders: 3' ] || exit 1
