#!/bin/bash
# n8n's Brevo node sends mails without the link to leave. Email, Send Template takes what a template is filled with as
# "comma-separated key=value pairs", and leaves out, without a word, each piece in which there is not just one equals
# sign. An own link to unsubscribe has one more (LEAVE=https://example.com/leave?id=5), so {{ params.LEAVE }} is empty
# for everybody; of Acme, Ltd remains Acme, and who types a blank behind the comma, as one does, gives the key a name
# that begins with a blank, which no template knows. With %3D for the second sign the link is handed on.
#
# Installs n8n-workflow and nodemailer in a temporary folder, takes the node's own function out of the published
# package, and prints what it would send. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 nodemailer@8.0.10 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Brevo package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { BrevoNode } = require('./package/dist/nodes/Brevo/GenericFunctions.js');

(async () => {
	console.log(`n8n-nodes-base ${version}`);
	for (const parameters of [
		'NAME=Ann,LEAVE=https://example.com/leave', 'NAME=Ann,LEAVE=https://example.com/leave?id=5', 'NAME=Ann,LEAVE=https://example.com/leave?id%3D5',
		'NAME=Ann,COMPANY=Acme, Ltd', 'NAME=Ann, CITY=Salem',
	]) {
		const { body } = await BrevoNode.Validators.validateAndCompileTemplateParameters.call(
			{ getNodeParameter: () => ({ parameters }) }, { body: {} },
		);
		console.log(`${parameters} -> ${JSON.stringify(body.params)}`);
	}
})();
JS
found=$(node --no-warnings run.js)
echo "$found"
[ "$found" = 'n8n-nodes-base 2.41.1
NAME=Ann,LEAVE=https://example.com/leave -> {"NAME":"Ann","LEAVE":"https://example.com/leave"}
NAME=Ann,LEAVE=https://example.com/leave?id=5 -> {"NAME":"Ann"}
NAME=Ann,LEAVE=https://example.com/leave?id%3D5 -> {"NAME":"Ann","LEAVE":"https://example.com/leave?id%3D5"}
NAME=Ann,COMPANY=Acme, Ltd -> {"NAME":"Ann","COMPANY":"Acme"}
NAME=Ann, CITY=Salem -> {"NAME":"Ann"," CITY":"Salem"}' ] || exit 1
