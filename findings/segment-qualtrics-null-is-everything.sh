#!/bin/bash
# Segment writes all that is known of somebody into a field of Qualtrics that has nothing to say. With Upsert Contact
# Transaction its Qualtrics destination notes what happened, such as a purchase, with whatever a marketer maps
# (Transaction data). Texts, numbers, yes and no are handed on; of any other value the whole of the data is written as
# JSON instead of the value: a coupon that is null says who Ann is, where she lives and what she bought, and so do a
# list of tags and an address. A survey that greets people or decides by that field has it. Ann herself is looked up by
# email address and phone together: with a new phone she is not found, and is made once more, as somebody who has not
# unsubscribed, whatever she has said before.
#
# Installs @segment/actions-core, takes the destination out of the published package, and sends two purchases by it to a
# request function that knows Ann. Exits with 1 if this changes.
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

cat >send.cjs <<'EOF'
const { default: transaction } = require('@segment/action-destinations/dist/destinations/qualtrics/upsertContactTransaction');

const ann = { id: 'CID_1', email: 'ann@example.com', phone: '555-123-0001', unsubscribed: true };
/** Qualtrics: finds contacts of whom all filters hold, and takes new ones and transactions. */
const request = async (url, { json }) => {
	const path = new URL(url).pathname.replace('/API/v3/directories/POOL_1', '');
	if (path === '/contacts/search') {
		const filters = json.filter.filters ?? [json.filter];
		return { data: { result: { elements: filters.every(({ filterType, value }) => ann[filterType] === value) ? [ann] : [] } } };
	}
	console.log(path, JSON.stringify(path === '/contacts' ? json : Object.values(json)[0].data));
	return { data: { result: { id: 'CID_2' } } };
};
(async () => {
	for (const phone of ['555-123-0001', '555-123-0002']) {
		const transactionData = { city: 'Kent', amount: 12.5, coupon: null, tags: ['vip'] };
		const payload = { directoryId: 'POOL_1', email: 'ann@example.com', phone, unsubscribed: false, transactionData };
		await transaction.perform(request, { settings: { datacenter: 'iad1', apiToken: 'token' }, payload });
	}
	console.log('by default unsubscribed is', transaction.fields.unsubscribed.default);
})();
EOF
found=$(node send.cjs)
echo "$found"
[ "$found" = '/transactions {"city":"Kent","amount":12.5,"coupon":"{\"city\":\"Kent\",\"amount\":12.5,\"coupon\":null,\"tags\":[\"vip\"]}","tags":"{\"city\":\"Kent\",\"amount\":12.5,\"coupon\":null,\"tags\":[\"vip\"]}"}
/contacts {"phone":"555-123-0002","email":"ann@example.com","unsubscribed":false}
/transactions {"city":"Kent","amount":12.5,"coupon":"{\"city\":\"Kent\",\"amount\":12.5,\"coupon\":null,\"tags\":[\"vip\"]}","tags":"{\"city\":\"Kent\",\"amount\":12.5,\"coupon\":null,\"tags\":[\"vip\"]}"}
by default unsubscribed is false' ] || exit 1
