#!/bin/bash
# Segment moves people's values where a company is called "Acme, Ltd". Its Marketo Static Lists (Actions) destination
# hands an audience to Marketo as a CSV file, with whatever a marketer maps (Lead Info Fields), and writes neither
# quotation marks nor anything else around a text with a comma or a line break in it. Ann's title is "Ltd" then, her ZIP
# code "Director", and her street 00950; Bob, whose street has two lines, ends within it, and a further lead is called
# "Flat 2". A false becomes an empty cell.
#
# Takes the destination's own functions out of the published package, and shows the file in its request. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 liquidjs@10.30.1
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >add.cjs <<'EOF'
const { addToListBatch } = require('@segment/action-destinations/dist/destinations/marketo-static-lists/functions.js');
const request = async (_url, { body }) => {
	console.log(body.split('\r\n')[4]);
	return { data: { success: true } };
};
const person = (email, company, title, postalCode, address, doNotCall) => ({
	external_id: '1001',
	lookup_field: 'email',
	data: { email, company, title, postalCode, address, doNotCall },
});
void addToListBatch(request, { api_endpoint: 'https://marketo.example.com/rest' }, [
	person('ann@example.com', 'Acme, Ltd', 'Director', '00950', 'Main St 1', true),
	person('bob@example.com', 'Ray Inc', 'Clerk', '62701', 'Mill St 2\nFlat 2', false),
]);
EOF
found=$(node add.cjs)
echo "$found"
[ "$found" = 'email,company,title,postalCode,address,doNotCall
ann@example.com,Acme, Ltd,Director,00950,Main St 1,true
bob@example.com,Ray Inc,Clerk,62701,Mill St 2
Flat 2,' ] || exit 1
