#!/bin/bash
# luxon reads a birthday without a year as an hour of today. To DateTime.fromISO "05-17" is five o'clock, in a zone
# seventeen hours behind UTC, and "12-08" is noon, eight hours behind UTC. Both are valid moments of today or of the day
# before or after. Other ways to write a month and a day, "--05-17" as in vCards and "05/17" as in forms, are invalid
# instead. n8n gives luxon to every expression: with {{ DateTime.fromISO($json.birthday).toFormat('MM/dd') }}
# everybody's birthday is about the day of the run.
#
# Installs luxon in a temporary folder, sets the clock to 1 March 2026, and reads five texts. Exits with 1 if this
# changes.
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
