#!/bin/bash
# One O'Brien keeps everybody on a list of SendGrid's. Who leaves an audience of Segment's is to leave the list that
# Segment's SendGrid Lists (Audiences) destination made for it. To find up to 50 of them at once, the destination puts
# their addresses between apostrophes into a query of SendGrid's, and writes an apostrophe within an address (a valid
# one: o'brien@example.com) without the backslash that such need
# (https://www.twilio.com/docs/sendgrid/for-developers/sending-email/segmentation-query-language). SendGrid cannot read
# such a query, and then none of up to 100 people leaves the list, and all go on getting its mail. To each of them Segment
# gives the status 400, which is not tried again. Without O'Brien the others leave.
#
# Installs @segment/actions-core, takes the destination out of the published package, and lets it take people off a list,
# by a request function that reads texts in queries as SendGrid documents them. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 liquidjs@10.30.1 lodash@4.17.21
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >leave.cjs <<'EOF'
const { default: definition } = require('@segment/action-destinations/dist/destinations/sendgrid-audiences');

/** An answer as the destination's request gives it; SendGrid refuses a text that ends in the middle of a query. */
const request = async (url, { method, json }) => {
	if (method === 'delete') console.log(method, new URL(url).searchParams.get('contact_ids'));
	if (!url.endsWith('/contacts/search')) return { data: {} };
	console.log(json.query);
	const texts = json.query.match(/^email IN \('((?:[^'\\]|\\.)*)'(?:,'((?:[^'\\]|\\.)*)')*\)$/);
	if (texts === null) throw Object.assign(new Error('Bad Request'), { response: { status: 400, data: { errors: [{ message: 'invalid query' }] } } });
	return { data: { result: json.query.match(/[^'(,]+@[^']+/g).map((address) => ({ id: address.split('@')[0] })) } };
};

(async () => {
	for (const addresses of [['ann@example.com', 'bob@example.com'], ['ann@example.com', "o'brien@example.com", 'bob@example.com']]) {
		const payload = addresses.map((email) => ({
			external_audience_id: 'list',
			segment_audience_key: 'vip',
			traits_or_props: { vip: false },
			identifiers: { email },
		}));
		const answer = await definition.actions.syncAudience.performBatch(request, { payload });
		for (const [index, email] of addresses.entries()) {
			const { status, errormessage } = answer.getResponseAtIndex(index).value();
			console.log(' ', email, status, errormessage ?? '');
		}
	}
})();
EOF
found=$(node leave.cjs)
echo "$found"
[ "$found" = "email IN ('ann@example.com','bob@example.com')
delete ann,bob
  ann@example.com 200 
  bob@example.com 200 
email IN ('ann@example.com','o'brien@example.com','bob@example.com')
  ann@example.com 400 Error occurred while searching for Contacts in SendGrid
  o'brien@example.com 400 Error occurred while searching for Contacts in SendGrid
  bob@example.com 400 Error occurred while searching for Contacts in SendGrid" ] || exit 1
