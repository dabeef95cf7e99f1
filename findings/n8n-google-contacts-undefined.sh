#!/bin/bash
# n8n's Google Contacts node (Contact, Get and Get Many, not raw) writes `undefined` into what it hands over.
# A birthday without a year, which Google's People API gives as { month, day } (the year is optional:
# https://developers.google.com/people/api/rest/v1/people#Date), becomes the text "5/17/undefined". The addresses and
# phones of a contact are put under their type, and where somebody gave none, Google sends none: they stand under the
# field named "undefined". So `{{ $json.emailAddresses.home[0] }}` finds some people and not the others.
#
# Takes the node's own function out of the published package, hands it what the People API answers, and prints what it
# makes of it. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Google/Contacts/GenericFunctions.js package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { cleanData } = require('./package/dist/nodes/Google/Contacts/GenericFunctions.js');

const metadata = { primary: true, source: { type: 'CONTACT', id: '1' } };
const [ann] = cleanData([
	{
		resourceName: 'people/c1',
		names: [{ metadata, displayName: 'Ann Lee', givenName: 'Ann', familyName: 'Lee' }],
		birthdays: [{ metadata, date: { month: 5, day: 17 } }],
		emailAddresses: [{ metadata, value: 'ann@example.com' }],
		phoneNumbers: [{ metadata, value: '555-123-0001', type: 'mobile' }],
	},
]);
console.log(`n8n-nodes-base ${version}`);
console.log(JSON.stringify(ann, null, 2));
const isAsBefore = ann.birthdays === '5/17/undefined' && ann.emailAddresses['undefined'][0] === 'ann@example.com';
process.exit(isAsBefore ? 0 : 1);
JS
node run.js
