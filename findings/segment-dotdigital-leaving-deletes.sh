#!/bin/bash
# Segment deletes people from Dotdigital because they leave one audience. Segment's Dotdigital Audiences destination
# makes a list in Dotdigital for each audience of Segment's. Who enters it is put on the list by a request that names
# the list. The request for who leaves it names none: DELETE /contacts/v3/email/... deletes the contact itself
# (https://developer.dotdigital.com/reference/deletecontact-1). So Ann, who is no longer among the customers of this
# month, is on none of the other lists either, and all that Dotdigital knew of her is gone. Segment's other destination
# for Dotdigital takes people off a list by its number. Whoever enters an audience is written as subscribed, in mail
# and, with a phone, in text messages, whatever was known of that before.
#
# Installs @segment/actions-core, takes both destinations out of the published package, and shows their requests for
# somebody who enters and leaves. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 @segment/actions-shared@1.156.0 liquidjs@10.30.1
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >leave.cjs <<'EOF'
const { default: audiences } = require('@segment/action-destinations/dist/destinations/dotdigital-audiences');
const { default: contacts } = require('@segment/action-destinations/dist/destinations/dotdigital');

/** Shows a request, and answers as Dotdigital does for a contact whose number is 7. */
const request = async (url, { method, json } = {}) => {
	console.log(`  ${method ?? 'GET'} ${new URL(url).pathname} ${json ? JSON.stringify(json) : ''}`.trimEnd());
	return { data: { contactId: 7 } };
};
const settings = { api_host: 'https://r1-api.dotdigital.com' };
const ann = { emailIdentifier: 'ann@example.com', mobileNumberIdentifier: '+48601234567' };

(async () => {
	for (const inside of [true, false]) {
		console.log(inside ? 'Ann enters' : 'Ann leaves');
		const audience = { external_audience_id: '12', computation_key: 'customers', traits_or_props: { customers: inside } };
		await audiences.actions.syncAudience.perform(request, { settings, payload: { ...audience, ...ann } });
	}
	console.log('Ann leaves, by the other destination');
	const list = { channelIdentifier: 'email', listId: 12 };
	await contacts.actions.removeContactFromList.perform(request, { settings, payload: { ...list, ...ann } });
})();
EOF
found=$(node leave.cjs)
echo "$found"
[ "$found" = 'Ann enters
  PATCH /contacts/v3/email/ann@example.com {"identifiers":{"email":"ann@example.com","mobileNumber":"+48601234567"},"channelProperties":{"email":{"status":"subscribed","emailType":"html","optInType":"single"},"sms":{"status":"subscribed"}},"lists":[12]}
Ann leaves
  DELETE /contacts/v3/email/ann@example.com
Ann leaves, by the other destination
  GET /contacts/v3/email/ann@example.com
  DELETE /v2/address-books/12/contacts/7' ] || exit 1
