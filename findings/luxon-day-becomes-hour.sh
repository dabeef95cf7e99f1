#!/bin/bash
# luxon takes a birthday without a year for an hour of today. "05-17" is to DateTime.fromISO five o'clock, seventeen
# hours west of Greenwich; "12-08" is noon, eight hours west. Both are valid moments of today, or of a day beside it. A
# month and a day as vCard writes them ("--05-17", as ISO 8601:2000 does) and as many forms do ("05/17") are invalid
# instead, so a column of several forms looks right in part. n8n hands luxon to every expression: a birthday from {{
# DateTime.fromISO($json.birthday).toFormat('MM/dd') }} is about the day of the run.
#
# Installs luxon in a temporary folder, sets the clock to 1 March 2026, and reads five texts. Ends with 1 if that is no
# longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts luxon@3.7.2 >/dev/null

cat >run.js <<'JS'
const { DateTime, Settings, VERSION } = require('luxon');

Settings.now = () => Date.UTC(2026, 2, 1, 10);
Settings.defaultZone = 'UTC';
console.log(`luxon ${VERSION}, on 1 March 2026`);
const read = (text) => {
	const moment = DateTime.fromISO(text);
	console.log(`${text.padEnd(10)} ${moment.isValid ? `${moment.toISO()}, as MM/dd ${moment.toFormat('MM/dd')}` : 'invalid'}`);
	return moment.isValid ? moment.toISO() : undefined;
};
const [may, december, ...others] = ['05-17', '12-08', '--05-17', '--0517', '05/17'].map(read);
const isAsBefore =
	may === '2026-02-28T22:00:00.000Z' &&
	december === '2026-03-01T20:00:00.000Z' &&
	others.every((moment) => moment === undefined);
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
