#!/bin/bash
# Segment hands an email address to Raiser's Edge only if its owner wants no mail. Raiser's Edge NXT is a database of
# donors. Segment's destination for it has an action for a gift (Create Gift), which writes the donor as well: the
# address, whether it is the main one (Is Primary), and whether it must not be written to (Do Not Email). It leaves out
# an email address, a phone or a postal address of which any value is false. So of Ann, who may be written to (Do Not
# Email is false), no address arrives, and neither does Bob's opt-out, if his is not the main address. Without an
# address nobody is looked up either, so both are made once more. With Create or Update Individual Constituent all is
# right.
#
# Installs @segment/actions-core, takes the destination out of the published package, and sends three gifts by it to a
# request function. Exits with 1 if this changes.
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
const folder = '@segment/action-destinations/dist/destinations/blackbaud-raisers-edge-nxt';
const { default: gift } = require(`${folder}/createGift`);
const { default: constituent } = require(`${folder}/createOrUpdateIndividualConstituent`);

/** Raiser's Edge, in which nobody is yet. */
const request = async (url, { method, json }) => {
	const { pathname, search } = new URL(url);
	if (!pathname.endsWith('/gifts')) console.log(`  ${method} ${pathname}${search}`, json === undefined ? '' : JSON.stringify(json));
	return { status: 200, json: async () => ({ count: 0, value: [], id: '1' }) };
};
const people = {
	Ann: { address: 'ann@example.com', type: 'Home', primary: true, do_not_email: false },
	Bob: { address: 'bob@example.com', type: 'Home', primary: false, do_not_email: true },
	Cy: { address: 'cy@example.com', type: 'Home', primary: true, do_not_email: true },
};
(async () => {
	for (const [last, email] of Object.entries(people)) {
		console.log(last, JSON.stringify(email));
		const payload = { amount: 20, fund_id: '5', payment_method: 'Cash', constituent_last: last, constituent_email: email };
		await gift.perform(request, { settings: {}, payload });
	}
	console.log('Ann, by the other action');
	await constituent.perform(request, { settings: {}, payload: { last: 'Ann', email: people.Ann } });
})();
EOF
found=$(node send.cjs)
echo "$found"
[ "$found" = 'Ann {"address":"ann@example.com","type":"Home","primary":true,"do_not_email":false}
  post /constituent/v1/constituents {"last":"Ann","type":"Individual"}
Bob {"address":"bob@example.com","type":"Home","primary":false,"do_not_email":true}
  post /constituent/v1/constituents {"last":"Bob","type":"Individual"}
Cy {"address":"cy@example.com","type":"Home","primary":true,"do_not_email":true}
  get /constituent/v1/constituents/search?search_field=email_address&search_text=cy@example.com 
  post /constituent/v1/constituents {"last":"Cy","type":"Individual","email":{"address":"cy@example.com","type":"Home","primary":true,"do_not_email":true}}
Ann, by the other action
  get /constituent/v1/constituents/search?search_field=email_address&search_text=ann@example.com 
  post /constituent/v1/constituents {"last":"Ann","type":"Individual","email":{"address":"ann@example.com","type":"Home","primary":true,"do_not_email":false}}' ] || exit 1
