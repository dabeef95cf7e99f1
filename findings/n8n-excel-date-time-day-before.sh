#!/bin/bash
# n8n's toDateTime("excel") gives the day before in America. {{ (33010).toDateTime("excel") }} reads the number that
# Excel and Google Sheets (unformatted values) have for 17 May 1990. It is read as midnight in UTC and shown in the
# workflow's zone, where in New York it is still the evening of the 16th: format("MM/dd") makes everybody's birthday a
# day early. East of Greenwich the day is right. toDate(), which reads a text, makes the 16th of "1990-05-17" in New
# York for the same reason, but the 17th of "05/17/1990"; toDateTime() reads such texts rightly.
#
# Installs n8n-workflow in a temporary folder, evaluates the expressions in two time zones as n8n does, and prints the
# days. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null

cat >run.js <<'JS'
const { Workflow } = require('n8n-workflow');

const timezone = process.env.TZ;
const workflow = new Workflow({
	id: 'w', active: false, connections: {}, settings: { timezone },
	nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined, getKnownTypes: () => ({}) },
	nodes: [{ id: 'n', name: 'n', type: 'n', typeVersion: 1, position: [0, 0], parameters: {} }],
});
const evaluated = (code) => workflow.expression.getParameterValue(`={{ ${code} }}`, null, 0, 0, 'n', [], 'manual', {});

const isWest = timezone === 'America/New_York';
const expected = {
	'(33010).toDateTime("excel").format("yyyy-MM-dd")': isWest ? '1990-05-16' : '1990-05-17',
	'"33010".toDateTime("excel").format("yyyy-MM-dd")': isWest ? '1990-05-16' : '1990-05-17',
	'"1990-05-17".toDate().format("yyyy-MM-dd")': isWest ? '1990-05-16' : '1990-05-17',
	'"05/17/1990".toDate().format("yyyy-MM-dd")': '1990-05-17',
	'"1990-05-17".toDateTime().format("yyyy-MM-dd")': '1990-05-17',
};
async function main() {
	let isAsBefore = true;
	for (const [code, day] of Object.entries(expected)) {
		const found = await evaluated(code);
		console.log(`${timezone}: ${code} is ${found}`);
		isAsBefore &&= found === day;
	}
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
echo "n8n-workflow $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/n8n-workflow/package.json")).version'), Node $(node -v)"
TZ=Europe/Warsaw node run.js
TZ=America/New_York node run.js
