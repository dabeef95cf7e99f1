#!/bin/bash
# Segment empties fields of people in Salesforce of whom it has nothing to say. With Use Salesforce Bulk API its
# Salesforce (Actions) destination writes a batch of people as a CSV file, whose columns are all fields that anybody in
# the batch has, and puts #N/A where somebody does not have one. To Salesforce that is no gap, which would leave the
# field as it is: #N/A sets it to nothing
# (https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_bulk_v2/datafiles_csv_valid_record_rows.htm).
# So when Ann has a new email address, and Bob, in the same batch, a new city, Bob's address and Ann's city are gone, and
# what is lost depends on who happens to be in the batch. One at a time, the same two change what they name.
#
# Takes the destination out of the published package, and shows what it sends of two contacts, one at a time and as a
# batch. Exits with 1 if this changes.
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

cat >write.cjs <<'EOF'
const { default: contact } = require('@segment/action-destinations/dist/destinations/salesforce/contact2');

const request = async (url, { method, json, body }) => {
	const path = new URL(url).pathname.replace(/^.*?\/v[\d.]+/, '');
	if (path !== '/jobs/ingest' && json?.state === undefined) console.log(method, path, json === undefined ? `\n${body.trimEnd()}` : JSON.stringify(json));
	return { data: { id: '1' } };
};
const settings = { instanceUrl: 'https://example.my.salesforce.com' };
(async () => {
	const people = [
		{ id: '003A', email: 'ann@example.com' },
		{ id: '003B', mailing_city: 'Kent' },
	].map(({ id, ...values }) => ({ traits: { Id: id }, bulkUpdateRecordId: id, enable_batching: true, ...values }));
	for (const payload of people) await contact.perform(request, { settings, syncMode: 'update', payload });
	await contact.performBatch(request, { settings, syncMode: 'update', payload: people });
})();
EOF
found=$(node write.cjs)
echo "$found"
[ "$found" = 'patch /sobjects/Contact/003A {"Email":"ann@example.com"}
patch /sobjects/Contact/003B {"MailingCity":"Kent"}
put /jobs/ingest/1/batches 
MailingCity,Email,Id
#N/A,"ann@example.com","003A"
"Kent",#N/A,"003B"' ] || exit 1
