#!/bin/bash
# n8n's Date & Time node (Format a Date) makes birthdays a day early in Europe and Asia. It reads "1990-05-17", and
# "17.05.1990" with its format given, as midnight in the workflow's zone, and writes the day that this moment has in
# UTC, the 16th: its option "Use Workflow Timezone" is off by default, although the input has no zone. In America the
# day stays. A day in digits alone, 19900517, is read as seconds since 1970, which makes a day of August 1970 of every
# birthday in the last hundred years, and Excel's number of a day (33010) as the morning of 1 January 1970. No error is
# given.
#
# Takes the node out of the published package, formats one day in two time zones, and prints what becomes of it. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
	n8n-workflow@2.41.0 luxon@3.7.2 moment-timezone@0.5.48 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/DateTime package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { DateTimeV2 } = require('./package/dist/nodes/DateTime/V2/DateTimeV2.node.js');

const timezone = process.env.TZ;
async function formatted(date, options = {}) {
	const parameters = { operation: 'formatDate', date, format: 'yyyy-MM-dd', outputFieldName: 'day', options };
	const [[item]] = await new DateTimeV2({}).execute.call({
		getInputData: () => [{ json: {} }],
		getTimezone: () => timezone,
		getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
		continueOnFail: () => false,
	});
	console.log(`${timezone}: ${date} ${JSON.stringify(options)} is ${item.json.day}`);
	return item.json.day;
}

async function main() {
	const isEast = timezone === 'Europe/Warsaw';
	const early = isEast ? '1990-05-16' : '1990-05-17';
	const found = [
		await formatted('1990-05-17'),
		await formatted('17.05.1990', { fromFormat: 'dd.MM.yyyy' }),
		await formatted('17.05.1990', { fromFormat: 'dd.MM.yyyy', timezone: true }),
		await formatted('19900517'),
		await formatted('33010'),
	];
	console.log(`n8n-nodes-base ${version}`);
	process.exit(found.join() === [early, early, '1990-05-17', '1970-08-19', '1970-01-01'].join() ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
TZ=Europe/Warsaw node run.js
TZ=America/New_York node run.js
