#!/bin/bash
# An expression in one n8n workflow changes luxon's time zone for the whole process. Each time n8n evaluates an
# expression, it sets luxon's Settings.defaultZone to the zone of that workflow, and leaves it there. Code of another
# workflow (such as a node that waits for a request in between) that calls DateTime.now() or fromISO() without a zone
# gets the zone of whichever workflow evaluated an expression last: the same line gives two days within one execution.
#
# Installs n8n-workflow in a temporary folder, evaluates an expression of a workflow in New York and one in Tokyo, and
# reads the same moment after each. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null

cat >run.js <<'JS'
const { createRequire } = require('node:module');
const { Workflow } = require('n8n-workflow');
const { DateTime, Settings } = createRequire(require.resolve('n8n-workflow'))('luxon');

const workflowIn = (timezone) =>
	new Workflow({
		id: timezone, active: false, connections: {}, settings: { timezone },
		nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined, getKnownTypes: () => ({}) },
		nodes: [{ id: 'n', name: 'n', type: 'n', typeVersion: 1, position: [0, 0], parameters: {} }],
	});
const evaluateIn = (timezone) =>
	workflowIn(timezone).expression.getParameterValue('={{ 1 + 1 }}', null, 0, 0, 'n', [], 'manual', {});
const seen = () => [Settings.defaultZone.name, DateTime.fromISO('1990-05-17T20:00:00Z').toISODate()];

async function main() {
	await evaluateIn('America/New_York');
	const before = seen();
	await evaluateIn('Asia/Tokyo');
	const after = seen();
	console.log('an expression of a workflow in New York, then 1990-05-17T20:00:00Z read without a zone:', ...before);
	console.log('an expression of another in Tokyo, then the same line:', ...after);
	process.exit(String(before) === 'America/New_York,1990-05-17' && String(after) === 'Asia/Tokyo,1990-05-18' ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
echo "n8n-workflow $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/n8n-workflow/package.json")).version'), Node $(node -v)"
TZ=UTC node run.js
